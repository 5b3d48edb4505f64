from components.nav.page_footer import close
from components.pitfalls.registry import pitfall_choice, pitfall_lab
from components.shell.url_state import live
from components.ui.lesson_text import Lesson

lesson = Lesson("pitfalls")
lesson.show_header()


@live
def lab() -> None:
    pitfall_lab(lesson, pitfall_choice(lesson))


lab()
close(lesson)
