"""A neuron of the first layer to switch off, and the accuracy with and without it."""

from dataclasses import dataclass, field
from functools import lru_cache

import streamlit as st

from components.state import controls
from components.ui.lesson_text import Lesson
from models.data.datasets import load_examples
from models.explain.neuron_off import HiddenOutputs, hidden_outputs, switch_off
from models.nn.dense import DenseLayer, packed_layers
from models.training.keras_check import fingerprint

MAX_NEURONS = 256  # of a first layer: 10 MB of its outputs for all test images


def switch_neuron_off(lesson: Lesson, layers: tuple[DenseLayer, ...], neuron: int) -> None:
    """Let the learner switch a neuron off, and see what all 10,000 test images make of it.

    Args:
        lesson: has the words.
        layers: the network's; nothing is shown of one that is too large, or has no hidden layer.
        neuron: its index in the first layer.
    """
    if len(layers) < 2 or layers[0].units > MAX_NEURONS:
        return
    test = load_examples("mnist", "test")
    hidden = tested_outputs(layers)
    count, correct = len(test.labels), hidden.correct(test.labels)
    off = controls.toggle(lesson.label("switch off", neuron=neuron), "neuron_off")
    found = switch_off(hidden, test.labels, neuron) if off else None
    with st.container(horizontal=True):
        st.metric(lesson.label("all neurons"), f"{correct / count:.2%}")
        if found:
            st.metric(
                lesson.label("without", neuron=neuron),
                f"{found.correct_without / count:.2%}",
                f"{found.correct_without - correct:+,}",
            )
    if found:
        lesson.show("neuron off", neuron=neuron, changed=found.changed, images=f"{count:,}")


def tested_outputs(layers: tuple[DenseLayer, ...]) -> HiddenOutputs:
    """Return a network's first layer's outputs for all test images, and its predictions.

    Args:
        layers: at least two, the first of at most `MAX_NEURONS`.
    """
    return _hidden_outputs(_Network(fingerprint(packed_layers(layers)), layers))


@dataclass(frozen=True)
class _Network:
    """A network's layers, equal to others with the same numbers."""

    numbers: str  # their fingerprint
    layers: tuple[DenseLayer, ...] = field(compare=False)


@lru_cache(maxsize=4)
def _hidden_outputs(network: _Network) -> HiddenOutputs:
    """Return the first layer's outputs for all test images, of the networks last looked at."""
    return hidden_outputs(load_examples("mnist", "test").images, network.layers)
