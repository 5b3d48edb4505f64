import streamlit as st

from components.dense.activation import activation_step
from components.dense.layer_controls import brightest_of, dense_choice, inputs_of, unit_choice
from components.dense.layer_tables import outcome_table, parameter_count, parameter_question
from components.dense.layer_view import layer_view
from components.dense.manual_weights import digits_of
from components.dense.neuron_view import neuron_view
from components.drawing.picture_source import picture_choice
from components.drawing.side_pad import pad_switch, pad_wanted, with_side_pad
from components.nav.page_footer import page_footer
from components.questions.prediction import Order, prediction
from components.remote.keras_check import same_as_keras
from components.shell.url_state import url_fragment
from components.state.hidden_controls import is_visible
from components.state.session import current_session
from components.ui.lesson_text import Lesson, error_sentence
from models.nn.dense import trace_dense
from models.training.keras_check import check_dense

lesson = Lesson("dense")
lesson.show_header()
order = prediction(lesson, "order", Order())
if order.is_answered:
    order.reveal((1, 3, 2, 0))


@url_fragment
def weighing() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        picture_choice()
        pad_switch()
    with with_side_pad("dense_pad"):
        one_layer()


def one_layer() -> None:
    try:
        layer, image, place = dense_choice()
        trace = trace_dense(inputs_of(image), layer)
    except ValueError as problem:
        st.error(error_sentence(problem))
        return
    if not image.any():
        lesson.show("empty")
    lesson.show("one neuron", inputs=trace.inputs.size)
    unit = unit_choice(layer)
    digits = digits_of(trace.inputs.size)
    brightest = brightest_of(current_session(), image.size)
    neuron_view(trace, unit, image.shape, brightest, digits, place, at_its_end=pad_wanted())
    activation_step(lesson, trace, unit)
    lesson.show("matrix", inputs=trace.inputs.size, units=layer.units)
    layer_view(trace, unit, image.shape, brightest, digits)
    outcome_table(lesson, trace, digits)
    lesson.show("parameters")
    if parameter_question(lesson).is_answered:
        parameter_count(trace)
    if is_visible("keras"):
        lesson.show("same as keras")
        same_as_keras("dense", check_dense(trace))


weighing()
page_footer(lesson)
