from components.myths.registry import myth_choice, myth_test
from components.nav.page_footer import page_footer
from components.shell.url_state import url_fragment
from components.ui.lesson_text import Lesson

lesson = Lesson("myths")
lesson.show_header()


@url_fragment
def myths() -> None:
    myth_test(lesson, myth_choice(lesson))


myths()
page_footer(lesson)
