import streamlit as st

from components.drawing.picture_source import picture_choice
from components.drawing.side_pad import pad_switch, with_side_pad
from components.flatten.flatten_view import flatten_view
from components.flatten.index_arithmetic import show_index, show_shapes, show_unflatten
from components.flatten.questions import ask_index, ask_pixel
from components.flatten.reading_order import choose_order, show_order
from components.nav.page_footer import page_footer
from components.shell.url_state import url_fragment
from components.state.drawing import PADS
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from models.nn.flatten import trace_flatten

lesson = Lesson("flatten")
lesson.show_header()
ask_pixel(lesson)


@url_fragment
def flatten() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        picture_choice()
        pad_switch()
    with with_side_pad("flatten_pad"):
        one_vector()


def one_vector() -> None:
    order = choose_order()
    show_order(lesson, order)
    session = current_session()
    trace = trace_flatten(session.drawing.image, order)
    if not session.drawing.levels.any():
        lesson.show("empty")
    index = flatten_view(trace, brightest=PADS[session.drawing.pad].full)
    lesson.show("arithmetic")
    show_index(lesson, trace, index)
    lesson.show("shapes")
    show_shapes(trace)
    lesson.show("back")
    show_unflatten(lesson, trace)


flatten()
ask_index(lesson)
page_footer(lesson)
