from components.address import live
from components.closing import close
from components.lesson import Lesson
from components.myths import myth_choice, myth_trial

lesson = Lesson("myths")
lesson.open()


@live
def trial() -> None:
    myth_trial(lesson, myth_choice(lesson))


trial()
close(lesson)
