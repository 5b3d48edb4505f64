from components.nav.page_footer import page_footer
from components.pitfalls.registry import pitfall_choice, pitfall_comparison
from components.shell.url_state import url_fragment
from components.ui.lesson_text import Lesson

lesson = Lesson("pitfalls")
lesson.show_header()


@url_fragment
def pitfalls() -> None:
    pitfall_comparison(lesson, pitfall_choice(lesson))


pitfalls()
page_footer(lesson)
