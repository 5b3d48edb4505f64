"""Experiments worth a run: one choice fills in the settings and says what to watch for."""

from dataclasses import asdict

import streamlit as st

from components import controls
from components.lesson import Lesson
from components.shown import shown
from components.training_choice import take_settings
from models.plan import TrainingPlan
from models.presets import PRESETS

KEY = "preset"


def preset_choice(lesson: Lesson) -> None:
    """Let the learner choose an experiment; *Train* then runs it.

    Args:
        lesson: says what to watch for.
    """
    if not shown("experiments"):
        return
    chosen = controls.select(
        st.selectbox,
        "Experiment",
        list(PRESETS),
        KEY,
        format_func=lambda name: PRESETS[name].words,
        placeholder=lesson.text("no preset"),
        on_change=_take,
        width=420,
    )
    if chosen:
        lesson.say(f"preset {chosen}")


def _take() -> None:
    preset = PRESETS.get(st.session_state.get(KEY))
    if preset is not None:
        take_settings(asdict(TrainingPlan(**preset.settings)))
