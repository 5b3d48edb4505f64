"""How the challenge's model is trained: the learner's choice of epochs, shifts, images and seed."""

import streamlit as st

from components.state import controls
from components.ui.lesson_text import Lesson
from models.sequential.training_config import MOST_IMAGES, ModelTraining

MAX_EPOCHS = 30
MAX_SHIFT = 4  # pixels
FIRST = ModelTraining(images=MOST_IMAGES)
BOUNDS = {
    "epochs": (1, MAX_EPOCHS),
    "max_shift": (0, MAX_SHIFT),
    "images": (1_000, MOST_IMAGES),
    "seed": (0, 1_000_000),
}
SLIDERS = ("epochs", "max_shift")


def setting_key(name: str) -> str:
    """Return the key of a setting's control."""
    return f"challenge_{name}"


def chosen_training() -> ModelTraining:
    """Return the training as it is chosen; values out of their bounds are the first ones."""
    chosen = {}
    for name, (least, most) in BOUNDS.items():
        value = st.session_state.get(setting_key(name))
        is_valid = type(value) is int and least <= value <= most
        chosen[name] = value if is_valid else getattr(FIRST, name)
    return ModelTraining(**chosen)


def training_choice(lesson: Lesson, *, whole: bool = False) -> None:
    """Let the learner choose how to train.

    Args:
        lesson: has a label for each setting.
        whole: whether images and seed are chosen, too.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", key="challenge_settings"):
        for name in BOUNDS if whole else SLIDERS:
            controls.number(
                st.slider if name in SLIDERS else st.number_input,
                lesson.label(f"setting {name}"),
                *BOUNDS[name],
                setting_key(name),
                default=getattr(FIRST, name),
                width=170 if whole else 150,
                **({"step": 1_000} if name == "images" else {}),
            )
