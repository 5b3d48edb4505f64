import streamlit as st

from components.dense import stages
from components.dense.activation import show_activation
from components.dense.layer_controls import choose_layer, choose_unit, context_of
from components.dense.layer_tables import show_outcomes, show_parameters
from components.dense.layer_view import layer_view
from components.dense.neuron_view import neuron_view
from components.drawing.digit_pad import digit_pad
from components.drawing.picture_source import picture_choice
from components.drawing.side_pad import pad_switch, pad_wanted, with_side_pad
from components.nav.page_footer import page_footer
from components.remote.keras_check import same_as_keras
from components.scenes.lesson_page import show_lesson
from components.scenes.question import Question
from components.scenes.scene import Scene
from components.state.hidden_controls import is_visible
from components.ui.lesson_text import Lesson, error_sentence
from models.nn.dense import trace_dense
from models.nn.flatten import trace_flatten
from models.training.keras_check import check_dense

lesson = Lesson("dense")


def explore() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        picture_choice()
        pad_switch()
    with with_side_pad("dense_pad"):
        one_layer()
    page_footer(lesson)


def one_layer() -> None:
    try:
        chosen = choose_layer(lesson)
        layer, image = chosen.layer, chosen.image
        trace = trace_dense(trace_flatten(image).vector, layer)
    except ValueError as problem:
        st.error(error_sentence(problem))
        return
    if not image.any():
        lesson.show("empty")
    inputs = trace.inputs.size
    lesson.show("one neuron", inputs=inputs)
    unit, context = choose_unit(lesson, layer), context_of(chosen)
    words = lesson.words("neuron")
    neuron_view(trace, unit, context, words, starts_at_end=pad_wanted())
    show_activation(lesson, trace, unit)
    lesson.show("matrix", inputs=inputs, units=layer.units)
    layer_view(trace, unit, context, lesson.words("layer"))
    show_outcomes(lesson, trace, context.digits)
    lesson.show("parameters")
    show_parameters(lesson, trace)
    if is_visible("keras"):
        lesson.show("same as keras")
        same_as_keras("dense", check_dense(trace))


show_lesson(
    lesson,
    (
        Scene("template", lambda _: stages.template_stage(lesson)),
        Scene(
            "sum",
            lambda is_open: stages.sum_stage(lesson, is_open=is_open),
            question=Question("sum", is_number=True),
        ),
        Scene("bias", lambda _: stages.bias_stage(lesson)),
        Scene("activation", lambda _: stages.activation_stage(lesson)),
        Scene("neuron", lambda _: stages.watch_stage(lesson), keras=stages.watch_lines),
        Scene(
            "blanks",
            lambda _: stages.practice_stage(lesson, "blanks"),
            keras=stages.practice_lines,
        ),
        Scene(
            "alone", lambda _: stages.practice_stage(lesson, "alone"), keras=stages.practice_lines
        ),
        Scene(
            "matrix",
            lambda _: stages.example_layer(lesson, panel="matrix", lit=0),
            keras=stages.watch_lines,
        ),
        Scene(
            "connections",
            lambda is_open: stages.example_layer(lesson, has_edges=is_open),
            question=Question("connections", is_number=True),
        ),
        Scene(
            "parameters",
            lambda is_open: stages.parameters_stage(lesson, is_open=is_open),
            question=Question("parameters", is_number=True),
        ),
        Scene(
            "line",
            lambda is_open: stages.line_stage(lesson, "line", is_open=is_open),
            question=Question("line", is_number=True),
        ),
        Scene(
            "yours",
            lambda _: stages.drawing_stage(lesson),
            controls=lambda: digit_pad("dense_stage_pad"),
            keras=stages.drawing_lines,
        ),
        Scene("explore", page=explore),
    ),
)
