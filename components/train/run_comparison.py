"""Compare runs: the last few that ended, in a table and with their curves side by side."""

import math

import numpy as np
import streamlit as st

from components.state import controls
from components.state.hidden_controls import is_visible
from components.state.run_history import MAX_RUNS
from components.state.session import Session, current_session
from components.train.config_form import run_again, take_settings
from components.ui.lesson_text import Lesson
from models.data.input_encoding import ENCODINGS
from models.nn.optimizers import OPTIMIZERS
from models.runtime.run_registry import RunView
from models.training.checkpoint import ARCHITECTURE_FIELDS
from models.training.config import MAX_UNITS, TRAIN_SIZE
from models.training.config_text import (
    HIDDEN_ACTIVATIONS,
    MAX_HIDDEN,
    SETTING_LABELS,
    differing_fields,
    format_value,
    padded_units,
)
from models.training.run_summary import CURVES, RunSummary, inherited_epochs

FEW = 2  # runs that make a comparison
NOTHING = "nothing"
MENUS = {
    "activation": HIDDEN_ACTIVATIONS,
    "optimizer": list(OPTIMIZERS),
    "pixels": list(ENCODINGS),
}
NUMBERS = {  # least, most and step
    "learning_rate": (1e-6, 100.0, 1e-3),
    "epochs": (1, 100, 1),
    "batch_size": (1, 10_000, 1),
    "examples": (1, TRAIN_SIZE, 1000),
    "seed": (0, 2**31 - 1, 1),
    "l2": (0.0, 1.0, 1e-4),
    "dropout": (0.0, 0.95, 0.1),
}
CHANGES = ("hidden_units", *MENUS, *NUMBERS)


def other_curves(view: RunView) -> list[dict]:
    """Give the kept runs' curves over the batches of the run that is shown, as far as it goes."""
    before = inherited_epochs(view)
    told = []
    for run in current_session().runs.ended:
        if run.id == view.id:
            continue
        inside = run.epoch <= (before + view.config.epochs) * (1 + 1e-9)
        # Up to where it began, a branch's batches are its trunk's; from there on its own.
        epochs = [0, before, before + view.config.epochs] if before else [0, view.config.epochs]
        batches = [0, view.start_step, view.total_steps] if before else [0, view.total_steps]
        steps, held_steps = (
            np.round(np.interp(each[inside], epochs, batches), 2).tolist()
            for each in (run.epoch, run.held_out_epoch)
        )
        curves = {name: list(map(_number, run.curves[name][inside])) for name in CURVES}
        told.append({"name": run.name, "steps": steps, "heldSteps": held_steps, **curves})
    return told


def compare_runs(lesson: Lesson) -> None:
    """Show the kept runs in a table, and let the learner run one again, as it was or changed.

    Args:
        lesson: says how to read it.
    """
    session = current_session()
    kept = session.runs.ended
    if len(kept) < FEW or not is_visible("compare"):
        return
    lesson.show("compare", most=MAX_RUNS)
    st.markdown(_table(kept))
    same = [
        name
        for name in SETTING_LABELS
        if name not in differing_fields(run.settings for run in kept)
    ]
    lesson.show("alike", settings="; ".join(_setting(kept[-1], name) for name in same))
    _again(lesson, session)


def _again(lesson: Lesson, session: Session) -> None:
    """Let the learner take one of the runs and change one thing."""
    by_name = {run.name: run for run in session.runs.ended}
    with st.container(horizontal=True, vertical_alignment="bottom", key="again"):
        # Once a further run has ended, that one is what one would run again.
        newest = session.runs.ended[-1]
        key = f"again_run_{newest.id}"
        name = controls.select(
            st.selectbox, "Run again", list(by_name), key, default=newest.name, width=120
        )
        run = by_name[name]
        setting = controls.select(
            st.selectbox,
            "but change",
            [
                NOTHING,
                *(name for name in CHANGES if not (run.lineage and name in ARCHITECTURE_FIELDS)),
            ],
            "again_setting",
            default=NOTHING,
            format_func=lambda each: SETTING_LABELS.get(each, each),
            width=180,
        )
        if setting != NOTHING:
            _value_choice(run, setting)

        def start() -> None:
            run_again(_changed(run, setting), run.lineage)

        def take() -> None:
            take_settings(_changed(run, setting))

        if st.button("Run it", icon=":material/replay:", on_click=start):
            st.rerun()  # the whole page, as the settings stand outside this fragment
        if st.button("Only take its settings", on_click=take):
            st.rerun()
    st.caption(lesson.format("same start"))


def _changed(run: RunSummary, setting: str) -> dict:
    """A run's settings with one of them changed, as the controls stand when this is asked."""
    if setting == NOTHING:
        return run.settings
    held, key = st.session_state, _key(run, setting)
    if setting != "hidden_units":
        return run.settings | {setting: held[key]}
    usual = padded_units(run.settings[setting])
    units = tuple(held.get(f"{key}_{place}", usual[place]) for place in range(held[key]))
    return run.settings | {setting: units}


def _key(run: RunSummary, setting: str) -> str:
    return f"again_{setting}_{run.id}"


def _value_choice(run: RunSummary, setting: str) -> None:
    """Let the learner choose another value for a setting."""
    if setting == "hidden_units":
        _units_choice(run)
        return
    old, key = run.settings[setting], _key(run, setting)
    if setting in MENUS:
        rows = MENUS[setting]
        write = (lambda name: ENCODINGS[name].label) if setting == "pixels" else str
        controls.select(st.selectbox, "to", rows, key, default=old, format_func=write, width=180)
        return
    least, most, step = NUMBERS[setting]
    form = "%.6g" if isinstance(least, float) else None
    old = most if old is None else old
    controls.number(
        st.number_input, "to", least, most, key, default=old, step=step, format=form, width=180
    )


def _units_choice(run: RunSummary) -> None:
    """Let the learner choose other hidden layers."""
    own, key = run.settings["hidden_units"], _key(run, "hidden_units")
    layers = controls.number(
        st.number_input, "hidden layers", 0, MAX_HIDDEN, key, default=len(own), width=140
    )
    units = padded_units(own)
    for place in range(layers):
        controls.number(
            st.number_input,
            f"units in layer {place + 1}",
            1,
            MAX_UNITS,
            f"{key}_{place}",
            default=units[place],
            width=140,
        )


def _table(kept: list[RunSummary]) -> str:
    """Write a row a run; the settings named are those in which they differ."""
    names = differing_fields(run.settings for run in kept)
    head = [
        "",
        *(SETTING_LABELS[name] for name in names),
        "parameters",
        "seconds",
        "loss",
        "accuracy",
    ]
    best = max(run.accuracy if math.isfinite(run.accuracy) else 0 for run in kept)
    rows = [head, ["---", *("---" for _ in names), *("--:" for _ in range(4))]]
    for run in kept:
        accuracy = f"{run.accuracy:.2%}"
        seconds = "" if run.seconds is None else f"{run.seconds:.1f}"
        loss = f"{run.loss:.4g}" if math.isfinite(run.loss) else "no number"
        name = (
            f"{run.name}{', a branch' * bool(run.lineage)}{', stopped' * (run.state == 'stopped')}"
        )
        rows.append(
            [
                name,
                *(f"**{format_value(each, run.settings[each])}**" for each in names),
                *(f"{run.parameters:,}", seconds, loss),
                f"**{accuracy}**" if run.accuracy == best else accuracy,
            ]
        )
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _setting(run: RunSummary, name: str) -> str:
    return f"{SETTING_LABELS[name]} {format_value(name, run.settings[name])}"


def _number(value: float) -> float | None:
    return round(float(value), 6) if math.isfinite(value) else None
