from components.nav.page_footer import page_footer
from components.pitfalls.registry import pitfall_choice, pitfall_lab
from components.shell.url_state import url_fragment
from components.ui.lesson_text import Lesson

lesson = Lesson("pitfalls")
lesson.show_header()


@url_fragment
def lab() -> None:
    pitfall_lab(lesson, pitfall_choice(lesson))


lab()
page_footer(lesson)
