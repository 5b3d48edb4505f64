"""The Dense layer a learner looks at: how many units, which activation, whose weights."""

import math

import streamlit as st

from components.by_hand import MOST_BY_HAND, by_hand_table, digits_of, with_changes
from components.examples import SEED
from components.layer_view import unit_key
from components.memory import PADS, Learner, Place, begin, learner
from components.predict import network_input, network_layers
from components.shown import shown
from models.activations import ACTIVATIONS
from models.arrays import Array
from models.dense import DenseLayer, random_layer
from models.flatten import trace_flatten

WEIGHTS = {"random": "random", "hand": "by hand", "trained": "trained"}
MOST_UNITS = 16
MOST_SEED = 9999
LAYER = {  # as it begins, by the widgets' keys
    "dense_weights": "random",
    "dense_units": 4,
    "dense_activation": "relu",
    "dense_seed": SEED,
}
KEEP = {"persist_state": "session"}


def whole(value: object, least: int, most: int, otherwise: int) -> int:
    """Read a whole number a browser sent, which may be anything."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return otherwise
    return min(max(int(value), least), most)


def dense_choice() -> tuple[DenseLayer, Array, Place]:
    """Let the learner choose a layer; hand out it and the image it reads.

    Returns:
        The layer; the image whose values are its inputs: the learner's own, or, for the
        trained network's weights, the picture as that network reads it; and where the
        notebook keeps what the learner changes in this layer.

    Raises:
        ValueError: the trained network cannot read this picture.
    """
    notebook = learner()
    kind, units, activation, seed = _asked()
    if kind == "trained":
        layer = network_layers(notebook)[0]
        run = notebook.kept_run if notebook.use_own else ""
        place = ("trained", *layer.kernel.shape, run)
        image = network_input(notebook)
        return with_changes(layer, notebook.by_hand.get(place, {})), image, place
    image = notebook.image
    layer = random_layer(
        image.size,
        whole(units, 1, MOST_UNITS, 4),
        activation if activation in ACTIVATIONS else "relu",
        whole(seed, 0, MOST_SEED, SEED),
        digits=digits_of(image.size),
    )
    place = ("hand", *layer.kernel.shape, "")
    if kind == "hand":
        layer = with_changes(layer, notebook.by_hand.get(place, {}))
        if image.size <= MOST_BY_HAND:
            by_hand_table(notebook, place, layer)
        else:
            st.info(
                f"This picture has {image.size} values, so every unit has {image.size} weights: "
                "too many for a table. Click a weight in the neuron's story to change it."
            )
    return layer, image, place


def _asked() -> tuple[object, ...]:
    """Ask whose weights, how many units, which activation and seed; what is hidden stays."""
    for key, value in LAYER.items():
        begin(key, value)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if shown("weights"):
            st.segmented_control(
                "Weights", list(WEIGHTS), format_func=WEIGHTS.get, key="dense_weights",
                required=True, **KEEP,
            )  # fmt: skip
        if st.session_state["dense_weights"] != "trained":
            if shown("units"):
                st.number_input("Units", 1, MOST_UNITS, key="dense_units", width=150, **KEEP)
            if shown("activation"):
                st.selectbox(
                    "Activation", list(ACTIVATIONS), key="dense_activation", width=160, **KEEP
                )
            if shown("seed"):
                st.number_input(
                    "Seed", 0, MOST_SEED, key="dense_seed", width=150,
                    help="The same seed always draws the same weights.", **KEEP,
                )  # fmt: skip
    return tuple(st.session_state[key] for key in LAYER)


def brightest_of(notebook: Learner, inputs: int) -> float:
    """The input that is shown white: full ink on the pad, or 1 in a prepared picture."""
    pad = PADS[notebook.pad]
    return pad.full if inputs == notebook.levels.size else 1.0


def unit_choice(layer: DenseLayer) -> int:
    """Let the learner choose one neuron of the layer."""
    unit = st.number_input(
        f"Unit, 0 to {layer.units - 1}",
        0,
        layer.units - 1,
        "min",  # as a number it would argue with a unit chosen elsewhere on the page
        key=unit_key(layer.units),
        persist_state="session",
        width=160,
    )
    return whole(unit, 0, layer.units - 1, 0)


def inputs_of(image: Array) -> Array:
    """The image as the Dense layer gets it: flattened."""
    return trace_flatten(image).vector
