"""Never-moving weights: a pixel that is always black gives its weights nothing to learn."""

import numpy as np
import streamlit as st

from components.experiments.stored_and_own_run import Conclusion, runs
from components.questions.prediction import Choice, prediction
from components.ui.lesson_text import Lesson
from components.ui.picture_row import picture_row
from models.exercises.experiments import stored_run

NONE, BLACK, OTHERS = range(3)  # the options of the question


def asleep_weights(lesson: Lesson) -> None:
    """Ask which pixels' weights stay as they were; then train with and without L2."""
    question = prediction(lesson, "asleep", Choice())
    if not question.is_answered:
        return
    stored = stored_run("asleep")
    dark, still = dark_of(stored), still_of(stored, "without L2")
    truth = NONE if not still.any() else BLACK if (still == dark).all() else OTHERS
    question.reveal(truth, still=int(still.sum()), images=f"{stored['settings']['images']:,}")
    runs(lesson, "asleep", lambda found, key: moved_pictures(lesson, found, key), conclude)


def dark_of(found: dict) -> np.ndarray:
    """The pixels that are black in all training images, (28, 28) of truth values."""
    return np.array(found["dark"], bool)


def still_of(found: dict, part: str) -> np.ndarray:
    """The pixels whose weights are all the same to the last bit after the training."""
    return np.array(found["moved"][part]) == 0


def moved_pictures(lesson: Lesson, found: dict, key: str) -> None:
    """Show which pixels are always black, and how far each pixel's weights have moved."""
    if "moved" not in found:
        return
    dark = dark_of(found)
    pictures = [(dark, lesson.format("always black", count=int(dark.sum())))]
    for part in found["moved"]:
        still = still_of(found, part)
        pictures.append((still, lesson.format("still", count=int(still.sum()), part=part)))
    picture_row([(mask.astype(float), words) for mask, words in pictures], key=f"still_{key}")
    moved = {part: np.array(each) for part, each in found["moved"].items()}
    rows = {
        part: {
            "always black pixels": f"{each[dark].max(initial=0):.2g}",
            "all others": f"{np.median(each[~dark]):.2g}",
        }
        for part, each in moved.items()
    }
    lesson.show("how far")
    st.table(rows, width="content")


def conclude(found: dict) -> Conclusion:
    """Say which weights never moved."""
    dark, still, with_l2 = (
        dark_of(found),
        still_of(found, "without L2"),
        still_of(found, "with L2"),
    )
    shows = (still == dark).all() and not with_l2.any()
    gaps = {
        "images": f"{found['settings']['images']:,}",
        "dark": int(dark.sum()),
        "still": int(still.sum()),
        "with_l2": int(with_l2.sum()),
    }
    return "asleep shows" if shows else "asleep is unclear", gaps
