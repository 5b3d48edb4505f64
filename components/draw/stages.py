"""Stages of the lesson on images: pixels, axes, MNIST, and what preparation changes."""

from functools import cache
from pathlib import Path

import numpy as np
import streamlit as st

from components.draw.pixel_view import camera, pixel_view
from components.drawing.digits import PAD, example_digit
from components.drawing.journey_view import COMPLETE, journey_view
from components.state import controls
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from models.data.image_files import as_digit, from_file
from models.nn.arrays import Array, readonly

SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "thin_7_in_a_corner.png"
TINT = (1.0, 0.6, 0.3)  # of red, green and blue: orange
WHITE = 255
MAX_ZOOM = 4
ZOOM, PREPARE = "pixel_zoom", "prepare_sample"  # controls
BATCH = 32


def digit_levels() -> Array:
    """Return the learner's digit, or the example's while there is none, (28, 28) of uint8."""
    levels = current_session().drawing.pictures[PAD]
    return levels if levels.any() else np.rint(example_digit() * WHITE).astype(np.uint8)


def zoom_stage(lesson: Lesson) -> None:
    """Show the digit as near as the slider brings it."""
    levels = digit_levels()
    pixel_view(lesson, levels, camera(len(levels)), zoom_control=lesson.label("zoom"))


def zoom_slider(lesson: Lesson) -> None:
    """Let the learner come nearer."""
    controls.number(st.slider, lesson.label("zoom"), 1, MAX_ZOOM, ZOOM, default=1)


def shape_stage(lesson: Lesson) -> None:
    """Show the digit with its rows and columns counted."""
    levels = digit_levels()
    pixel_view(lesson, levels, camera(len(levels), axes=True))


def channels_stage(lesson: Lesson) -> None:
    """Show an image in color, its channels one behind the other."""
    levels = digit_levels()
    colored = np.rint(levels[..., np.newaxis] * np.array(TINT)).astype(np.uint8)
    pixel_view(lesson, colored, camera(len(levels), apart=True, axes=True))


def batch_stage(lesson: Lesson, *, is_open: bool) -> None:
    """Show a batch: of many images, and of one once that may be seen."""
    levels = digit_levels()
    pixel_view(lesson, levels, camera(len(levels), axes=True, stack=1 if is_open else BATCH))


@cache
def sample_image() -> Array:
    """Return the drawing in the corner, as it is, (28, 28) from 0 to 1."""
    return readonly(from_file(SAMPLE.read_bytes()))


def sample_stage(*, prepared: bool, growth: float = COMPLETE) -> None:
    """Show how the network reads the drawing in the corner.

    Args:
        prepared: whether it is prepared as MNIST was.
        growth: where the picture grows to.
    """
    image = as_digit(sample_image()) if prepared else sample_image()
    journey_view(image, f"sample {prepared}", growth=growth)


def prepare_switch(lesson: Lesson) -> None:
    """Let the learner switch the sample's preparation."""
    controls.toggle(lesson.label("prepare sample"), PREPARE, default=True)


def is_prepared() -> bool:
    """Return whether the sample is to be prepared."""
    return bool(st.session_state.get(PREPARE, True))
