"""Stages of the lesson on backpropagation: the example's gradients, one step further back each."""

from functools import cache

import numpy as np
import pandas as pd
import streamlit as st

from components.ui.lesson_text import Lesson
from components.ui.numbers import HIDDEN, decimals, unicode_minus
from components.ui.picture_row import Figure, picture_stage
from components.ui.stage_panel import stage_panel
from models.exercises.worked_example import first_classifier
from models.explain.written_sum import to_fixed_point_sum
from models.nn.arrays import Array
from models.nn.backprop import BackpropTrace, LayerBackprop, trace_backprop

LABEL = 2  # the true class of the example, in the scenes
PIXEL = 1  # index of the value whose weights are followed
CLASSES = "ABC"
DIGITS = 2
MORE_DIGITS = range(4, 9)  # of a sum, until it adds up as it is written


@cache
def example() -> BackpropTrace:
    """Return the passes of the image 1…9 through four ReLU neurons and a softmax of three."""
    return trace_backprop(first_classifier(), LABEL)


def example_neuron(*, silent: bool = False) -> int:
    """Return the hidden neuron whose output would change the loss most, of the living or silent."""
    layer = example().layers[0]
    slopes = np.ones(layer.layer.units) if layer.derivatives is None else layer.derivatives
    candidates = np.flatnonzero((slopes == 0) == silent)
    return int(candidates[np.abs(layer.d_outputs[candidates]).argmax()])


def delta_stage(lesson: Lesson, *, is_open: bool) -> None:
    """Show probabilities, label and the logits' gradients; these once they may be seen."""
    back = example()
    label = np.eye(len(CLASSES))[back.label]
    gradients, words = _column(back.d_logits), lesson.label("row gradient")
    p = lesson.label("row p", classes=", ".join(CLASSES))
    picture_stage(
        [
            _figure(_column(back.forward.outputs), p, 1.0, digits=4),
            Figure(
                _column(label),
                lesson.label("row y", name=CLASSES[back.label]),
                signed=True,
                numbers=[f"{value:.0f}" for value in label],
            ),
            _figure(gradients, words, 1.0, digits=4)
            if is_open
            else Figure(0 * gradients, words, signed=True, numbers=[HIDDEN] * gradients.size),
        ],
        [lesson.label("loss of", name=CLASSES[back.label], loss=decimals(back.loss, 4))],
    )


def matrix_stage(lesson: Lesson) -> None:
    """Show the last layer's weights times the logits' gradients, and the sum of each row."""
    last = example().layers[-1]
    products, limit = last.products, float(np.abs(last.layer.kernel).max())
    picture_stage(
        [
            _figure(last.d_sums[np.newaxis], lesson.label("row delta"), limit),
            _figure(last.layer.kernel, lesson.label("weights by row"), limit),
            _figure(products, lesson.label("weights times delta"), limit),
            _figure(_column(last.d_inputs), lesson.label("sums of rows"), limit),
        ],
        [_written_sum(lesson, example_neuron())],
    )


def _written_sum(lesson: Lesson, neuron: int) -> str:
    """Write the gradient of one neuron's output as the sum it is."""
    terms = example().layers[-1].input_gradient_terms(neuron)
    tried = [to_fixed_point_sum(terms, digits) for digits in MORE_DIGITS]
    written = next((each for each in tried if not each.rounding), tried[-1])
    parts = [written.text(int(product)) for product in written.products]
    added = unicode_minus(" + ".join(parts).replace("+ -", "− "))
    total = unicode_minus(written.text(written.sum))
    return lesson.label("neuron sum", neuron=neuron, sum=added, total=total)


def tape_stage(lesson: Lesson) -> None:
    """Show what a tape records of the example, and what it gives back for each record."""
    back = example()
    first, last = back.layers
    rows = [
        ("Flatten", lesson.label("values", count=back.d_vector.size), ""),
        ("x @ W + b", lesson.label("sums", count=first.layer.units), _length(lesson, first, "W")),
        ("relu", lesson.label("outputs", count=first.layer.units), ""),
        ("h @ V + c", lesson.label("logits", count=last.layer.units), _length(lesson, last, "V")),
        (lesson.label("cross-entropy"), decimals(back.loss, 4), lesson.label("starts here")),
    ]
    columns = [lesson.label(f"record {name}") for name in ("operation", "result", "back")]
    with stage_panel():
        table = pd.DataFrame(rows, columns=columns).set_index(columns[0])
        st.table(table, width="content")


def _length(lesson: Lesson, layer: LayerBackprop, name: str) -> str:
    """Write how long the gradient of a kernel is."""
    length = float(np.linalg.norm(layer.d_kernel))
    return lesson.label("gradient length", name=name, length=decimals(length, 4))


def fold_stage(lesson: Lesson) -> None:
    """Show the image, its vector's gradients, and the same folded back."""
    back = example()
    image, limit = back.forward.flatten.image, float(np.abs(back.d_vector).max())
    picture_stage(
        [
            Figure(
                np.true_divide(image, image.max()),
                lesson.label("pixels"),
                numbers=[f"{value:g}" for value in image.flat],
            ),
            _figure(back.d_image, lesson.label("image gradients"), limit),
        ],
        [
            lesson.label("vector gradients", numbers=_list(back.d_vector)),
            lesson.label("same numbers", count=back.d_vector.size),
        ],
    )


def _column(values: Array) -> Array:
    return values[:, np.newaxis]


def _list(values: Array) -> str:
    return ", ".join(decimals(float(value), DIGITS) for value in values)


def _figure(values: Array, words: str, limit: float, *, digits: int = DIGITS) -> Figure:
    """Return numbers around 0 as a figure.

    Args:
        values: (rows, columns).
        words: its caption.
        limit: the size that is shown in the strongest color.
        digits: decimals.
    """
    numbers = [decimals(float(value), digits) for value in values.flat]
    return Figure(np.true_divide(values, limit), words, signed=True, numbers=numbers)
