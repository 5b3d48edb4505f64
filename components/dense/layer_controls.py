"""The Dense layer on the page: how many units, which activation, whose weights."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from components.dense.layer_context import LayerContext
from components.dense.layer_view import unit_key
from components.dense.manual_weights import (
    MAX_TABLE_INPUTS,
    apply_changes,
    decimals_for,
    weight_table,
)
from components.drawing.network_input import network_input, network_layers
from components.state import controls
from components.state.control_defaults import LAYER, MAX_SEED, MAX_UNITS, WEIGHTS
from components.state.drawing import PADS
from components.state.hidden_controls import is_visible
from components.state.session import LayerKey, Session, current_session, set_default
from components.ui.lesson_text import COMMON, Lesson
from models.nn.activations import ACTIVATIONS
from models.nn.arrays import Array
from models.nn.dense import DenseLayer, random_layer


@dataclass(frozen=True)
class ChosenLayer:
    """The layer that the learner chose, and the image whose values are its inputs."""

    layer: DenseLayer  # with the learner's changes
    start: DenseLayer  # without
    image: Array  # the learner's own, or prepared as the trained network reads it
    key: LayerKey  # under which the session stores the learner's changes
    is_prepared: bool = False  # whether the image is the picture prepared as MNIST is


def choose_layer(lesson: Lesson) -> ChosenLayer:
    """Let the learner choose a layer, and return it.

    Args:
        lesson: has the words.

    Raises:
        ValueError: the trained network cannot read this picture.
    """
    session = current_session()
    kind, units, activation, seed = _layer_options(lesson)
    if kind == "trained":
        return _trained_layer(session)
    image = session.drawing.image
    start = random_layer(image.size, units, activation, seed, digits=decimals_for(image.size))
    key = ("hand", *start.kernel.shape, "")
    layer = start
    if kind == "hand":
        layer = apply_changes(start, session.weights.changes.get(key, {}))
        _show_weights(lesson, session, key, layer)
    return ChosenLayer(layer, start, image, key)


def _trained_layer(session: Session) -> ChosenLayer:
    """Return the first layer of the trained network, with the learner's changes."""
    start = network_layers(session)[0]
    run = session.network.own_run if session.network.use_own else ""
    key = ("trained", *start.kernel.shape, run)
    layer = apply_changes(start, session.weights.changes.get(key, {}))
    return ChosenLayer(layer, start, network_input(session), key, session.network.prepare)


def _show_weights(lesson: Lesson, session: Session, key: LayerKey, layer: DenseLayer) -> None:
    """Show the weights set by hand in a table, where they are few enough."""
    inputs = layer.kernel.shape[0]
    if inputs <= MAX_TABLE_INPUTS:
        weight_table(lesson, session, key, layer)
    else:
        st.info(lesson.format("too many weights", inputs=inputs))


def _layer_options(lesson: Lesson) -> tuple[Any, ...]:
    """Let the learner choose kind of weights, units, activation and seed; what is hidden stays."""
    for key, value in LAYER.items():
        set_default(key, value)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if is_visible("weights"):
            controls.select(
                st.segmented_control,
                lesson.label("weights"),
                list(WEIGHTS),
                "dense_weights",
                format_func=lambda kind: lesson.label(f"weights {kind}"),
                required=True,
            )
        if st.session_state["dense_weights"] != "trained":
            _random_layer_options()
    return tuple(st.session_state[key] for key in LAYER)


def _random_layer_options() -> None:
    """Let the learner choose how a layer is drawn at random."""
    if is_visible("units"):
        controls.number(
            st.number_input, COMMON.label("units"), 1, MAX_UNITS, "dense_units", width=150,
            default=LAYER["dense_units"],
        )  # fmt: skip
    if is_visible("activation"):
        controls.select(
            st.selectbox, COMMON.label("activation"), list(ACTIVATIONS), "dense_activation",
            width=160,
            default=LAYER["dense_activation"],
        )  # fmt: skip
    if is_visible("seed"):
        controls.number(
            st.number_input, COMMON.label("seed"), 0, MAX_SEED, "dense_seed", width=150,
            default=LAYER["dense_seed"],
            help=COMMON.label("seed help"),
        )  # fmt: skip


def context_of(chosen: ChosenLayer) -> LayerContext:
    """Return how the layer's views show it."""
    inputs = chosen.image.size
    drawing = current_session().drawing
    return LayerContext(
        start=chosen.start,
        shape=chosen.image.shape,
        # Full ink on the pad, or 1 in a prepared picture.
        brightest=PADS[drawing.pad].full if inputs == drawing.levels.size else 1.0,
        digits=decimals_for(inputs),
        layer_key=chosen.key,
        is_prepared=chosen.is_prepared,
    )


def choose_unit(lesson: Lesson, layer: DenseLayer) -> int:
    """Let the learner choose one neuron of the layer, and return its index."""
    last = layer.units - 1
    return controls.number(
        st.number_input,
        lesson.label("unit", last=last),
        0,
        last,
        unit_key(layer.units),
        default=0,
        width=160,
    )
