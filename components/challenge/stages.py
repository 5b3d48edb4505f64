"""Stages of the challenge: the shifted digit, the model, its training, and the page to print."""

from functools import cache
from typing import Literal

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.challenge.attempts import REACH, Attempt, current_attempt, refresh, shifted
from components.challenge.conditions import LEAST_ACCURACY, POSITIONS, condition_rows, figures
from components.challenge.shift_grid import image_payload, shift_grid
from components.challenge.shift_grid.payload import Condition, Images
from components.drawing.digits import PAD
from components.drawing.draw_pad import draw_pad
from components.drawing.labeled_digit import Digit, scene_digit
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from models.data.datasets import first_examples
from models.exercises.transforms import randomly_shifted, shifts
from models.nn.arrays import Array, readonly

Part = Literal["training", "evaluation", "whole"]
POLL_SECONDS = 0.4
TRAINED_SHIFT = 2  # pixels by which the shown training images are shifted at most


def digit_stage(lesson: Lesson) -> None:
    """Show the pad, and what is drawn on it in all its positions."""
    digit = scene_digit(current_session())
    with _parts():
        with st.container(key="challenge_pad", gap=None):
            current_session().drawing.lay_out(*PAD)
            _pad(lesson)
        with st.container(key="challenge_view", gap=None):
            _show_grid(lesson, _digit_images(lesson, digit))


def digit_pad(lesson: Lesson) -> None:
    """Let the learner draw the digit; a pad of another size stays until they ask for this one."""
    drawing = current_session().drawing
    if (drawing.pad, drawing.color) == PAD:
        _pad(lesson)
    else:
        st.button(
            lesson.label("draw here"), key="challenge_lay_out", on_click=drawing.lay_out, args=PAD
        )


def _pad(lesson: Lesson) -> None:
    draw_pad("challenge_draw", invitation=lesson.label("draw here"), fills=True)


def images_stage(lesson: Lesson, *, is_shifted: bool) -> None:
    """Show training images with lines through their middle, as they are or shifted at random."""
    images, labels = _training_images(is_shifted=is_shifted)
    names = [lesson.label("training image", digit=label) for label in labels]
    with _parts(), st.container(key="challenge_view", gap=None):
        _show_grid(lesson, image_payload(images, names), guides=True)


@cache
def _training_images(*, is_shifted: bool) -> tuple[Array, list[int]]:
    train = first_examples("mnist", "train", POSITIONS)
    images = train.images / 255
    if is_shifted:
        images = randomly_shifted(images, TRAINED_SHIFT, np.random.default_rng(0))
    return readonly(images), [int(label) for label in train.labels]


def attempt_stage(lesson: Lesson, part: Part) -> None:
    """Show how the training goes, how Keras evaluated the model, or both.

    Args:
        lesson: has the words.
        part: which.
    """
    attempt = current_attempt()
    interval = POLL_SECONDS if attempt and attempt.is_pending else None
    with _parts(), st.container(key="challenge_view", gap=None):
        st.fragment(_show_attempt, run_every=interval)(lesson, part)


def _parts() -> DeltaGenerator:
    """Return the container of the stage, always at the same position."""
    return st.container(key="challenge_parts", gap=None)


def _show_attempt(lesson: Lesson, part: Part) -> None:
    """Show the learner's attempt; again and again while a worker trains or evaluates it."""
    attempt, digit = current_attempt(), scene_digit(current_session())
    if attempt and refresh(attempt):
        st.rerun()  # buttons depend on it, too
    _show_grid(
        lesson,
        _digit_images(lesson, digit),
        label=digit.label,
        predictions=_predictions(attempt, digit, part),
        conditions=[] if part == "training" else condition_rows(lesson, figures(attempt, digit)),
        status=status(lesson, attempt, digit, part),
        attempt=None if part == "evaluation" else attempt,
    )


def _predictions(attempt: Attempt | None, digit: Digit, part: Part) -> list[int]:
    """Return what a digit's positions were predicted to be, as far as it is known."""
    if attempt is None:
        return []
    if found := attempt.results.get(digit.fingerprint):
        return found["predictions"]
    is_same = attempt.digit == digit.fingerprint and attempt.epochs and part != "evaluation"
    return attempt.epochs[-1]["predictions"] if is_same else []


def status(lesson: Lesson, attempt: Attempt | None, digit: Digit, part: Part) -> str:
    """Return in a sentence how far an attempt is.

    Args:
        lesson: has the words.
        attempt: the learner's.
        digit: that is shifted.
        part: what is shown of it.
    """
    challenge = current_session().challenge
    if attempt is None:
        return lesson.label("status lost" if challenge.attempt else "status untrained")
    if attempt.is_pending and (part == "evaluation" or not attempt.epochs):
        return attempt.message or lesson.label("status begins")
    if problem := attempt.request.error or (attempt.evaluation and attempt.evaluation.error):
        return problem
    if attempt.stack != challenge.bench.stack:
        return lesson.label("status changed")
    if part == "evaluation" and digit.fingerprint not in attempt.results:
        return lesson.label("status unevaluated")
    if part != "training" and figures(attempt, digit).passed:
        return lesson.label("status passed")
    return "" if part == "evaluation" else _epoch_text(lesson, attempt)


def _epoch_text(lesson: Lesson, attempt: Attempt) -> str:
    last = attempt.epochs[-1]
    accuracy = f"{last['validation_accuracy']:.1%}"
    return lesson.label(
        "status epoch", epoch=last["epoch"], epochs=attempt.training.epochs, accuracy=accuracy
    )


def _digit_images(lesson: Lesson, digit: Digit) -> Images:
    return image_payload(shifted(digit), [_shift_name(lesson, *each) for each in shifts(REACH)])


def _shift_name(lesson: Lesson, down: int, right: int) -> str:
    vertical = lesson.label("down" if down > 0 else "up", count=abs(down))
    horizontal = lesson.label("right" if right > 0 else "left", count=abs(right))
    if down and right:
        return lesson.label("both", vertical=vertical, horizontal=horizontal)
    return vertical if down else horizontal if right else lesson.label("unshifted")


def _show_grid(
    lesson: Lesson,
    images: Images,
    *,
    guides: bool = False,
    label: int | None = None,
    predictions: list[int] | None = None,
    conditions: list[Condition] | None = None,
    status: str = "",
    attempt: Attempt | None = None,
) -> None:
    """Show images in the grid.

    Args:
        lesson: has the words.
        images: as of `image_payload`.
        guides: whether lines show the middle of each image.
        label: the digit that all of them are.
        predictions: of each; none while nothing was predicted.
        conditions: of the challenge.
        status: a sentence.
        attempt: whose curve is shown.
    """
    epochs = attempt.epochs if attempt else []
    shift_grid(
        {
            **images,
            "label": label,
            "predictions": predictions or [],
            "hasGuides": guides,
            "conditions": conditions or [],
            "status": status,
            "accuracies": [each["validation_accuracy"] for each in epochs],
            "epochs": attempt.training.epochs if attempt else 0,
            "target": LEAST_ACCURACY,
            "words": lesson.words("shifts"),
        }
    )
