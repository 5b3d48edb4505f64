"""URL fields: every value that a link may have, one row each; to add a value, add its row."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import streamlit as st

from components.challenge.settings import BOUNDS, FIRST, setting_key
from components.dense.neuron_view.practice import MODES
from components.drawing.labeled_digit import drawn_label, set_drawn_label
from components.drawing.side_pad import SIDE_PAD_KEY
from components.nav.progress import prediction_keys
from components.shell import url_field_values as values
from components.shell.url_field_values import DEFAULT_CONFIG, MAX_INPUTS, PICTURES, SIDES
from components.state.control_defaults import LAYER, MAX_SEED, MAX_UNITS, WEIGHTS
from components.state.control_defaults import SETTINGS as PAGE_SETTINGS
from components.state.drawing import COLORS, PADS
from components.state.experiment_defaults import SETTINGS as LAB_SETTINGS
from components.state.session import Session
from models.data.input_encoding import ENCODINGS
from models.languages import LANGUAGES
from models.nn.activations import ACTIVATIONS
from models.nn.flatten import KERAS_ORDER, ORDERS
from models.nn.optimizers import OPTIMIZERS
from models.sequential.presets import CHALLENGE, CHALLENGE_LAYERS
from models.sharing.url_codec import (
    BoolField,
    ChoiceField,
    FieldType,
    FloatField,
    ImageField,
    IntField,
    ListField,
    PatternField,
)
from models.training.config import MAX_UNITS as MAX_HIDDEN_UNITS
from models.training.config import TRAIN_SIZE
from models.training.config_text import HIDDEN_ACTIVATIONS, MAX_HIDDEN
from models.training.presets import PRESETS

NAME = r"[a-z][a-z ]{0,29}"
RUN = r"[\w-]{0,64}"
MAX_SCENES = 40  # of a lesson; a link to one beyond its last opens that


@dataclass(frozen=True)
class UrlField:
    """One value of the link: its type, and how it is read from and set in the session."""

    kind: FieldType
    get: Callable[[Session], Any]  # returns None for the default, so that links stay short
    set: Callable[[Session, Any], None]
    free: bool = False  # whether it may be added to a link by hand


def session_field(path: str, kind: FieldType, *, free: bool = False) -> UrlField:
    """Return the URL field of a field of the session.

    Args:
        path: the session's part and its field, such as ``"runs.current"``.
        kind: of its value.
        free: whether it may be added to a link by hand.
    """
    part_of, name = attrgetter(path.partition(".")[0]), path.partition(".")[2]
    default = attrgetter(path)(Session())

    def get(session: Session) -> Any:
        value = getattr(part_of(session), name)
        return None if value == default else value

    return UrlField(kind, get, lambda session, value: setattr(part_of(session), name, value), free)


def control_field(key: str, kind: FieldType, default: Any = None) -> UrlField:
    """Return the URL field of a control.

    Args:
        key: the control's.
        kind: of its value.
        default: its value at first.
    """

    def get(_session: Session) -> Any:
        value = st.session_state.get(key)
        return None if value == default else value

    return UrlField(kind, get, lambda _, value: st.session_state.update({key: value}))


def config_field(name: str, kind: FieldType) -> UrlField:
    """Return the URL field of a setting of the training to be started."""
    all_images = DEFAULT_CONFIG.images_of(TRAIN_SIZE)
    default = all_images if name == "examples" else getattr(DEFAULT_CONFIG, name)
    return control_field(f"plan_{name}", kind, default)


URL_FIELDS: dict[str, UrlField] = {
    # What the page shows of itself
    "present": session_field("display.present", BoolField(), free=True),
    "hide": session_field(
        "display.hidden", ListField(PatternField(NAME, "allowed control"), 0, 40), free=True
    ),
    "lang": session_field("display.language", ChoiceField(LANGUAGES), free=True),
    "run": session_field("runs.current", PatternField(RUN, "allowed run"), free=True),
    "scene": UrlField(
        IntField(1, MAX_SCENES),
        lambda session: session.scenes.shown,
        lambda session, number: setattr(session.scenes, "linked", number),
        free=True,
    ),
    # The picture
    "size": UrlField(
        ChoiceField(tuple(SIDES)),
        values.size,
        lambda session, side: session.drawing.choose(SIDES[side], session.drawing.color),
    ),
    # Links keep the spelling they have always had.
    "colour": UrlField(
        ChoiceField(("grey", *COLORS)),
        lambda session: None if session.drawing.color == "gray" else session.drawing.color,
        lambda session, color: session.drawing.choose(
            session.drawing.pad, "gray" if color == "grey" else color
        ),
    ),
    "prepare": session_field("network.prepare", BoolField()),
    "draw": control_field(SIDE_PAD_KEY, BoolField(), default=False),
    # The puzzle, Flatten, Dense, Network
    "example": UrlField(ListField(IntField(0, 9), 3, 3), values.example, values.set_example),
    "edges": control_field("idea_unit", IntField(0, 3), "all"),
    "order": control_field("reading_order", ChoiceField(tuple(ORDERS)), KERAS_ORDER),
    "weights": control_field("dense_weights", ChoiceField(WEIGHTS), LAYER["dense_weights"]),
    "units": control_field("dense_units", IntField(1, MAX_UNITS), LAYER["dense_units"]),
    "activation": control_field(
        "dense_activation", ChoiceField(tuple(ACTIVATIONS)), LAYER["dense_activation"]
    ),
    "seed": control_field("dense_seed", IntField(0, MAX_SEED), LAYER["dense_seed"]),
    "unit": UrlField(IntField(0, MAX_HIDDEN_UNITS - 1), values.unit, values.set_unit),
    "step": session_field("neuron.step", IntField(0, MAX_INPUTS + 10)),
    "mode": session_field("neuron.mode", ChoiceField(MODES)),
    "blanks": session_field("neuron.first_term", IntField(0, MAX_INPUTS)),
    "alone": session_field("neuron.seed", IntField(0, MAX_SEED)),
    "zoom": session_field("network.zoom", ListField(IntField(0, 10**6), 2, 3)),
    "classes": session_field("network.evidence", ListField(IntField(-1, 9), 2, 2)),
    # Myths, pitfalls, the workbench, the cards
    "myth": control_field(
        "myth", ChoiceField(prediction_keys("myths")), prediction_keys("myths")[0]
    ),
    "myth_units": control_field("edges_units", IntField(1, 8), 4),
    "pitfall": control_field(
        "pitfall", ChoiceField(prediction_keys("pitfalls")), prediction_keys("pitfalls")[0]
    ),
    "conv_seed": control_field("conv_seed", IntField(0, 99), 0),
    **{key: control_field(key, kind, first) for key, (first, kind) in PAGE_SETTINGS.items()},
    "read_order": session_field("network.read_order", ChoiceField(tuple(ORDERS)[:2])),
    "chain": UrlField(
        values.StackField(),
        session_field("workbench.stack", values.StackField()).get,
        lambda session, text: session.workbench.replace(text),
    ),
    # The challenge
    "challenge_model": UrlField(
        values.StackField(CHALLENGE_LAYERS),
        lambda session: (
            None if session.challenge.bench.stack == CHALLENGE else session.challenge.bench.stack
        ),
        lambda session, text: session.challenge.bench.replace(text),
    ),
    "challenge": session_field("challenge.attempt", PatternField(RUN, "allowed run")),
    "hints": session_field("challenge.hints", IntField(0, 9)),
    **{
        setting_key(name): control_field(setting_key(name), IntField(*bounds), getattr(FIRST, name))
        for name, bounds in BOUNDS.items()
    },
    "cards": UrlField(
        PatternField(r"[\d.:]{1,400}", "allowed cards"),
        values.cards,
        lambda session, text: setattr(session.cards, "linked", text),
        free=True,
    ),
    # What is to be trained
    "experiment": control_field("preset", ChoiceField(tuple(PRESETS))),
    "hidden_units": UrlField(
        ListField(IntField(1, MAX_HIDDEN_UNITS), 0, MAX_HIDDEN), values.hidden, values.set_hidden
    ),
    "hidden_activation": config_field("activation", ChoiceField(tuple(HIDDEN_ACTIVATIONS))),
    "epochs": config_field("epochs", IntField(1, 100)),
    "optimizer": config_field("optimizer", ChoiceField(tuple(OPTIMIZERS))),
    "rate": config_field("learning_rate", FloatField(1e-6, 100.0)),
    "batch": config_field("batch_size", IntField(1, 10_000)),
    "images": config_field("examples", IntField(1, TRAIN_SIZE)),
    "validation": config_field("validation", IntField(0, TRAIN_SIZE - 1)),
    "training_seed": config_field("seed", IntField(0, 2**31 - 1)),
    "l2": config_field("l2", FloatField(0.0, 1.0)),
    "dropout": config_field("dropout", FloatField(0.0, 0.95)),
    "pixels": config_field("pixels", ChoiceField(tuple(ENCODINGS))),
    # The experiments
    **{key: control_field(key, kind, first) for key, (first, kind) in LAB_SETTINGS.items()},
    # What is longest, and what depends on it
    "picture": UrlField(
        ImageField(tuple((count, PADS[pad].levels) for count, (pad, _) in PICTURES.items())),
        values.picture,
        values.set_picture,
    ),
    "drawn": UrlField(IntField(0, 9), drawn_label, set_drawn_label),
    "by_hand": UrlField(
        ListField(values.WeightChangeField(), 1, values.MAX_CHANGES, "~"),
        values.changes,
        values.set_changes,
    ),
    "at": session_field("drawing.position", IntField(0, MAX_INPUTS)),
}
"""Every value that a link may have, by its name there, in the order in which they are set."""
