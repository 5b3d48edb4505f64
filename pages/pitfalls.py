from components.nav.page_footer import page_footer
from components.pitfalls.registry import pitfall_choice, pitfall_comparison
from components.pitfalls.stages import fix_stage, program_stage
from components.scenes.lesson_page import show_lesson
from components.scenes.question import Question
from components.scenes.scene import Scene
from components.ui.lesson_text import Lesson

lesson = Lesson("pitfalls")


def explore() -> None:
    pitfall_comparison(lesson, pitfall_choice(lesson))
    page_footer(lesson)


show_lesson(
    lesson,
    (
        Scene(
            "flatten",
            lambda is_open: program_stage(lesson, "flatten", is_open=is_open),
            question=Question("flatten"),
        ),
        Scene(
            "fix_flatten",
            lambda is_open: fix_stage(lesson, "flatten", is_open=is_open),
            question=Question("fix_flatten"),
        ),
        Scene(
            "scale",
            lambda is_open: program_stage(lesson, "scale", is_open=is_open),
            question=Question("scale"),
        ),
        Scene(
            "fix_scale",
            lambda is_open: fix_stage(lesson, "scale", is_open=is_open),
            question=Question("fix_scale"),
        ),
        Scene(
            "activation",
            lambda is_open: program_stage(lesson, "activation", is_open=is_open),
            question=Question("activation"),
        ),
        Scene(
            "fix_activation",
            lambda is_open: fix_stage(lesson, "activation", is_open=is_open),
            question=Question("fix_activation"),
        ),
        Scene(
            "softmax",
            lambda is_open: program_stage(lesson, "softmax", is_open=is_open),
            question=Question("softmax"),
        ),
        Scene(
            "fix_softmax",
            lambda is_open: fix_stage(lesson, "softmax", is_open=is_open),
            question=Question("fix_softmax"),
        ),
        Scene("explore", page=explore),
    ),
)
