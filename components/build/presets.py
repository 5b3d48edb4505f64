"""Chains worth building once: one choice puts one on the workbench and says what to look for."""

import streamlit as st

from components.state import controls
from components.state.session import current_session, set_state
from components.ui.lesson_text import Lesson
from models.sequential.model import from_text, to_text
from models.sequential.presets import MODEL_PRESETS

KEY = "chain_preset"


def chain_preset_choice(lesson: Lesson) -> None:
    """Let the learner choose a chain to begin with.

    Args:
        lesson: says what to look for.
    """
    chain = current_session().workbench.stack
    names = [name for name in MODEL_PRESETS if chain_of(name) == chain]
    set_state(KEY, names[0] if names else None)
    controls.select(
        st.selectbox,
        "Begin with",
        list(MODEL_PRESETS),
        KEY,
        format_func=lambda name: MODEL_PRESETS[name].label,
        placeholder=lesson.format("own chain"),
        on_change=_take,
        width=420,
    )
    if names:
        lesson.show(f"preset {names[0]}")


def chain_of(name: str) -> str:
    """A preset's chain, written in full."""
    return to_text(from_text(MODEL_PRESETS[name].chain))


def _take() -> None:
    chosen = st.session_state.get(KEY)
    if chosen in MODEL_PRESETS:
        current_session().workbench.replace(chain_of(chosen))
