"""The Dense layer a learner looks at: how many units, which activation, whose weights."""

import math

import numpy as np
import pandas as pd
import streamlit as st

from components.examples import SEED
from components.layer_view import unit_key
from components.memory import PADS, Learner, learner
from components.predict import network_input, network_layers
from models.activations import ACTIVATIONS
from models.arrays import Array
from models.dense import DenseLayer, random_layer
from models.flatten import trace_flatten

WEIGHTS = {"random": "random", "hand": "by hand", "trained": "trained"}
MOST_UNITS = 16
MOST_SEED = 9999
MOST_BY_HAND = 27  # inputs: a table a hand can fill
LARGEST = 1000.0  # the largest weight a hand may set


def whole(value: object, least: int, most: int, otherwise: int) -> int:
    """Read a whole number a browser sent, which may be anything."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return otherwise
    return min(max(int(value), least), most)


def dense_choice() -> tuple[DenseLayer, Array]:
    """Let the learner choose a layer; hand out it and the image it reads.

    Returns:
        The layer, and the image whose values are its inputs: the learner's own,
        or, for the trained network's weights, the picture as that network reads it.

    Raises:
        ValueError: the trained network cannot read this picture.
    """
    notebook = learner()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.segmented_control(
            "Weights",
            list(WEIGHTS),
            format_func=WEIGHTS.get,
            default="random",
            key="dense_weights",
            persist_state="session",
            required=True,
        )
        if kind == "trained":
            layer = network_layers(notebook)[0]
            return layer, network_input(notebook)
        units = st.number_input(
            "Units", 1, MOST_UNITS, 4, key="dense_units", persist_state="session", width=150
        )
        activation = st.selectbox(
            "Activation",
            list(ACTIVATIONS),
            index=list(ACTIVATIONS).index("relu"),
            key="dense_activation",
            persist_state="session",
            width=160,
        )
        seed = st.number_input(
            "Seed",
            0,
            MOST_SEED,
            SEED,
            key="dense_seed",
            persist_state="session",
            width=150,
            help="The same seed always draws the same weights.",
        )
    image = notebook.image
    layer = random_layer(
        image.size,
        whole(units, 1, MOST_UNITS, 4),
        activation if activation in ACTIVATIONS else "relu",
        whole(seed, 0, MOST_SEED, SEED),
        digits=digits_of(image.size),
    )
    return (_by_hand(notebook, layer), image) if kind == "hand" else (layer, image)


def digits_of(inputs: int) -> int:
    """How many decimals a weight is drawn and shown with: two where one adds up by hand."""
    return 2 if inputs <= MOST_BY_HAND else 4


def brightest_of(notebook: Learner, inputs: int) -> float:
    """The input that is shown white: full ink on the pad, or 1 in a prepared picture."""
    pad = PADS[notebook.pad]
    return pad.full if inputs == notebook.levels.size else 1.0


def _by_hand(notebook: Learner, start: DenseLayer) -> DenseLayer:
    """Let the learner write weights and biases into a table; it begins with the random ones."""
    inputs, units = start.kernel.shape
    if inputs > MOST_BY_HAND:
        st.info(
            f"This picture has {inputs} values, so every unit has {inputs} weights: too many for "
            "a table. Turn to 3×3 to set them by hand; here they stay random."
        )
        return start
    place = (inputs, units)
    kernel, bias = notebook.by_hand.get(place, (start.kernel, start.bias))
    names = [f"w for x[{index}]" for index in range(inputs)] + ["bias"]
    columns = [f"unit {unit}" for unit in range(units)]
    table = pd.DataFrame(np.vstack([kernel, bias]), index=names, columns=columns)
    # The table keeps what was typed for as long as its key; a new key makes it forget.
    key = f"by_hand_{inputs}_{units}_{notebook.by_hand_table}"

    def keep() -> None:
        numbers = np.vstack([kernel, bias])
        refused = not _write(st.session_state[key].get("edited_rows", {}), numbers, columns)
        notebook.by_hand[place] = (numbers[:-1], numbers[-1])
        notebook.trouble.pop("by_hand", None)
        if refused:
            notebook.by_hand_table += 1
            notebook.trouble["by_hand"] = (
                f"A weight is a number from {-LARGEST:g} to {LARGEST:g}; "
                "that cell keeps its old value."
            )

    st.data_editor(
        table,
        key=key,
        on_change=keep,
        disabled=["_index"],
        width="content",
        height="content",
        column_config={
            name: st.column_config.NumberColumn(format="%.2f", step=0.01) for name in columns
        },
    )
    if trouble := notebook.trouble.get("by_hand"):
        st.error(trouble)

    def forget() -> None:
        notebook.by_hand.pop(place, None)
        notebook.trouble.pop("by_hand", None)
        notebook.by_hand_table += 1

    st.button("Back to the random weights", on_click=forget)
    return DenseLayer(kernel, bias, start.activation)


def _write(edits: dict, numbers: Array, columns: list[str]) -> bool:
    """Write what was typed into the numbers; False where any of it cannot be written."""
    if not all(isinstance(cells, dict) for cells in edits.values()):
        return False
    good = True
    for row, cells in edits.items():
        for column, value in cells.items():
            number = _weight(value)
            if number is None or column not in columns or row not in range(len(numbers)):
                good = False
            else:
                numbers[row, columns.index(column)] = number
    return good


def _weight(value: object) -> float | None:
    """Read a typed weight, two decimals; None where it is no number a neuron can use."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return round(float(value), 2) if abs(value) <= LARGEST else None


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
