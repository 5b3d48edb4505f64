"""Presets of the workbench: one choice loads a layer stack and shows what is worth seeing in it."""

import streamlit as st

from components.state import controls
from components.state.session import current_session, set_state
from components.ui.lesson_text import Lesson
from models.sequential.model import from_text, to_text
from models.sequential.presets import MODEL_PRESETS

KEY = "chain_preset"


def model_preset_choice(lesson: Lesson) -> None:
    """Let the learner choose a stack to begin with.

    Args:
        lesson: has a label and a section for each preset.
    """
    stack = current_session().workbench.stack
    names = [name for name in MODEL_PRESETS if preset_stack(name) == stack]
    set_state(KEY, names[0] if names else None)
    controls.select(
        st.selectbox,
        lesson.label("begin with"),
        list(MODEL_PRESETS),
        KEY,
        format_func=lambda name: lesson.label(f"model {name}"),
        placeholder=lesson.label("own model"),
        on_change=_load_preset,
        width=420,
    )
    if names:
        lesson.show(f"preset {names[0]}")


def preset_stack(name: str) -> str:
    """Return a preset's stack as text, with all options."""
    return to_text(from_text(MODEL_PRESETS[name].chain))


def _load_preset() -> None:
    chosen = st.session_state.get(KEY)
    if chosen in MODEL_PRESETS:
        current_session().workbench.replace(preset_stack(chosen))
