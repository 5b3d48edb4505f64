"""URL fields: everything a link carries, one row a value; to add a value, add its row."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from components.dense.neuron_view.practice import MODES
from components.drawing.side_pad import SWITCH
from components.nav.progress import questions
from components.shell import url_field_values as values
from components.shell.url_field_values import MOST_INPUTS, PICTURES, PLAN, SIDES
from components.state.control_defaults import LAYER, MAX_SEED, MAX_UNITS, WEIGHTS
from components.state.control_defaults import SETTINGS as PAGE_SETTINGS
from components.state.experiment_defaults import SETTINGS as LAB_SETTINGS
from components.state.session import COLOURS, PADS, Session
from models.data.input_encoding import PIXELS
from models.nn.activations import ACTIVATIONS
from models.nn.flatten import KERAS_ORDER, ORDERS
from models.nn.optimizers import OPTIMIZERS
from models.sharing.url_codec import Flag, Kind, OneOf, Picture, Real, Row, Whole, Word
from models.training.config import ALL
from models.training.config import MOST_UNITS as MOST_HIDDEN_UNITS
from models.training.config_text import HIDDEN_ACTIVATIONS, MOST_HIDDEN
from models.training.presets import PRESETS

NAME = r"[a-z][a-z ]{0,29}"
RUN = r"[\w-]{0,64}"


@dataclass(frozen=True)
class UrlField:
    """One value of the link: how it is written, and where on the page it lives."""

    kind: Kind
    get: Callable[[Session], Any]  # None where it is as it comes, so that links stay short
    put: Callable[[Session, Any], None]
    free: bool = False  # whether anybody may add it to a link by hand


def noted(name: str, kind: Kind, *, free: bool = False) -> UrlField:
    """A value the session holds, under that name."""
    first = getattr(Session(), name)

    def get(session: Session) -> Any:
        value = getattr(session, name)
        return None if value == first else value

    return UrlField(kind, get, lambda session, value: setattr(session, name, value), free)


def widget(key: str, kind: Kind, first: Any = None) -> UrlField:
    """A value that one of Streamlit's widgets holds.

    Args:
        key: the widget's.
        kind: of its value.
        first: what it begins with.
    """

    def get(_session: Session) -> Any:
        value = st.session_state.get(key)
        return None if value == first else value

    return UrlField(kind, get, lambda _, value: st.session_state.update({key: value}))


def config(name: str, kind: Kind) -> UrlField:
    """A setting of what is to be trained."""
    first = getattr(PLAN, name)
    return widget(f"plan_{name}", kind, ALL if first is None else first)


URL_FIELDS: dict[str, UrlField] = {
    # What the page shows of itself
    "present": noted("present", Flag(), free=True),
    "hide": noted("hidden", Row(Word(NAME, "name of a control"), 0, 40), free=True),
    "run": noted("run_id", Word(RUN, "run"), free=True),
    # The picture
    "size": UrlField(
        OneOf(tuple(SIDES)),
        values.size,
        lambda session, side: session.choose(SIDES[side], session.colour),
    ),
    "colour": UrlField(
        OneOf(tuple(COLOURS)),
        lambda session: None if session.colour == "grey" else session.colour,
        lambda session, colour: session.choose(session.pad, colour),
    ),
    "prepare": noted("prepare", Flag()),
    "draw": widget(SWITCH, Flag(), first=False),
    # The idea, Flatten, Dense, Network
    "example": UrlField(Row(Whole(0, 9), 3, 3), values.example, values.put_example),
    "edges": widget("idea_unit", Whole(0, 3), "all"),
    "order": widget("reading_order", OneOf(tuple(ORDERS)), KERAS_ORDER),
    "weights": widget("dense_weights", OneOf(tuple(WEIGHTS)), LAYER["dense_weights"]),
    "units": widget("dense_units", Whole(1, MAX_UNITS), LAYER["dense_units"]),
    "activation": widget("dense_activation", OneOf(tuple(ACTIVATIONS)), LAYER["dense_activation"]),
    "seed": widget("dense_seed", Whole(0, MAX_SEED), LAYER["dense_seed"]),
    "unit": UrlField(Whole(0, MOST_HIDDEN_UNITS - 1), values.unit, values.put_unit),
    "step": noted("told", Whole(0, MOST_INPUTS + 10)),
    "mode": noted("neuron_mode", OneOf(MODES)),
    "blanks": noted("stretch", Whole(0, MOST_INPUTS)),
    "alone": noted("alone", Whole(0, MAX_SEED)),
    "zoom": noted("zoom", Row(Whole(0, 10**6), 2, 3)),
    "classes": noted("evidence", Row(Whole(-1, 9), 2, 2)),
    # Myths, pitfalls, the workbench, the cards
    "myth": widget("myth", OneOf(questions("myths")), questions("myths")[0]),
    "myth_units": widget("edges_units", Whole(1, 8), 4),
    "pitfall": widget("pitfall", OneOf(questions("pitfalls")), questions("pitfalls")[0]),
    "conv_seed": widget("conv_seed", Whole(0, 99), 0),
    **{key: widget(key, kind, first) for key, (first, kind) in PAGE_SETTINGS.items()},
    "read_order": noted("read_order", OneOf(tuple(ORDERS)[:2])),
    "chain": UrlField(values.Built(), noted("chain", values.Built()).get, Session.begin_chain),
    "cards": UrlField(
        Word(r"[\d.:]{1,400}", "row of cards"),
        values.cards,
        lambda session, text: setattr(session, "cards", text),
        free=True,
    ),
    # What is to be trained
    "experiment": widget("preset", OneOf(tuple(PRESETS))),
    "hidden_units": UrlField(
        Row(Whole(1, MOST_HIDDEN_UNITS), 0, MOST_HIDDEN), values.hidden, values.put_hidden
    ),
    "hidden_activation": config("activation", OneOf(tuple(HIDDEN_ACTIVATIONS))),
    "epochs": config("epochs", Whole(1, 100)),
    "optimizer": config("optimizer", OneOf(tuple(OPTIMIZERS))),
    "rate": config("learning_rate", Real(1e-6, 100.0)),
    "batch": config("batch_size", Whole(1, 10_000)),
    "images": config("examples", Whole(1, ALL)),
    "training_seed": config("seed", Whole(0, 2**31 - 1)),
    "l2": config("l2", Real(0.0, 1.0)),
    "dropout": config("dropout", Real(0.0, 0.95)),
    "pixels": config("pixels", OneOf(tuple(PIXELS))),
    # The experiments
    **{key: widget(key, kind, first) for key, (first, kind) in LAB_SETTINGS.items()},
    # What is longest, and what depends on it
    "picture": UrlField(
        Picture(tuple((count, PADS[pad].levels) for count, (pad, _) in PICTURES.items())),
        values.picture,
        values.put_picture,
    ),
    "by_hand": UrlField(
        Row(values.Change(), 1, values.MOST_CHANGES, "~"), values.changes, values.put_changes
    ),
    "at": noted("position", Whole(0, MOST_INPUTS)),
}
"""Every value a link may carry, by its name there, in the order they are put in their places."""
