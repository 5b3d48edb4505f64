from components.backprop.conv_experiment import conv_experiment
from components.backprop.example_choice import Case, case_choice
from components.backprop.finite_difference import pixel_perturbation
from components.backprop.gradient_tables import hidden_tables, logits_table, loss_sentence
from components.backprop.gradient_tape import fit_gradients
from components.backprop.gradient_view import gradient_view
from components.backprop.questions import (
    compare_flatten,
    compare_kernels,
    flatten_question,
    kernels_question,
    logit_question,
)
from components.nav.page_footer import page_footer
from components.remote.keras_check import same_as_keras
from components.shell.url_state import url_fragment
from components.state.hidden_controls import is_visible
from components.ui.lesson_text import Lesson
from models.nn.backprop import BackpropTrace, trace_backprop
from models.training.keras_check import check_backprop

lesson = Lesson("backprop")
lesson.show_header()


@url_fragment
def backpropagation() -> None:
    chosen = case_choice(lesson)
    if chosen is None:
        return
    case, label = chosen
    trace = trace_backprop(case.forward, label)
    loss_sentence(lesson, case, trace)
    if not logit_question(lesson).is_answered:
        return
    logits_table(lesson, case, trace)
    hidden_tables(lesson, case, trace)
    flatten = flatten_question(lesson)
    if flatten.is_answered:
        compare_flatten(flatten, trace)
        image_gradient(case, trace)


def image_gradient(case: Case, trace: BackpropTrace) -> None:
    lesson.show("image", shape=trace.d_image.shape, count=trace.d_vector.size)
    index = gradient_view(
        trace, case.classes, case.brightest, lesson.words("gradients"), f"gradient_{case.key}"
    )
    lesson.show(f"try the {case.key}")
    pixel_perturbation(lesson, case, trace, index)
    if is_visible("keras"):
        lesson.show("same as keras")
        same_as_keras("backprop", check_backprop(trace))
    fit_gradients(lesson, trace)


@url_fragment
def convolution() -> None:
    lesson.show("convolution")
    kernels = kernels_question(lesson)
    if kernels.is_answered and (reports := conv_experiment(lesson)):
        compare_kernels(kernels, reports)


backpropagation()
convolution()
page_footer(lesson)
