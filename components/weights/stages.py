"""Stages of the lesson on weights: one neuron of the first layer, and what it does with images."""

import numpy as np
import streamlit as st

from components.drawing.labeled_digit import scene_image
from components.drawing.network_input import CLASSES, network_choice, network_layers
from components.state import controls
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from components.ui.numbers import HIDDEN, decimals, equality_sign, unicode_minus
from components.ui.picture_row import Figure, picture_stage
from components.weights.neuron_off import MAX_NEURONS, tested_outputs
from models.data.datasets import load_examples
from models.nn.arrays import Array
from models.nn.dense import DenseLayer, NeuronTrace, trace_dense
from models.nn.flatten import unflatten
from models.nn.network import shipped_layers

NEURON, OFF = "weights_unit", "scene_neuron_off"  # controls
SHAPE = (28, 28)
EXCITED = 7  # test images that are shown beside the weights
CHANGED = 8  # test images whose prediction is another one
TESTS = 8  # test images at the bias
STRONGEST = 0.1  # the share of weights that are called strong
DIGITS, MOST_DIGITS = 2, 8


def scene_layers() -> tuple[DenseLayer, ...]:
    """Return the network that is shown; one without a hidden layer has no neuron to switch off."""
    layers = network_layers(current_session())
    fits = len(layers) > 1 and layers[0].units <= MAX_NEURONS and len(layers[0].kernel) == 784
    return layers if fits else shipped_layers()


def _neuron() -> int:
    """Return the chosen neuron: at first the one with the largest output for the digit."""
    layer = scene_layers()[0]
    chosen = st.session_state.get(NEURON)
    if type(chosen) is int and 0 <= chosen < layer.units:
        return chosen
    return int(trace_dense(scene_image().ravel(), layer).outputs.argmax())


def neuron_controls(lesson: Lesson) -> None:
    """Let the learner choose a neuron, and the network where there are two."""
    network_choice()
    last = scene_layers()[0].units - 1
    label = lesson.label("neuron number", last=last)
    controls.number(st.slider, label, 0, last, NEURON, default=_neuron())


def off_controls(lesson: Lesson) -> None:
    """Let the learner choose a neuron, and switch it off."""
    neuron_controls(lesson)
    controls.toggle(lesson.label("switch off", neuron=_neuron()), OFF, default=True)


def template_stage(lesson: Lesson) -> None:
    """Show the digit, the neuron's weights, their products and what they add up to."""
    neuron = _neuron()
    trace = trace_dense(scene_image().ravel(), scene_layers()[0]).neuron(neuron)
    picture_stage(
        [
            Figure(scene_image(), lesson.label("your digit")),
            _signed(trace.weights, lesson.label("weights of", neuron=neuron)),
            _signed(trace.products, lesson.label("products")),
        ],
        _sum_lines(lesson, trace),
    )


def _sum_lines(lesson: Lesson, trace: NeuronTrace) -> list[str]:
    """Write the sum of products, the bias, and the output after the activation."""
    weighted = float(trace.products.sum())
    digits = _digits_for(weighted, trace.bias, trace.sum)
    gaps = {"weighted": weighted, "bias": trace.bias, "z": trace.sum, "output": trace.output}
    written = {name: decimals(float(value), digits) for name, value in gaps.items()}
    return [
        lesson.label("sum of products", weighted=written["weighted"]),
        lesson.label("with bias", **written),
    ]


def _digits_for(weighted: float, bias: float, total: float) -> int:
    """Return with how many decimals the written numbers add up."""
    tried = range(DIGITS, MOST_DIGITS)
    fits = (
        digits
        for digits in tried
        if equality_sign(round(weighted, digits) + round(bias, digits), total, digits) == "="
    )
    return next(fits, MOST_DIGITS)


def excited_stage(lesson: Lesson) -> None:
    """Show the neuron's weights, and the test images for which its output is largest."""
    neuron, test = _neuron(), load_examples("mnist", "test")
    outputs = tested_outputs(scene_layers()).outputs[:, neuron]
    strongest = np.argsort(-outputs, kind="stable")[:EXCITED]
    weights = scene_layers()[0].kernel[:, neuron]
    picture_stage(
        [
            _signed(weights, lesson.label("weights of", neuron=neuron)),
            *(
                Figure(
                    test.images[each] / 255,
                    lesson.label(
                        "excited by",
                        digit=CLASSES[int(test.labels[each])],
                        output=decimals(float(outputs[each]), 1),
                    ),
                )
                for each in strongest
            ),
        ],
        [lesson.label("active for", count=f"{(outputs > 0).sum():,}", images=f"{len(outputs):,}")],
    )


def signs_stage(lesson: Lesson, *, is_open: bool) -> None:
    """Show a neuron's weights; by their sign and strength once that may be seen."""
    neuron = _neuron()
    weights = scene_layers()[0].kernel[:, neuron]
    size = np.abs(weights)
    limit = float(size.max()) or 1.0
    figures = [_signed(weights, lesson.label("weights of", neuron=neuron))]
    lines = []
    if is_open:
        strong = size >= np.quantile(size, 1 - STRONGEST)
        for name, chosen in (
            ("above", weights > 0),
            ("below", weights < 0),
            ("strong", strong),
        ):
            words = lesson.label(f"weights {name}", count=int(chosen.sum()))
            figures.append(_signed(np.where(chosen, weights, 0), words, limit))
        share = float(size[strong].sum() / (size.sum() or 1.0))
        lines = [lesson.label("strong share", share=f"{share:.0%}")]
    picture_stage(figures, lines)


def off_stage(lesson: Lesson) -> None:
    """Show the accuracy on all test images, and some whose prediction is another one without."""
    neuron, test = _neuron(), load_examples("mnist", "test")
    hidden, count = tested_outputs(scene_layers()), len(test.labels)
    correct = hidden.correct(test.labels)
    lines = [lesson.label("accuracy with all", accuracy=f"{correct / count:.2%}")]
    weights = scene_layers()[0].kernel[:, neuron]
    figures = [_signed(weights, lesson.label("weights of", neuron=neuron))]
    if st.session_state.get(OFF, True):
        without = hidden.predicted_without(neuron)
        changed = np.flatnonzero(without != hidden.predicted)
        right = int((without == test.labels).sum())
        figures[0] = Figure(
            0 * figures[0].values, lesson.label("is off", neuron=neuron), signed=True
        )
        figures += [
            Figure(
                test.images[each] / 255,
                lesson.label(
                    "other prediction",
                    before=CLASSES[int(hidden.predicted[each])],
                    after=CLASSES[int(without[each])],
                ),
            )
            for each in changed[:CHANGED]
        ]
        lines += [
            lesson.label("changed", changed=f"{len(changed):,}", images=f"{count:,}"),
            lesson.label(
                "accuracy without",
                neuron=neuron,
                accuracy=f"{right / count:.2%}",
                fewer=unicode_minus(f"{right - correct:+,}"),
            ),
        ]
    picture_stage(figures, lines)


def bias_stage(lesson: Lesson, *, is_open: bool) -> None:
    """Show what a neuron adds up for some test images; with its bias once that may be seen."""
    neuron, test = _neuron(), load_examples("mnist", "test")
    layer = scene_layers()[0]
    figures = []
    for image in test.images[:TESTS] / 255:
        trace = trace_dense(image.ravel(), layer).neuron(neuron)
        weighted = float(trace.products.sum())
        gaps = {"weighted": decimals(weighted, 1)}
        if not is_open:
            figures.append(Figure(image, lesson.label("weighted only", **gaps)))
            continue
        words = lesson.label("to output", **gaps, output=decimals(trace.output, 1))
        figures.append(Figure(image if trace.output > 0 else image / 4, words))
    bias = float(layer.bias[neuron])
    written = decimals(bias, DIGITS) if is_open else HIDDEN
    lines = [lesson.label("bias of", neuron=neuron, bias=written)]
    if is_open:
        lines.append(lesson.label("threshold", threshold=decimals(-bias, DIGITS)))
    picture_stage(figures, lines)


def _signed(values: Array, words: str, limit: float | None = None) -> Figure:
    """Return numbers around 0, one per pixel, as an image."""
    most = limit or float(np.abs(values).max()) or 1.0
    return Figure(unflatten(np.asarray(values, float) / most, SHAPE), words, signed=True)
