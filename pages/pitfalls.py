from components.address import live
from components.closing import close
from components.lesson import Lesson
from components.pitfalls import pitfall_choice, pitfall_lab

lesson = Lesson("pitfalls")
lesson.open()


@live
def lab() -> None:
    pitfall_lab(lesson, pitfall_choice(lesson))


lab()
close(lesson)
