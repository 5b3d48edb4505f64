from components.backprop.conv_experiment import conv_flatten
from components.backprop.example_choice import Case, case_choice
from components.backprop.finite_difference import nudge_pixel
from components.backprop.gradient_tables import hidden_tables, logits_table, loss_sentence
from components.backprop.gradient_tape import tape_of_fit
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
from components.ui.lesson_text import Lesson
from models.nn.backprop import BackpropTrace, trace_backprop
from models.training.keras_check import check_backprop

lesson = Lesson("backprop")
lesson.show_header()


@url_fragment
def going_back() -> None:
    chosen = case_choice(lesson)
    if chosen is None:
        return
    case, label = chosen
    back = trace_backprop(case.forward, label)
    loss_sentence(lesson, case, back)
    if not logit_question(lesson).is_answered:
        return
    logits_table(lesson, case, back)
    hidden_tables(lesson, case, back)
    folds = flatten_question(lesson)
    if folds.is_answered:
        compare_flatten(folds, back)
        onto_the_picture(case, back)


def onto_the_picture(case: Case, back: BackpropTrace) -> None:
    lesson.show("image", shape=back.d_image.shape, count=back.d_vector.size)
    index = gradient_view(back, case.classes, case.brightest, f"gradient_{case.key}")
    lesson.show(f"try the {case.key}")
    nudge_pixel(lesson, case, back, index)
    lesson.show("same as keras")
    same_as_keras("backprop", check_backprop(back))
    tape_of_fit(lesson, back)


@url_fragment
def before_flatten() -> None:
    lesson.show("convolution")
    moves = kernels_question(lesson)
    if moves.is_answered and (news := conv_flatten(lesson)):
        compare_kernels(moves, news)


going_back()
before_flatten()
page_footer(lesson)
