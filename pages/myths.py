from components.myths.registry import myth_choice, myth_trial
from components.nav.page_footer import close
from components.shell.url_state import live
from components.ui.lesson_text import Lesson

lesson = Lesson("myths")
lesson.show_header()


@live
def trial() -> None:
    myth_trial(lesson, myth_choice(lesson))


trial()
close(lesson)
