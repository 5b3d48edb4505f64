from components.drawing.labeled_digit import label_control
from components.nav.page_footer import page_footer
from components.nav.page_links import page_link
from components.remote.keras_check import same_as_keras
from components.scenes.lesson_page import show_lesson
from components.scenes.question import Question
from components.scenes.scene import Scene
from components.state.hidden_controls import is_visible
from components.step.explore import explore_step, gradient_tables, measured_slopes
from components.step.stages import network_lines, step_stage
from components.ui.lesson_text import Lesson
from models.training.keras_check import check_backprop

lesson = Lesson("step")


def explore() -> None:
    choice = explore_step(lesson)
    measured_slopes(lesson, choice)
    gradient_tables(lesson, choice)
    if is_visible("keras"):
        lesson.show("same as keras")
        same_as_keras("step", check_backprop(choice.trace))
    page_link(lesson, "train")
    page_footer(lesson)


show_lesson(
    lesson,
    (
        Scene("batch", lambda _: step_stage(lesson, "batch"), controls=label_control),
        Scene("forward", lambda _: step_stage(lesson, "forward"), keras=network_lines),
        Scene("loss", lambda _: step_stage(lesson, "loss")),
        Scene(
            "slope",
            lambda is_open: step_stage(lesson, "slope", is_open=is_open),
            question=Question("slope"),
        ),
        Scene("gears", lambda _: step_stage(lesson, "gears")),
        Scene(
            "still",
            lambda is_open: step_stage(lesson, "still", is_open=is_open),
            question=Question("still", is_number=True),
        ),
        Scene(
            "update",
            lambda is_open: step_stage(lesson, "update", is_open=is_open),
            question=Question("update"),
        ),
        Scene("rate", lambda _: step_stage(lesson, "rate")),
        Scene("explore", page=explore),
    ),
)
