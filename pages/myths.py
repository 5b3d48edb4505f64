from components.myths.registry import myth_choice, myth_trial
from components.nav.page_footer import page_footer
from components.shell.url_state import url_fragment
from components.ui.lesson_text import Lesson

lesson = Lesson("myths")
lesson.show_header()


@url_fragment
def trial() -> None:
    myth_trial(lesson, myth_choice(lesson))


trial()
page_footer(lesson)
