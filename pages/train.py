from functools import partial

from components.drawing.labeled_digit import label_control
from components.nav.page_footer import page_footer
from components.scenes.lesson_page import show_lesson
from components.scenes.question import Question
from components.scenes.scene import Scene
from components.state.session import current_session
from components.train.config_form import config_form
from components.train.current_run import shown_run
from components.train.keras_lines import network_lines, training_lines
from components.train.presets import preset_choice
from components.train.program_stage import program_stage
from components.train.questions import accuracy_question, first_loss_question
from components.train.run_page import run_page
from components.train.stages import run_stage, untrained_stage
from components.train.test_images import open_test_images
from components.train.training_controls import train_if_untrained, training_controls
from components.ui.lesson_text import Lesson
from models.exercises.program_order import judge

lesson = Lesson("train")
PROGRAM = Question("program", judge=judge)


def rewind_controls() -> None:
    train_if_untrained(lesson)
    label_control()


def split_controls() -> None:
    train_if_untrained(lesson)
    open_test_images(lesson, shown_run(current_session()))


def explore() -> None:
    first_loss_question(lesson)
    preset_choice(lesson)
    config_form(lesson)
    accuracy_question(lesson)
    run_page(lesson)
    page_footer(lesson)


show_lesson(
    lesson,
    (
        Scene("random", lambda _: untrained_stage(lesson, "random"), keras=network_lines),
        Scene("loss", lambda _: untrained_stage(lesson, "loss")),
        Scene(
            "train",
            lambda _: run_stage(lesson, "train"),
            controls=lambda: training_controls(lesson),
            keras=training_lines,
        ),
        Scene(
            "epoch",
            lambda is_open: run_stage(lesson, "epoch", is_open=is_open),
            question=Question("steps", is_number=True),
        ),
        Scene("rewind", lambda _: run_stage(lesson, "rewind"), controls=rewind_controls),
        Scene("split", lambda _: run_stage(lesson, "split"), controls=split_controls),
        Scene(
            "confusion",
            lambda _: run_stage(lesson, "confusion"),
            controls=lambda: train_if_untrained(lesson),
        ),
        Scene(
            "program",
            lambda is_open: program_stage(
                lesson, PROGRAM.given(lesson), partial(PROGRAM.take, lesson), is_open=is_open
            ),
            question=PROGRAM,
        ),
        Scene("explore", page=explore),
    ),
)
