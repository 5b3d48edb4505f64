"""The Dense layer a learner looks at: how many units, which activation, whose weights."""

from typing import Any

import streamlit as st

from components.dense.layer_view import unit_key
from components.dense.manual_weights import MAX_TABLE_INPUTS, by_hand_table, digits_of, with_changes
from components.drawing.network_input import network_input, network_layers
from components.state import controls
from components.state.control_defaults import LAYER, MAX_SEED, MAX_UNITS, WEIGHTS
from components.state.drawing import PADS
from components.state.hidden_controls import is_visible
from components.state.session import LayerKey, Session, current_session, set_default
from models.nn.activations import ACTIVATIONS
from models.nn.arrays import Array
from models.nn.dense import DenseLayer, random_layer
from models.nn.flatten import trace_flatten


def dense_choice() -> tuple[DenseLayer, Array, LayerKey]:
    """Let the learner choose a layer; hand out it and the image it reads.

    Returns:
        The layer; the image whose values are its inputs: the learner's own, or, for the
        trained network's weights, the picture as that network reads it; and where the
        session keeps what the learner changes in this layer.

    Raises:
        ValueError: the trained network cannot read this picture.
    """
    session = current_session()
    kind, units, activation, seed = _asked()
    if kind == "trained":
        layer = network_layers(session)[0]
        run = session.network.own_run if session.network.use_own else ""
        place = ("trained", *layer.kernel.shape, run)
        image = network_input(session)
        return with_changes(layer, session.weights.changes.get(place, {})), image, place
    image = session.drawing.image
    layer = random_layer(
        image.size,
        units,
        activation,
        seed,
        digits=digits_of(image.size),
    )
    place = ("hand", *layer.kernel.shape, "")
    if kind == "hand":
        layer = with_changes(layer, session.weights.changes.get(place, {}))
        if image.size <= MAX_TABLE_INPUTS:
            by_hand_table(session, place, layer)
        else:
            st.info(
                f"This picture has {image.size} values, so every unit has {image.size} weights: "
                "too many for a table. Click a weight in the neuron's story to change it."
            )
    return layer, image, place


def _asked() -> tuple[Any, ...]:
    """Ask whose weights, how many units, which activation and seed; what is hidden stays."""
    for key, value in LAYER.items():
        set_default(key, value)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if is_visible("weights"):
            controls.select(
                st.segmented_control,
                "Weights",
                list(WEIGHTS),
                "dense_weights",
                format_func=WEIGHTS.get,
                required=True,
            )
        if st.session_state["dense_weights"] != "trained":
            if is_visible("units"):
                controls.number(
                    st.number_input, "Units", 1, MAX_UNITS, "dense_units", width=150,
                    default=LAYER["dense_units"],
                )  # fmt: skip
            if is_visible("activation"):
                controls.select(
                    st.selectbox, "Activation", list(ACTIVATIONS), "dense_activation", width=160,
                    default=LAYER["dense_activation"],
                )  # fmt: skip
            if is_visible("seed"):
                controls.number(
                    st.number_input, "Seed", 0, MAX_SEED, "dense_seed", width=150,
                    default=LAYER["dense_seed"],
                    help="The same seed always draws the same weights.",
                )  # fmt: skip
    return tuple(st.session_state[key] for key in LAYER)


def brightest_of(session: Session, inputs: int) -> float:
    """The input that is shown white: full ink on the pad, or 1 in a prepared picture."""
    pad = PADS[session.drawing.pad]
    return pad.full if inputs == session.drawing.levels.size else 1.0


def unit_choice(layer: DenseLayer) -> int:
    """Let the learner choose one neuron of the layer."""
    last = layer.units - 1
    return controls.number(
        st.number_input,
        f"Unit, 0 to {last}",
        0,
        last,
        unit_key(layer.units),
        default=0,
        width=160,
    )


def inputs_of(image: Array) -> Array:
    """The image as the Dense layer gets it: flattened."""
    return trace_flatten(image).vector
