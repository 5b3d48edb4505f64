"""Questions on backpropagation: a logit's gradient, Flatten's part, and which kernels change."""

import numpy as np

from components.questions.prediction import Choice, Number, Prediction, prediction
from components.ui.lesson_text import Lesson
from models.exercises.worked_example import first_classifier
from models.nn.backprop import BackpropTrace, trace_backprop

LABEL = 1  # the class whose logit the question is about
FOLDED = 3  # the option that Flatten only folds
CHANGED = {(True, True): 0, (True, False): 1, (False, False): 2}  # with the gradient, and cut


def logit_question(lesson: Lesson) -> Prediction:
    """Ask for the gradient of the true class's logit, in the example."""
    trace = trace_backprop(first_classifier(), LABEL)
    probability = f"{trace.forward.outputs[LABEL]:.4f}"
    gradient = round(float(trace.d_logits[LABEL]), 4)
    answer = Number(-1.0, 1.0, step=0.01, tolerance=0.02)
    question = prediction(lesson, "logit", answer, probability=probability)
    if question.is_answered:
        question.reveal(gradient, probability=probability, gradient=f"−{-gradient:.4f}")
    return question


def flatten_question(lesson: Lesson) -> Prediction:
    """Ask what Flatten does to the gradient."""
    return prediction(lesson, "flatten", Choice())


def compare_flatten(question: Prediction, trace: BackpropTrace) -> None:
    """Show how many of the image's gradients equal those of their index in the vector."""
    flatten = trace.forward.flatten
    same = sum(
        trace.d_image[flatten.pixel_of(index)] == value
        for index, value in enumerate(trace.d_vector)
    )
    question.reveal(FOLDED, same=same, count=trace.d_vector.size)


def kernels_question(lesson: Lesson) -> Prediction:
    """Ask which of the two networks' kernels will change."""
    return prediction(lesson, "filters", Choice(), pending_outcome=True)


def compare_kernels(question: Prediction, reports: tuple[dict, ...]) -> None:
    """Show how far the kernels have changed, and what that brings, with the gradient and without.

    Args:
        question: the question.
        reports: on the two trainings, from before the first epoch to the last.
    """
    first, last = reports[0], reports[-1]
    distance = {
        name: float(np.linalg.norm(np.subtract(last[name]["kernels"], first[name]["kernels"])))
        for name in ("open", "cut")
    }
    question.reveal(
        CHANGED[distance["open"] > 0, distance["cut"] > 0],
        open=f"{distance['open']:.2f}",
        cut=f"{distance['cut']:g}",
        accuracy_open=f"{last['open']['accuracy']:.1%}",
        accuracy_cut=f"{last['cut']['accuracy']:.1%}",
        gain=f"{100 * abs(last['open']['accuracy'] - last['cut']['accuracy']):.1f}",
        same=f"{first['same']:,}",
        cells=f"{first['cells']:,}",
    )
