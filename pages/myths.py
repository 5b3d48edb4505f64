from components.myths.registry import myth_choice, myth_test
from components.myths.stages import claim_stage, retry_button
from components.nav.page_footer import page_footer
from components.scenes.lesson_page import show_lesson
from components.scenes.question import Question
from components.scenes.scene import Scene
from components.shell.url_state import url_fragment
from components.ui.lesson_text import Lesson

lesson = Lesson("myths")


@url_fragment
def myths() -> None:
    myth_test(lesson, myth_choice(lesson))


def explore() -> None:
    myths()
    page_footer(lesson)


show_lesson(
    lesson,
    (
        Scene(
            "changes",
            lambda is_open: claim_stage(lesson, "changes", is_open=is_open),
            controls=lambda: retry_button("changes"),
            question=Question("changes"),
        ),
        Scene(
            "nothing",
            lambda is_open: claim_stage(lesson, "nothing", is_open=is_open),
            controls=lambda: retry_button("nothing"),
            question=Question("nothing"),
        ),
        Scene(
            "single",
            lambda is_open: claim_stage(lesson, "single", is_open=is_open),
            controls=lambda: retry_button("single"),
            question=Question("single"),
        ),
        Scene(
            "collapse",
            lambda is_open: claim_stage(lesson, "collapse", is_open=is_open),
            controls=lambda: retry_button("collapse"),
            question=Question("collapse"),
        ),
        Scene(
            "vector",
            lambda is_open: claim_stage(lesson, "vector", is_open=is_open),
            controls=lambda: retry_button("vector"),
            question=Question("vector"),
        ),
        Scene(
            "shuffled",
            lambda is_open: claim_stage(lesson, "shuffled", is_open=is_open),
            controls=lambda: retry_button("shuffled"),
            question=Question("shuffled"),
        ),
        Scene(
            "blocked",
            lambda is_open: claim_stage(lesson, "blocked", is_open=is_open),
            controls=lambda: retry_button("blocked"),
            question=Question("blocked"),
        ),
        Scene("explore", page=explore),
    ),
)
