"""Stages of the Network lesson: the network and an image, in the state that a scene tells of."""

from typing import Any

import streamlit as st

from components.drawing.digits import PAD, example_digit, prepared_digit
from components.drawing.draw_pad import draw_pad
from components.network.network_stage import moved_image, network_stage, order_test
from components.network.network_stage.payload import SceneName
from components.scripts.keras_lines import KerasLines, lines_of
from components.state import controls
from components.state.drawing import PADS
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from models.exercises.heart import heart_image
from models.exercises.transforms import shift_right
from models.nn.arrays import Array
from models.nn.network import shipped_layers, trace_network

MOVE = "network_move"  # the key of the slider that moves the image
MAX_MOVE = 8  # pixels


def pad_stage(
    lesson: Lesson, scene: SceneName, invitation: str, example: Array | None = None
) -> None:
    """Show the pad, and the network reading what is drawn on it.

    Args:
        lesson: has the words.
        scene: its name.
        invitation: stands on the pad while it is blank.
        example: shown while nothing is drawn, (28, 28); None is MNIST's first test image.
    """
    _stage(lesson, scene, _digit(example), invitation=invitation)


def digit_stage(lesson: Lesson, scene: SceneName, *, is_open: bool = True) -> None:
    """Show the network reading the learner's digit, or MNIST's first test image."""
    _stage(lesson, scene, _digit(), is_open=is_open)


def order_stage(lesson: Lesson, scene: SceneName, *, is_open: bool) -> None:
    """Show test images, and how many are classified correctly in either order."""
    _stage(lesson, scene, _digit(), is_open=is_open, tests=order_test())


def moved_stage(lesson: Lesson, scene: SceneName) -> None:
    """Show the learner's digit where it was and where the slider has it."""
    image = _digit()
    by = st.session_state.get(MOVE, _first_move(image))
    _stage(lesson, scene, image, moved=moved_image(image, by, lesson.label("move")))


def keras_lines() -> KerasLines:
    """Return Keras's lines for the lesson's network."""
    return lines_of((28, 28), shipped_layers())


def move_control(lesson: Lesson) -> None:
    """Let the learner move the image; it begins where the network's prediction is another one."""
    controls.number(
        st.slider,
        lesson.label("move"),
        -MAX_MOVE,
        MAX_MOVE,
        MOVE,
        default=_first_move(_digit()),
    )


def heart_button(lesson: Lesson) -> None:
    """Let the learner have a heart drawn on their pad, which they can undo there."""
    st.button(lesson.label("draw heart"), key="network_heart", on_click=_draw_heart)


def _draw_heart() -> None:
    drawing = current_session().drawing
    drawing.choose(*PAD)
    drawing.draw(PADS[drawing.pad].to_levels(heart_image()))


def _digit(example: Array | None = None) -> Array:
    """Return the learner's drawing as the network reads it, or an example while there is none."""
    drawing = current_session().drawing
    if drawing.pad == "3×3":  # on which no digit can be drawn
        drawing.lay_out(*PAD)
    if drawing.levels.any():
        return prepared_digit(drawing.light)
    if example is not None:
        return prepared_digit(example)
    return example_digit()


def _first_move(image: Array) -> int:
    """Return by how few pixels to the right the image must move to be classified otherwise."""

    def predicted(by: int) -> int:
        return int(trace_network(shift_right(image, by), shipped_layers()).outputs.argmax())

    steps = range(1, MAX_MOVE + 1)
    return next((by for by in steps if predicted(by) != predicted(0)), MAX_MOVE // 2)


def _stage(
    lesson: Lesson, scene: SceneName, image: Array, *, invitation: str = "", **state: Any
) -> None:
    """Show the view, always in the same place, so that it stays from scene to scene.

    Args:
        lesson: has the words.
        scene: its name.
        image: (28, 28), as the network reads it.
        invitation: to draw; there is a pad where there is one.
        **state: the view's.
    """
    with st.container(key="network_stage_parts", gap=None):
        with st.container(key="network_stage_pad", gap=None):
            if invitation:
                draw_pad("network_pad", invitation=invitation, fills=True)
        with st.container(key="network_stage_view", gap=None):
            network_stage(lesson, scene, image, has_pad=bool(invitation), **state)
