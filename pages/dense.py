import streamlit as st

from components.dense.activation import show_activation
from components.dense.layer_controls import choose_layer, choose_unit, context_of
from components.dense.layer_tables import ask_parameters, show_outcomes, show_parameters
from components.dense.layer_view import layer_view
from components.dense.neuron_view import neuron_view
from components.drawing.picture_source import picture_choice
from components.drawing.side_pad import pad_switch, pad_wanted, with_side_pad
from components.nav.page_footer import page_footer
from components.questions.prediction import Order, prediction
from components.remote.keras_check import same_as_keras
from components.shell.url_state import url_fragment
from components.state.hidden_controls import is_visible
from components.ui.lesson_text import Lesson, error_sentence
from models.nn.dense import trace_dense
from models.nn.flatten import trace_flatten
from models.training.keras_check import check_dense

lesson = Lesson("dense")
lesson.show_header()
order = prediction(lesson, "order", Order())
if order.is_answered:
    order.reveal((1, 3, 2, 0))


@url_fragment
def dense() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        picture_choice()
        pad_switch()
    with with_side_pad("dense_pad"):
        one_layer()


def one_layer() -> None:
    try:
        chosen = choose_layer()
        layer, image = chosen.layer, chosen.image
        trace = trace_dense(trace_flatten(image).vector, layer)
    except ValueError as problem:
        st.error(error_sentence(problem))
        return
    if not image.any():
        lesson.show("empty")
    inputs = trace.inputs.size
    lesson.show("one neuron", inputs=inputs)
    unit, context = choose_unit(layer), context_of(chosen)
    neuron_view(trace, unit, context, starts_at_end=pad_wanted())
    show_activation(lesson, trace, unit)
    lesson.show("matrix", inputs=inputs, units=layer.units)
    layer_view(trace, unit, context)
    show_outcomes(lesson, trace, context.digits)
    lesson.show("parameters")
    if ask_parameters(lesson).is_answered:
        show_parameters(trace)
    if is_visible("keras"):
        lesson.show("same as keras")
        same_as_keras("dense", check_dense(trace))


dense()
page_footer(lesson)
