from components.backprop import stages
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
from components.drawing.filter_stage import filter_controls, filter_stage
from components.nav.page_footer import page_footer
from components.remote.keras_check import same_as_keras
from components.scenes.lesson_page import show_lesson
from components.scenes.question import Question
from components.scenes.scene import Scene
from components.shell.url_state import url_fragment
from components.state.hidden_controls import is_visible
from components.step.step_view.deep_weight import deep_weight_view
from components.step.step_view.payload import SceneName
from components.ui.lesson_text import Lesson
from models.nn.backprop import BackpropTrace, trace_backprop
from models.training.keras_check import check_backprop

lesson = Lesson("backprop")


def explore() -> None:
    lesson.show("introduction")
    backpropagation()
    convolution()
    page_footer(lesson)


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


def weight_stage(scene: SceneName, *, is_open: bool = True, silent: bool = False) -> None:
    neuron = stages.example_neuron(silent=silent)
    deep_weight_view(lesson, scene, stages.example(), stages.PIXEL, neuron, is_open=is_open)


show_lesson(
    lesson,
    (
        Scene(
            "nudge",
            lambda is_open: weight_stage("nudge", is_open=is_open),
            question=Question("nudge"),
        ),
        Scene("deep", lambda _: weight_stage("deep")),
        Scene(
            "silent",
            lambda is_open: weight_stage("silent", is_open=is_open, silent=True),
            question=Question("silent", is_number=True),
        ),
        Scene(
            "delta",
            lambda is_open: stages.delta_stage(lesson, is_open=is_open),
            question=Question("delta"),
        ),
        Scene("matrix", lambda _: stages.matrix_stage(lesson)),
        Scene("tape", lambda _: stages.tape_stage(lesson)),
        Scene("fold", lambda _: stages.fold_stage(lesson)),
        Scene(
            "filter",
            lambda _: filter_stage(lesson),
            controls=lambda: filter_controls(lesson),
        ),
        Scene("explore", page=explore),
    ),
)
