import streamlit as st

from components.challenge.building import editor_stage, model_request, whole_editor
from components.challenge.controls import evaluate_controls, train_button
from components.challenge.settings import training_choice
from components.challenge.sheet import is_evaluated, sheet_stage
from components.challenge.stages import (
    attempt_stage,
    digit_pad,
    digit_stage,
    images_stage,
)
from components.drawing.labeled_digit import label_control
from components.nav.page_footer import page_footer
from components.scenes.lesson_page import show_lesson
from components.scenes.question import Question
from components.scenes.scene import Scene
from components.state.session import current_session
from components.ui.lesson_text import Lesson

lesson = Lesson("challenge")


def train_controls() -> None:
    model_request(lesson)
    training_choice(lesson)
    train_button(lesson)


def explore() -> None:
    current_session().drawing.start()
    lesson.show("model")
    whole_editor(lesson)
    lesson.show("training")
    training_choice(lesson, whole=True)
    train_button(lesson)
    sides = st.grid(2, min_column_width=330, gap="medium")
    with sides.cell(), st.container(key="challenge_box"):
        digit_pad(lesson)
    with sides.cell(), st.container(key="challenge_box_whole"):
        attempt_stage(lesson, "whole")
    lesson.show("evaluation")
    evaluate_controls(lesson, whole=True)
    if is_evaluated():
        with st.container(key="challenge_paper"):
            sheet_stage(lesson)
    page_footer(lesson)


show_lesson(
    lesson,
    (
        Scene("goal", lambda _: digit_stage(lesson), controls=label_control),
        Scene(
            "build",
            lambda is_open: editor_stage(lesson, is_open=is_open),
            controls=lambda: model_request(lesson),
            question=Question("neurons", is_number=True),
        ),
        Scene(
            "shifts",
            lambda is_open: images_stage(lesson, is_shifted=is_open),
            question=Question("shifts"),
        ),
        Scene("train", lambda _: attempt_stage(lesson, "training"), controls=train_controls),
        Scene(
            "evaluate",
            lambda _: attempt_stage(lesson, "evaluation"),
            controls=lambda: evaluate_controls(lesson),
        ),
        Scene("page", lambda _: sheet_stage(lesson)),
        Scene("explore", page=explore),
    ),
)
