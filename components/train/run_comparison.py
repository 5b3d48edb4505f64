"""The comparison of the last runs that ended: their table, and their curves beside a run's own."""

import math
from functools import partial

import numpy as np
import streamlit as st

from components.state import controls
from components.state.hidden_controls import is_visible
from components.state.run_history import MAX_RUNS
from components.state.session import Session, current_session
from components.train.config_form import run_again, show_settings
from components.train.config_words import setting_name, setting_text, value_text
from components.ui.lesson_text import COMMON, Lesson
from models.data.input_encoding import ENCODINGS
from models.nn.optimizers import OPTIMIZERS
from models.runtime.run_registry import RunView
from models.training.checkpoint import FIXED_FIELDS
from models.training.config import MAX_UNITS, TRAIN_SIZE
from models.training.config_text import (
    HIDDEN_ACTIVATIONS,
    MAX_HIDDEN,
    SETTINGS,
    differing_fields,
    padded_units,
)
from models.training.run_summary import CURVES, RunSummary, inherited_epochs

MIN_RUNS = 2
NOTHING = "nothing"
MENUS = {
    "activation": HIDDEN_ACTIVATIONS,
    "optimizer": list(OPTIMIZERS),
    "pixels": list(ENCODINGS),
}
NUMBERS = {  # minimum, maximum and step
    "learning_rate": (1e-6, 100.0, 1e-3),
    "epochs": (1, 100, 1),
    "batch_size": (1, 10_000, 1),
    "examples": (1, TRAIN_SIZE, 1000),
    "seed": (0, 2**31 - 1, 1),
    "l2": (0.0, 1.0, 1e-4),
    "dropout": (0.0, 0.95, 0.1),
}
CHANGES = ("hidden_units", *MENUS, *NUMBERS)


def other_run_curves(lesson: Lesson, view: RunView) -> list[dict]:
    """Return the ended runs' curves over the steps of the shown run, up to its last epoch.

    Args:
        lesson: has a run's name.
        view: the shown run.
    """
    before = inherited_epochs(view)
    curves_of_runs = []
    for run in current_session().runs.ended:
        if run.id == view.id:
            continue
        inside = run.epoch <= (before + view.config.epochs) * (1 + 1e-9)
        # Up to where it began, a branch's steps are those of the run it came from.
        epochs = [0, before, before + view.config.epochs] if before else [0, view.config.epochs]
        batches = [0, view.start_step, view.total_steps] if before else [0, view.total_steps]
        steps, validation_steps = (
            np.round(np.interp(each[inside], epochs, batches), 2).tolist()
            for each in (run.epoch, run.validation_epoch)
        )
        curves = {name: list(map(_finite, run.curves[name][inside])) for name in CURVES}
        curves_of_runs.append(
            {
                "name": run_name(lesson, run.name),
                "steps": steps,
                "validationSteps": validation_steps,
                **curves,
            }
        )
    return curves_of_runs


def run_number(name: str) -> str:
    """Return the number of a run by its name, as `RunHistory` gives it.

    >>> run_number("run 12")
    '12'
    """
    return name.rpartition(" ")[2]


def run_name(lesson: Lesson, name: str) -> str:
    """Return what the page calls a run.

    Args:
        lesson: has the words.
        name: of the run.
    """
    return lesson.label("run", number=run_number(name))


def run_comparison(lesson: Lesson) -> None:
    """Show the ended runs in a table, and let the learner run one again, as it was or changed.

    Args:
        lesson: explains how to read it.
    """
    session = current_session()
    ended = session.runs.ended
    if len(ended) < MIN_RUNS or not is_visible("compare"):
        return
    lesson.show("compare", most=MAX_RUNS)
    st.markdown(run_table(lesson, ended))
    same = [
        name for name in SETTINGS if name not in differing_fields(run.settings for run in ended)
    ]
    lesson.show(
        "alike",
        settings="; ".join(setting_text(lesson, name, ended[-1].settings[name]) for name in same),
    )
    _rerun_form(lesson, session)


def _rerun_form(lesson: Lesson, session: Session) -> None:
    """Let the learner choose one of the runs, and change one of its settings."""
    by_name = {run.name: run for run in session.runs.ended}
    with st.container(horizontal=True, vertical_alignment="bottom", key="again"):
        # Once another run has ended, it is the first choice.
        newest = session.runs.ended[-1]
        key = f"again_run_{newest.id}"
        name = controls.select(
            st.selectbox,
            lesson.label("again"),
            list(by_name),
            key,
            default=newest.name,
            format_func=lambda name: run_name(lesson, name),
            width=180,
        )
        run = by_name[name]
        setting = controls.select(
            st.selectbox,
            lesson.label("but change"),
            _changeable(run),
            "again_setting",
            default=NOTHING,
            format_func=lambda name: (
                lesson.label("no change") if name == NOTHING else setting_name(lesson, name)
            ),
            width=180,
        )
        if setting != NOTHING:
            _value_choice(lesson, run, setting)

        def start() -> None:
            run_again(_changed(run, setting), run.lineage)

        def show() -> None:
            show_settings(_changed(run, setting))

        if st.button(lesson.label("run it"), icon=":material/replay:", on_click=start):
            st.rerun()  # the whole page, as the settings are outside this fragment
        if st.button(lesson.label("take settings"), on_click=show):
            st.rerun()
    st.caption(lesson.format("same start"))


def _changeable(run: RunSummary) -> list[str]:
    """Return the settings that may be changed; a branch keeps its architecture."""
    fixed = FIXED_FIELDS if run.lineage else ()
    return [NOTHING, *(name for name in CHANGES if name not in fixed)]


def _changed(run: RunSummary, setting: str) -> dict:
    """Return a run's settings with one of them changed, as the controls show it now."""
    if setting == NOTHING:
        return run.settings
    chosen, key = st.session_state, _key(run, setting)
    if setting != "hidden_units":
        return run.settings | {setting: chosen[key]}
    default = padded_units(run.settings[setting])
    units = tuple(chosen.get(f"{key}_{layer}", default[layer]) for layer in range(chosen[key]))
    return run.settings | {setting: units}


def _key(run: RunSummary, setting: str) -> str:
    return f"again_{setting}_{run.id}"


def _value_choice(lesson: Lesson, run: RunSummary, setting: str) -> None:
    """Let the learner choose another value for a setting."""
    if setting == "hidden_units":
        _units_choice(lesson, run)
        return
    old, key = run.settings[setting], _key(run, setting)
    if setting in MENUS:
        rows = MENUS[setting]
        label = partial(value_text, lesson, setting)
        controls.select(
            st.selectbox,
            lesson.label("change to"),
            rows,
            key,
            default=old,
            format_func=label,
            width=180,
        )
        return
    minimum, maximum, step = NUMBERS[setting]
    if setting == "examples":
        maximum = TRAIN_SIZE - run.settings.get("validation", 0)
    controls.number(
        st.number_input,
        lesson.label("change to"),
        minimum,
        maximum,
        key,
        default=maximum if old is None else old,
        step=step,
        format="%.6g" if isinstance(minimum, float) else None,
        width=180,
    )


def _units_choice(lesson: Lesson, run: RunSummary) -> None:
    """Let the learner choose other hidden layers."""
    old, key = run.settings["hidden_units"], _key(run, "hidden_units")
    layers = controls.number(
        st.number_input,
        lesson.label("change layers"),
        0,
        MAX_HIDDEN,
        key,
        default=len(old),
        width=140,
    )
    units = padded_units(old)
    for layer in range(layers):
        controls.number(
            st.number_input,
            lesson.label("change units", layer=layer + 1),
            1,
            MAX_UNITS,
            f"{key}_{layer}",
            default=units[layer],
            width=140,
        )


def run_table(lesson: Lesson, runs: list[RunSummary]) -> str:
    """Return a table in Markdown: a row per run, with the settings in which they differ.

    Args:
        lesson: has the titles of the columns.
        runs: those that ended.
    """
    names = differing_fields(run.settings for run in runs)
    head = [
        "",
        *(setting_name(lesson, name) for name in names),
        *(lesson.label(f"column {name}") for name in ("parameters", "seconds", "loss", "accuracy")),
    ]
    best = max(run.accuracy if math.isfinite(run.accuracy) else 0 for run in runs)
    rows = [head, ["---", *("---" for _ in names), *("--:" for _ in range(4))]]
    rows += [_table_row(lesson, run, names, best) for run in runs]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _table_row(lesson: Lesson, run: RunSummary, names: list[str], best: float) -> list[str]:
    accuracy = f"{run.accuracy:.2%}"
    kind = "branch" if run.lineage else "run"
    stopped = " stopped" if run.state == "stopped" else ""
    return [
        lesson.label(f"{kind}{stopped}", number=run_number(run.name)),
        *(f"**{value_text(lesson, name, run.settings[name])}**" for name in names),
        f"{run.parameters:,}",
        "" if run.seconds is None else f"{run.seconds:.1f}",
        f"{run.loss:.4g}" if math.isfinite(run.loss) else COMMON.label("not a number"),
        f"**{accuracy}**" if run.accuracy == best else accuracy,
    ]


def _finite(value: float) -> float | None:
    return round(float(value), 6) if math.isfinite(value) else None
