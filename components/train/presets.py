"""Experiments worth a run: one choice fills in the settings and says what to watch for."""

from dataclasses import asdict
from typing import Any

import streamlit as st

from components.state import controls
from components.state.hidden_controls import is_visible
from components.train.config_form import chosen_settings, fill_in, take_settings, widgets_of
from components.ui.lesson_text import Lesson
from models.training.config import TrainingConfig
from models.training.presets import PRESETS

KEY = "preset"
BEFORE = "preset_before"  # the settings before the experiment, and those it filled in
GONE = "preset_gone"  # the settings after it was taken away, as long as the page says so


def preset_choice(lesson: Lesson) -> None:
    """Let the learner choose an experiment; *Train* then runs it.

    Args:
        lesson: says what to watch for.
    """
    if not is_visible("experiments"):
        return
    chosen = controls.select(
        st.selectbox,
        "Experiment",
        list(PRESETS),
        KEY,
        format_func=lambda name: PRESETS[name].label,
        placeholder=lesson.format("no preset"),
        on_change=_take,
        width=420,
    )
    if chosen in PRESETS:
        # A link says which experiment was chosen, and not what stood there before.
        st.session_state.setdefault(BEFORE, (widgets_of(TrainingConfig()), _filled_in(chosen)))
        lesson.show(f"preset {chosen}")
    elif st.session_state.get(GONE) == chosen_settings():
        lesson.show("preset gone")


def _take() -> None:
    """Fill in an experiment's settings; what the one before filled in goes back first."""
    _give_back()
    name = st.session_state.get(KEY)
    if name in PRESETS:
        st.session_state[BEFORE] = (chosen_settings(), _filled_in(name))
        take_settings(asdict(TrainingConfig(**PRESETS[name].settings)))


def _give_back() -> None:
    """Put back what an experiment filled in; what the learner has changed since is theirs."""
    before, filled_in = st.session_state.pop(BEFORE, ({}, {}))
    now = chosen_settings()
    fill_in({key: value for key, value in before.items() if now.get(key) == filled_in[key]})
    st.session_state[GONE] = chosen_settings()


def _filled_in(name: str) -> dict[str, Any]:
    return widgets_of(TrainingConfig(**PRESETS[name].settings))
