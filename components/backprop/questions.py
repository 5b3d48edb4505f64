"""The way back, guessed first: a logit's gradient, Flatten's part, and whose kernels move."""

import numpy as np

from components.questions.prediction import Choice, Number, Prediction, prediction
from components.ui.lesson_text import Lesson
from models.exercises.worked_example import first_classifier
from models.nn.backprop import BackpropTrace, trace_backprop

ASKED = 1  # the class of the example whose logit is asked for
FOLDED = 3  # the option that Flatten only folds
MOVED = {(True, True): 0, (True, False): 1, (False, False): 2}  # with the way open, and cut


def logit_question(lesson: Lesson) -> Prediction:
    """Ask for the gradient of the true class's logit, in the example."""
    back = trace_backprop(first_classifier(), ASKED)
    share, blame = back.forward.outputs[ASKED], round(float(back.d_logits[ASKED]), 4)
    question = prediction(
        lesson, "logit", Number(-1.0, 1.0, step=0.01, tolerance=0.02), share=f"{share:.4f}"
    )
    if question.is_answered:
        question.reveal(blame, share=f"{share:.4f}", blame=f"−{-blame:.4f}")
    return question


def flatten_question(lesson: Lesson) -> Prediction:
    """Ask what Flatten does to the gradient on its way back."""
    return prediction(lesson, "flatten", Choice())


def compare_flatten(question: Prediction, back: BackpropTrace) -> None:
    """Say how many of the image's gradients are those of their place in the vector."""
    vector = back.forward.flatten
    same = sum(back.d_image[vector.pixel_of(i)] == value for i, value in enumerate(back.d_vector))
    question.reveal(FOLDED, same=same, count=back.d_vector.size)


def kernels_question(lesson: Lesson) -> Prediction:
    """Ask which of the two networks' kernels will have moved."""
    return prediction(lesson, "kernels", Choice(), pending_outcome=True)


def compare_kernels(question: Prediction, news: tuple[dict, ...]) -> None:
    """Say how far the kernels have moved, with the way back open and cut.

    Args:
        question: the question.
        news: all that was told of the two trainings, from before the first epoch.
    """
    far = {
        name: float(
            np.linalg.norm(np.subtract(news[-1][name]["kernels"], news[0][name]["kernels"]))
        )
        for name in ("open", "cut")
    }
    truth = MOVED[far["open"] > 0, far["cut"] > 0]
    question.reveal(
        truth,
        open=f"{far['open']:.2f}",
        cut=f"{far['cut']:g}",
        same=f"{news[0]['same']:,}",
        cells=f"{news[0]['cells']:,}",
    )
