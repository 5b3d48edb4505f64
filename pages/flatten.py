import streamlit as st

from components.drawing.digit_pad import digit_pad
from components.drawing.picture_source import picture_choice
from components.drawing.side_pad import pad_switch, with_side_pad
from components.flatten.flatten_view import flatten_view
from components.flatten.index_arithmetic import show_index, show_shapes, show_unflatten
from components.flatten.reading_order import choose_order, show_order
from components.flatten.stages import (
    COLOR_EXAMPLE,
    drawing_lines,
    drawing_stage,
    example_lines,
    example_stage,
)
from components.nav.page_footer import page_footer
from components.scenes.lesson_page import show_lesson
from components.scenes.question import Question
from components.scenes.scene import Scene
from components.state.drawing import PADS
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from models.nn.flatten import trace_flatten

lesson = Lesson("flatten")


def explore() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        picture_choice()
        pad_switch()
    with with_side_pad("flatten_pad"):
        one_vector()
    page_footer(lesson)


def one_vector() -> None:
    order = choose_order()
    show_order(lesson, order)
    session = current_session()
    trace = trace_flatten(session.drawing.image, order)
    if not session.drawing.levels.any():
        lesson.show("empty")
    brightest = PADS[session.drawing.pad].full
    index = flatten_view(trace, brightest, lesson.words("flatten"))
    lesson.show("arithmetic")
    show_index(lesson, trace, index)
    lesson.show("shapes")
    show_shapes(lesson, trace)
    lesson.show("back")
    show_unflatten(lesson, trace)


show_lesson(
    lesson,
    (
        Scene(
            "change",
            lambda is_open: example_stage(lesson, target=9 if is_open else 0),
            question=Question("change"),
        ),
        Scene(
            "flight",
            lambda _: example_stage(lesson, target=0, player=True),
            keras=example_lines,
        ),
        Scene(
            "index",
            lambda is_open: example_stage(
                lesson, target=9 if is_open else 0, lit=5 if is_open else None
            ),
            question=Question("index"),
        ),
        Scene("formula", lambda _: example_stage(lesson, target=9, lit=5), keras=example_lines),
        Scene(
            "color",
            lambda is_open: example_stage(
                lesson, COLOR_EXAMPLE, target=27 if is_open else 0, lit=10 if is_open else None
            ),
            question=Question("color", is_number=True),
        ),
        Scene("batch", lambda _: example_stage(lesson, target=9), question=Question("batch")),
        Scene(
            "weights",
            lambda _: example_stage(lesson, target=9),
            question=Question("weights", is_number=True),
        ),
        Scene("back", lambda _: example_stage(lesson, target=9, player=True), keras=example_lines),
        Scene(
            "yours",
            lambda _: drawing_stage(lesson),
            controls=lambda: digit_pad("flatten_pad"),
            keras=drawing_lines,
        ),
        Scene("explore", page=explore),
    ),
)
