"""Presets of the training: one choice fills in the settings and shows what to watch for."""

from dataclasses import asdict
from typing import Any

import streamlit as st

from components.state import controls
from components.state.hidden_controls import is_visible
from components.train.config_form import (
    config_values,
    fill_form,
    form_values,
    show_settings,
)
from components.ui.lesson_text import Lesson
from models.training.config import lesson_config
from models.training.presets import PRESETS

KEY = "preset"
BEFORE = "preset_before"  # the form before the preset, and the values it filled in
CLEARED = "preset_gone"  # the form after the preset was cleared, as long as a text says so


def preset_choice(lesson: Lesson) -> None:
    """Let the learner choose a preset, called an experiment on the page; *Train* runs it.

    Args:
        lesson: has a label and a section for each preset.
    """
    if not is_visible("experiments"):
        return
    chosen = controls.select(
        st.selectbox,
        lesson.label("experiment"),
        list(PRESETS),
        KEY,
        format_func=lambda name: lesson.label(f"preset {name}"),
        placeholder=lesson.format("no preset"),
        on_change=_apply_preset,
        width=420,
    )
    if chosen in PRESETS:
        # A link names the preset, but not the settings before it.
        st.session_state.setdefault(
            BEFORE, (config_values(lesson_config()), _preset_values(chosen))
        )
        lesson.show(f"preset {chosen}")
    elif st.session_state.get(CLEARED) == form_values():
        lesson.show("preset gone")


def _apply_preset() -> None:
    """Fill in a preset's settings, after those of the preset before are undone."""
    _undo_preset()
    name = st.session_state.get(KEY)
    if name in PRESETS:
        st.session_state[BEFORE] = (form_values(), _preset_values(name))
        show_settings(asdict(lesson_config(**PRESETS[name].settings)))


def choose_preset(name: str) -> None:
    """Choose a preset as if in its menu; for a button's callback on another page.

    Args:
        name: a key of ``PRESETS``.
    """
    st.session_state[KEY] = name
    _apply_preset()


def _undo_preset() -> None:
    """Restore the values a preset replaced, except those the learner has changed since."""
    before, filled_in = st.session_state.pop(BEFORE, ({}, {}))
    now = form_values()
    fill_form({key: value for key, value in before.items() if now.get(key) == filled_in[key]})
    st.session_state[CLEARED] = form_values()


def _preset_values(name: str) -> dict[str, Any]:
    return config_values(lesson_config(**PRESETS[name].settings))
