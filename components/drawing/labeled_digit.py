"""The digit that goes through the lessons, with its label: the learner's own, or MNIST's 7."""

import hashlib
from dataclasses import dataclass

import numpy as np
import streamlit as st

from components.drawing.digits import example_digit, own_digit
from components.drawing.network_input import CLASSES
from components.state import controls
from components.state.session import Session, current_session
from components.ui.lesson_text import COMMON
from models.nn.arrays import Array

EXAMPLE_LABEL = 7


@dataclass(frozen=True)
class Digit:
    """An image as the network reads it, and which digit it is."""

    image: Array  # (28, 28), from 0 to 1
    label: int | None  # as far as the learner, or MNIST, has said
    is_example: bool = False

    def is_in(self, probe: Array | None) -> bool:
        """Return whether it is the image whose predictions a run's frames have."""
        return probe is not None and np.array_equal(probe, self.image)

    @property
    def fingerprint(self) -> str:
        """A short name of the image; another image has another."""
        return hashlib.blake2b(self.image.tobytes(), digest_size=8).hexdigest()


def example() -> Digit:
    """Return MNIST's 7, the first test image."""
    return Digit(example_digit(), EXAMPLE_LABEL, is_example=True)


def scene_digit(session: Session) -> Digit:
    """Return the digit that goes through the lessons: the learner's own, or the example."""
    image = own_digit(session)
    if image is None:
        return example()
    return Digit(image, drawn_label(session))


def scene_image() -> Array:
    """Return the image of the current learner's `scene_digit`, (28, 28)."""
    return scene_digit(current_session()).image


def drawn_label(session: Session) -> int | None:
    """Return which digit the learner said their drawing is; None while they have not."""
    image = own_digit(session)
    label = None if image is None else st.session_state.get(_key(Digit(image, None)))
    return label if label in range(len(CLASSES)) else None


def set_drawn_label(session: Session, label: int) -> None:
    """Say which digit the learner's drawing is; nothing is said of a blank one."""
    if (image := own_digit(session)) is not None:
        st.session_state[_key(Digit(image, None))] = label


def label_control() -> None:
    """Let the learner say which digit they drew; nothing is asked about the example."""
    digit = scene_digit(current_session())
    if not digit.is_example:
        controls.select(
            st.selectbox,
            COMMON.label("drawn digit"),
            list(range(len(CLASSES))),
            _key(digit),
            placeholder=COMMON.label("choose digit"),
        )


def _key(digit: Digit) -> str:
    """Return the control's key: another drawing has one of its own."""
    return f"drawn_digit_{digit.fingerprint}"
