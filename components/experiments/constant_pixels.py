"""Constant pixels: weights of a pixel that is always black get no gradient and never change."""

from functools import partial

import numpy as np
import streamlit as st

from components.experiments.runs import Conclusion, stored_and_own_run
from components.questions.prediction import Choice, prediction
from components.ui.lesson_text import Lesson
from components.ui.picture_row import picture_row
from models.exercises.experiments import stored_run

QUESTION = "asleep"
NONE, BLACK, OTHERS = range(3)  # the options of the question


def show(lesson: Lesson) -> None:
    """Ask which pixels' weights never change; then train with and without L2."""
    question = prediction(lesson, QUESTION, Choice())
    if not question.is_answered:
        return
    stored = stored_run("asleep")
    black, unchanged = black_pixels(stored), unchanged_pixels(stored, "plain")
    truth = OTHERS
    if not unchanged.any():
        truth = NONE
    elif (unchanged == black).all():
        truth = BLACK
    question.reveal(truth, still=int(unchanged.sum()), images=f"{stored['settings']['images']:,}")
    stored_and_own_run(lesson, "asleep", partial(show_changes, lesson), conclusion)


def black_pixels(result: dict) -> np.ndarray:
    """Return which pixels are black in all training images, (28, 28) of bool."""
    return np.array(result["dark"], bool)


def unchanged_pixels(result: dict, part: str) -> np.ndarray:
    """Return which pixels' weights are the same to the last bit after training, (28, 28)."""
    return np.array(result["moved"][part]) == 0


def show_changes(lesson: Lesson, result: dict, key: str) -> None:
    """Show which pixels are always black, and how far each pixel's weights have changed."""
    if "moved" not in result:
        return
    black = black_pixels(result)
    images = [(black, lesson.format("always black", count=int(black.sum())))]
    for part in result["moved"]:
        unchanged = unchanged_pixels(result, part)
        gaps = {"count": int(unchanged.sum()), "part": lesson.label(f"part {part}")}
        images.append((unchanged, lesson.format("still", **gaps)))
    picture_row([(mask.astype(float), text) for mask, text in images], key=f"still_{key}")
    rows = {}
    for part, changes in result["moved"].items():
        change = np.array(changes)
        rows[lesson.label(f"part {part}")] = {
            lesson.label("black pixels"): f"{change[black].max(initial=0):.2g}",
            lesson.label("other pixels"): f"{np.median(change[~black]):.2g}",
        }
    lesson.show("how far")
    st.table(rows, width="content")


def conclusion(result: dict) -> Conclusion:
    """Return the section that states which weights never changed, and its gaps."""
    black = black_pixels(result)
    unchanged = unchanged_pixels(result, "plain")
    unchanged_with_l2 = unchanged_pixels(result, "l2")
    shows = (unchanged == black).all() and not unchanged_with_l2.any()
    gaps = {
        "images": f"{result['settings']['images']:,}",
        "dark": int(black.sum()),
        "still": int(unchanged.sum()),
        "with_l2": int(unchanged_with_l2.sum()),
    }
    return "asleep shows" if shows else "asleep is unclear", gaps
