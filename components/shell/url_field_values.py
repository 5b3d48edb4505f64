"""What a link carries that lies neither in one field of the session nor in one widget."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from components.dense.layer_view import unit_key
from components.dense.manual_weights import LARGEST
from components.drawing.network_input import network_layers
from components.state.control_defaults import LAYER, MAX_UNITS
from components.state.drawing import COLOURS, FIRST_PICTURES, PADS
from components.state.session import Session
from models.nn.arrays import Array
from models.sequential.model import from_text, to_text
from models.sharing.url_codec import FloatField, IntField, ListField, PatternField
from models.training.config import TrainingConfig
from models.training.config_text import MAX_HIDDEN

SIDES = {str(pad.side): name for name, pad in PADS.items()}
PICTURES = {
    pad.side**2 * channels: (name, colour)
    for name, pad in PADS.items()
    for colour, channels in COLOURS.items()
}
MAX_INPUTS = max(PICTURES)
MAX_CHANGES = 120  # weights set by hand; more would make a link nobody can send
PLAN = TrainingConfig()


def picture(session: Session) -> Array | None:
    """The picture on the pad, unless it is the one every pad begins with."""
    first = FIRST_PICTURES[session.drawing.pad, session.drawing.colour]
    return (
        None
        if np.array_equal(session.drawing.levels, first)
        else session.drawing.levels.reshape(-1)
    )


def put_picture(session: Session, levels: Array) -> None:
    """Turn to the pad of the picture's size, and put it there."""
    session.drawing.choose(*PICTURES[levels.size])
    session.drawing.draw(levels.reshape(session.drawing.levels.shape))
    session.drawing.revision += 1
    session.drawing.source = "from your link"


def size(session: Session) -> str | None:
    """The pad's size, unless the page still may choose one."""
    return str(PADS[session.drawing.pad].side) if session.drawing.started else None


def _units() -> int:
    return st.session_state.get("dense_units", LAYER["dense_units"])


def _unit_key(session: Session) -> str:
    trained = st.session_state.get("dense_weights") == "trained"
    return unit_key(network_layers(session)[0].units if trained else _units())


def unit(session: Session) -> int | None:
    """The unit chosen of the layer that is shown."""
    return st.session_state.get(_unit_key(session)) or None


def put_unit(session: Session, chosen: int) -> None:
    """Choose a unit, if the layer has it."""
    key = _unit_key(session)
    if chosen < int(key.rpartition("_")[2]):
        st.session_state[key] = chosen


def _by_hand(session: Session) -> tuple[str, int, int, str]:
    return ("hand", session.drawing.levels.size, _units(), "")


def changes(session: Session) -> tuple | None:
    """The weights set by hand in the layer that is shown."""
    if st.session_state.get("dense_weights") != "hand":
        return None
    made = session.weights.changes.get(_by_hand(session), {})
    return tuple((*cell, value) for cell, value in made.items())[:MAX_CHANGES] or None


def put_changes(session: Session, made: tuple) -> None:
    """Set weights by hand, those the layer has."""
    place = _by_hand(session)
    session.weights.changes[place] = {
        (row, column): value for row, column, value in made if row <= place[1] and column < place[2]
    }


def cards(session: Session) -> str | None:
    """How far the learner is with their cards."""
    return (session.cards.deck.to_text() if session.cards.deck else session.cards.linked) or None


@dataclass(frozen=True)
class Built:
    """What is built on the workbench, layer by layer."""

    def write(self, value: str) -> str:
        """Write the chain; a link leaves a star as it is, and a comma not."""
        return value.replace(",", "*")

    def read(self, text: str) -> str:
        """Read the chain."""
        try:
            return to_text(from_text(text.replace("*", ",")))
        except ValueError:
            raise ValueError("is no chain of layers") from None


@dataclass(frozen=True)
class Change:
    """A weight set by hand: its input, its unit, its value."""

    def write(self, value: tuple) -> str:
        """Write the three."""
        row, column, weight = value
        return f"{row}_{column}_{FloatField(-LARGEST, LARGEST).write(weight)}"

    def read(self, text: str) -> tuple:
        """Read the three."""
        row, column, weight = ListField(PatternField(r"[-\d.e]{1,20}", "number"), 3, 3, "_").read(
            text
        )
        return (
            IntField(0, MAX_INPUTS).read(row),
            IntField(0, MAX_UNITS - 1).read(column),
            FloatField(-LARGEST, LARGEST).read(weight),
        )


def example(_session: Session) -> tuple | None:
    """The pixel of the worked example that is played with, and its value."""
    row, column = st.session_state.get("idea_pixel") or (1, 1)
    begun = 1 + 3 * row + column
    value = st.session_state.get(f"idea_value_{row}_{column}", begun)
    return None if (row, column, value) == (1, 1, begun) else (row, column, value)


def put_example(_session: Session, played: tuple) -> None:
    """Choose a pixel of the worked example, and give it a value."""
    row, column, value = played
    if max(row, column) < 3:
        st.session_state["idea_pixel"] = (row, column)
        st.session_state[f"idea_value_{row}_{column}"] = value


def hidden(_session: Session) -> tuple | None:
    """The units of each hidden layer that is to be trained."""
    layers = st.session_state.get("plan_layers", -1)
    if layers not in range(MAX_HIDDEN + 1):
        return None
    units = tuple(st.session_state.get(f"plan_units_{place}") for place in range(layers))
    return None if units == PLAN.hidden_units else units


def put_hidden(_session: Session, units: tuple) -> None:
    """Choose how many hidden layers there are, and the units of each."""
    st.session_state["plan_layers"] = len(units)
    st.session_state.update({f"plan_units_{place}": each for place, each in enumerate(units)})
