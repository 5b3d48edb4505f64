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
from components.network.softmax_question import softmax_question
from components.network.stage_tables import stage_numbers
from components.network.wrong_order import wrong_order, wrong_order_question
from components.remote.keras_check import same_as_keras
from components.shell.url_state import url_fragment
from components.state.hidden_controls import is_visible
from components.state.session import current_session
from components.ui.expander import expander
from components.ui.lesson_text import Lesson
from models.training.keras_check import check_network

lesson = Lesson("network")
lesson.show_header(accuracy=f"{shipped_accuracy():.2%}")
current_session().drawing.start()


@url_fragment
def reading() -> None:
    picture_choice()
    network_choice()
    sides = st.grid(3, min_column_width=260, gap="medium")
    with sides.cell():
        trace = show_prediction(current_session(), follows_pen=True)
        draw_pad("network_pad")
        preparation_switch()
        wrong_order(lesson)
    if trace is None:
        return
    with sides.cell(column_span=2):
        network_view(trace, CLASSES, prediction_text(trace))
    lesson.show("closer")
    expander(lesson, "pixels spoke")
    lesson.show("stages")
    stage_numbers(lesson, trace)
    softmax_question(lesson, trace)
    if is_visible("keras"):
        lesson.show("same as keras")
        same_as_keras("network", check_network(trace))


reading()
wrong_order_question(lesson)
page_footer(lesson)
