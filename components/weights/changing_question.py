"""The question which numbers training changes, answered by one training step in NumPy."""

import numpy as np

from components.questions.prediction import Choice, prediction
from components.ui.lesson_text import Lesson
from models.data.datasets import load_examples
from models.nn.backprop import trace_backprop
from models.nn.network import shipped_layers, trace_network

WEIGHTS_AND_BIASES = 1  # the option that is right
RATE = 0.1


def changing_question(lesson: Lesson) -> None:
    """Ask what training changes, and count it after one step on one test image."""
    question = prediction(lesson, "changing", Choice())
    if question.is_answered:
        moved, parameters = count_changes()
        question.reveal(
            WEIGHTS_AND_BIASES, moved=f"{moved:,}", parameters=f"{parameters:,}", pixels=28 * 28
        )


def count_changes() -> tuple[int, int]:
    """Return how many parameters one step of gradient descent changes, and how many there are."""
    examples = load_examples("mnist", "test")
    forward = trace_network(examples.images[0] / 255, shipped_layers())
    backward = trace_backprop(forward, int(examples.labels[0]))
    pairs = [
        pair
        for each in backward.layers
        for pair in ((each.layer.kernel, each.d_kernel), (each.layer.bias, each.d_bias))
    ]
    moved = sum(np.count_nonzero(before - RATE * slope != before) for before, slope in pairs)
    return int(moved), sum(before.size for before, _ in pairs)
