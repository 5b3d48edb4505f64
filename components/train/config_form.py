"""What to train: the settings of a run, and the button that starts it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from components.state import controls
from components.state.hidden_controls import is_visible
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from models.data.input_encoding import ENCODINGS
from models.runtime import run_registry
from models.training.checkpoint import same_architecture
from models.training.config import MAX_UNITS, OPTIMIZERS, TRAIN_SIZE, TrainingConfig
from models.training.config_text import (
    HIDDEN_ACTIVATIONS,
    MAX_HIDDEN,
    SETTING_LABELS,
    format_changes,
    padded_units,
)
from models.training.lineage import Lineage

_SINGLE = (
    "activation", "optimizer", "learning_rate", "batch_size", "epochs", "examples", "seed",
    "l2", "dropout", "pixels",
)  # fmt: skip


def _plan() -> TrainingConfig:
    """Read the settings off the page.

    Raises:
        ValueError: an absurd setting, which only a forged browser message can be.
    """
    chosen = {name: st.session_state[f"plan_{name}"] for name in _SINGLE}
    layers = st.session_state["plan_layers"]
    if layers not in range(MAX_HIDDEN + 1):
        raise ValueError(f"there are 0 to {MAX_HIDDEN} hidden layers here, got {layers!r}")
    hidden = tuple(st.session_state[f"plan_units_{place}"] for place in range(layers))
    return TrainingConfig(hidden_units=hidden, **chosen)


def widgets_of(config: TrainingConfig) -> dict[str, Any]:
    """Say what the page's widgets show for a config, by their keys."""
    values = {f"plan_{name}": getattr(config, name) for name in _SINGLE}
    units = padded_units(config.hidden_units)
    return values | {
        "plan_examples": config.examples or TRAIN_SIZE,
        "plan_layers": len(config.hidden_units),
        **{f"plan_units_{place}": units[place] for place in range(MAX_HIDDEN)},
    }


def chosen_settings() -> dict[str, object]:
    """Say what the page's widgets show now, by their keys."""
    usual = widgets_of(TrainingConfig())
    return {key: st.session_state.get(key, value) for key, value in usual.items()}


def fill_in(values: dict[str, object]) -> None:
    """Have the page's widgets show values; for a control's callback.

    Args:
        values: by the widgets' keys.
    """
    st.session_state.update(values)


def take_settings(settings: dict) -> TrainingConfig:
    """Have the page show settings; for a button's callback.

    Args:
        settings: as ``TrainingConfig`` takes them; layers that stood still learn again, as the
            page has no place to say so.

    Returns:
        What *Train* would train now.
    """
    config = replace(TrainingConfig(**settings), frozen=())
    fill_in(widgets_of(config))
    return config


def run_again(settings: dict, lineage: Lineage = ()) -> None:
    """Have the page show settings, and start a run with them; for a button's callback.

    Args:
        settings: as ``TrainingConfig`` takes them.
        lineage: of a branch, which leaves its trunk once more where it did; another network cannot,
            and begins anew with every layer learning.
    """
    config, anew = TrainingConfig(**settings), take_settings(settings)
    branches = bool(lineage) and same_architecture(config, TrainingConfig(**lineage[-1][0]))
    _start(lambda: config if branches else anew, lineage if branches else ())


def training_choice(lesson: Lesson) -> None:
    """Let the learner choose what to train, and start it.

    Args:
        lesson: says what each setting does.
    """
    for key, value in widgets_of(TrainingConfig()).items():
        st.session_state.setdefault(key, value)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if is_visible("units"):
            _layers()
        if is_visible("activation"):
            _menu("Activation", "activation", list(HIDDEN_ACTIVATIONS), 150)
        _number("Epochs", "epochs", 1, 100, 130)
    if is_visible("more"):
        _more(lesson)
    _out_of_sight(lesson)
    st.button("Train", type="primary", icon=":material/play_arrow:", on_click=_start)
    if trouble := current_session().errors.get("training"):
        st.error(trouble)


def _layers() -> None:
    layers = controls.select(
        st.segmented_control, "Hidden layers", range(MAX_HIDDEN + 1), "plan_layers", required=True
    )
    for place in range(layers):
        _number(f"Units in hidden layer {place + 1}", f"units_{place}", 1, MAX_UNITS, 170)


def _more(lesson: Lesson) -> None:
    with (
        st.expander(lesson.format("more settings")),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        _menu("Optimizer", "optimizer", list(OPTIMIZERS), 150)
        _number("Learning rate", "learning_rate", 1e-6, 100.0, 170, format="%.6g", step=1e-3)
        _number("Batch size", "batch_size", 1, 10_000, 150)
        _number("Training images", "examples", 1, TRAIN_SIZE, 170, step=1000)
        if is_visible("seed"):
            _number("Seed", "seed", 0, 2**31 - 1, 150, help=lesson.format("seed"))
        said = lesson.format("l2")
        _number("L2", "l2", 0.0, 1.0, 150, format="%.6g", step=1e-4, help=said)
        said = lesson.format("dropout")
        _number("Dropout", "dropout", 0.0, 0.95, 150, format="%.2f", step=0.1, help=said)
        said, names = lesson.format("pixels"), {name: row.label for name, row in ENCODINGS.items()}
        _menu("Pixels", "pixels", list(ENCODINGS), 260, format_func=names.get, help=said)


def _out_of_sight(lesson: Lesson) -> None:
    """Say which settings are folded away, or left out by a teacher, and not as they come."""
    try:
        config, usual = _plan(), TrainingConfig()
    except (KeyError, TypeError, ValueError):  # a forged message's; pressing *Train* says so
        return
    in_sight = {
        "epochs",
        "hidden_units" * is_visible("units"),
        "activation" * is_visible("activation"),
    }
    others = {name: getattr(config, name) for name in SETTING_LABELS if name not in in_sight}
    changed = {name: value for name, value in others.items() if value != getattr(usual, name)}
    if changed:
        lesson.show("out of sight", settings=format_changes(changed))


def _number(label: str, name: str, least: float, most: float, width: int, **more: Any) -> None:
    key = f"plan_{name}"
    more |= {"default": widgets_of(TrainingConfig())[key], "width": width}
    controls.number(st.number_input, label, least, most, key, **more)


def _menu(label: str, name: str, options: list[str], width: int, **more: object) -> None:
    more |= {"default": getattr(TrainingConfig(), name), "width": width}
    controls.select(st.selectbox, label, options, f"plan_{name}", **more)


def _start(plan_of: Callable[[], TrainingConfig] = _plan, lineage: Lineage = ()) -> None:
    """Start what was chosen; an absurd setting starts nothing and loses nothing."""
    session = current_session()
    try:
        run_id = run_registry.start(plan_of(), learner_id=session.id, lineage=lineage)
    except (KeyError, TypeError, ValueError) as problem:
        words = str(problem) if isinstance(problem, ValueError) else "a setting is missing"
        session.errors["training"] = f"Nothing was started: {words}."
        return
    session.errors.pop("training", None)
    session.runs.follow(run_id)
