import streamlit as st

from components.drawing.draw_pad import draw_pad
from components.drawing.network_input import (
    CLASSES,
    network_choice,
    prediction_text,
    preparation_switch,
    shipped_accuracy,
    show_prediction,
)
from components.drawing.picture_source import picture_choice
from components.nav.page_footer import page_footer
from components.network.network_view import network_view
from components.network.stage_tables import stage_numbers
from components.network.stages import (
    digit_stage,
    heart_button,
    keras_lines,
    move_control,
    moved_stage,
    order_stage,
    pad_stage,
)
from components.network.wrong_order import wrong_order
from components.remote.keras_check import same_as_keras
from components.scenes.lesson_page import show_lesson
from components.scenes.question import Question
from components.scenes.scene import Scene
from components.state.hidden_controls import is_visible
from components.state.session import current_session
from components.ui.expander import expander
from components.ui.lesson_text import Lesson
from models.exercises.heart import heart_image
from models.training.keras_check import check_network

lesson = Lesson("network")
WRONG_ORDER = Question("order")


def explore() -> None:
    lesson.show("accuracy", accuracy=f"{shipped_accuracy():.2%}")
    current_session().drawing.start()
    reading()
    page_footer(lesson)


def reading() -> None:
    picture_choice()
    network_choice()
    sides = st.grid(3, min_column_width=260, gap="medium")
    with sides.cell():
        trace = show_prediction(current_session(), follows_pen=True)
        draw_pad("network_pad")
        preparation_switch()
        if WRONG_ORDER.is_open(lesson):
            wrong_order(lesson)
    if trace is None:
        return
    with sides.cell(column_span=2):
        network_view(lesson, trace, CLASSES, prediction_text(trace))
    lesson.show("closer")
    expander(lesson, "pixels mattered")
    lesson.show("stages")
    stage_numbers(lesson, trace)
    if is_visible("keras"):
        lesson.show("same as keras")
        same_as_keras("network", check_network(trace))


show_lesson(
    lesson,
    (
        Scene(
            "whole",
            lambda _: pad_stage(lesson, "whole", lesson.label("draw here")),
            keras=keras_lines,
        ),
        Scene("hidden", lambda _: digit_stage(lesson, "hidden"), keras=keras_lines),
        Scene("logits", lambda _: digit_stage(lesson, "logits"), keras=keras_lines),
        Scene("exp", lambda _: digit_stage(lesson, "exp"), keras=keras_lines),
        Scene(
            "largest",
            lambda is_open: digit_stage(lesson, "largest", is_open=is_open),
            question=Question("largest"),
        ),
        Scene(
            "certainty",
            lambda _: pad_stage(lesson, "certainty", lesson.label("draw anything"), heart_image()),
            controls=lambda: heart_button(lesson),
        ),
        Scene(
            "order",
            lambda is_open: order_stage(lesson, "order", is_open=is_open),
            question=WRONG_ORDER,
        ),
        Scene(
            "solved",
            lambda _: moved_stage(lesson, "solved"),
            controls=lambda: move_control(lesson),
        ),
        Scene("explore", page=explore),
    ),
)
