"""Values of a link that are neither one field of the session nor one control's value."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from components.dense.layer_view import unit_key
from components.dense.manual_weights import LARGEST
from components.drawing.network_input import network_layers
from components.state.control_defaults import LAYER, MAX_UNITS
from components.state.drawing import COLORS, FIRST_PICTURES, PADS
from components.state.session import Session
from components.ui.lesson_text import COMMON
from models.nn.arrays import Array
from models.sequential.layer_types import LAYER_TYPES
from models.sequential.model import check_kinds, from_text, to_text
from models.sharing.url_codec import FloatField, IntField, ListField, PatternField
from models.texts import LearnerError
from models.training.config import lesson_config
from models.training.config_text import MAX_HIDDEN

SIDES = {str(pad.side): name for name, pad in PADS.items()}
PICTURES = {
    pad.side**2 * channels: (name, color)
    for name, pad in PADS.items()
    for color, channels in COLORS.items()
}
MAX_INPUTS = max(PICTURES)
MAX_CHANGES = 120  # of weights set by hand; more would make the link too long to send
DEFAULT_CONFIG = lesson_config()


def picture(session: Session) -> Array | None:
    """Return the picture on the pad, or None if it is the default one."""
    first = FIRST_PICTURES[session.drawing.pad, session.drawing.color]
    return (
        None
        if np.array_equal(session.drawing.levels, first)
        else session.drawing.levels.reshape(-1)
    )


def set_picture(session: Session, levels: Array) -> None:
    """Choose the pad of the picture's size, and set the picture."""
    session.drawing.choose(*PICTURES[levels.size])
    session.drawing.draw(levels.reshape(session.drawing.levels.shape))
    session.drawing.revision += 1
    session.drawing.source = COMMON.label("source link")


def size(session: Session) -> str | None:
    """Return the pad's size, or None if the page may still choose one."""
    return str(PADS[session.drawing.pad].side) if session.drawing.started else None


def _units() -> int:
    return st.session_state.get("dense_units", LAYER["dense_units"])


def _unit_key(session: Session) -> str:
    trained = st.session_state.get("dense_weights") == "trained"
    return unit_key(network_layers(session)[0].units if trained else _units())


def unit(session: Session) -> int | None:
    """Return the chosen unit of the layer that is shown."""
    return st.session_state.get(_unit_key(session)) or None


def set_unit(session: Session, chosen: int) -> None:
    """Choose a unit, if the layer has it."""
    key = _unit_key(session)
    if chosen < int(key.rpartition("_")[2]):
        st.session_state[key] = chosen


def _layer_key(session: Session) -> tuple[str, int, int, str]:
    return ("hand", session.drawing.levels.size, _units(), "")


def changes(session: Session) -> tuple | None:
    """Return the weights set by hand in the layer that is shown, or None if there are none."""
    if st.session_state.get("dense_weights") != "hand":
        return None
    changed = session.weights.changes.get(_layer_key(session), {})
    return tuple((*cell, value) for cell, value in changed.items())[:MAX_CHANGES] or None


def set_changes(session: Session, changed: tuple) -> None:
    """Set the weights that the layer has."""
    key = _layer_key(session)
    session.weights.changes[key] = {
        (row, column): value for row, column, value in changed if row <= key[1] and column < key[2]
    }


def cards(session: Session) -> str | None:
    """Return the learner's progress with the flashcards, or None."""
    return (session.cards.deck.to_text() if session.cards.deck else session.cards.linked) or None


@dataclass(frozen=True)
class StackField:
    """A layer stack, of these types of layers."""

    kinds: tuple[str, ...] = tuple(LAYER_TYPES)

    def write(self, value: str) -> str:
        """Return the stack as text; in a link a star stays as it is, and a comma does not."""
        return value.replace(",", "*")

    def read(self, text: str) -> str:
        """Parse the stack."""
        try:
            stack = from_text(text.replace("*", ","))
            check_kinds(stack, self.kinds)
        except ValueError:
            raise LearnerError("allowed layers") from None
        return to_text(stack)


@dataclass(frozen=True)
class WeightChangeField:
    """A weight set by hand: its input, its unit, its value."""

    def write(self, value: tuple) -> str:
        """Return the three as text."""
        row, column, weight = value
        return f"{row}_{column}_{FloatField(-LARGEST, LARGEST).write(weight)}"

    def read(self, text: str) -> tuple:
        """Parse the three."""
        row, column, weight = ListField(
            PatternField(r"[-\d.e]{1,20}", "allowed weight"), 3, 3, "_"
        ).read(text)
        return (
            IntField(0, MAX_INPUTS).read(row),
            IntField(0, MAX_UNITS - 1).read(column),
            FloatField(-LARGEST, LARGEST).read(weight),
        )


def example(_session: Session) -> tuple | None:
    """Return the changed pixel of the worked example, and its value; None if it is unchanged."""
    row, column = st.session_state.get("idea_pixel") or (1, 1)
    default = 1 + 3 * row + column
    value = st.session_state.get(f"idea_value_{row}_{column}", default)
    return None if (row, column, value) == (1, 1, default) else (row, column, value)


def set_example(_session: Session, changed: tuple) -> None:
    """Choose a pixel of the worked example, and set its value."""
    row, column, value = changed
    if max(row, column) < 3:
        st.session_state["idea_pixel"] = (row, column)
        st.session_state[f"idea_value_{row}_{column}"] = value


def hidden(_session: Session) -> tuple | None:
    """Return the units of each hidden layer to be trained, or None for the default."""
    layers = st.session_state.get("plan_layers", -1)
    if layers not in range(MAX_HIDDEN + 1):
        return None
    units = tuple(st.session_state.get(f"plan_units_{index}") for index in range(layers))
    return None if units == DEFAULT_CONFIG.hidden_units else units


def set_hidden(_session: Session, units: tuple) -> None:
    """Set the number of hidden layers to be trained, and the units of each."""
    st.session_state["plan_layers"] = len(units)
    st.session_state.update({f"plan_units_{index}": each for index, each in enumerate(units)})
