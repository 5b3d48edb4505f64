"""Width and overfitting: how many units are too many for few images?"""

from functools import partial

import pandas as pd
import streamlit as st

from components.experiments.runs import Conclusion, show_chart, stored_and_own_run
from components.questions.prediction import Choice, prediction
from components.state import controls
from components.state.experiment_defaults import default_value
from components.ui.bar_charts import Line, line_chart
from components.ui.colors import GRAY, OUTPUT
from components.ui.lesson_text import Lesson
from models.exercises.experiments import WIDTHS, stored_run

WORSE, AS_GOOD, NOT_LEARNED = range(3)  # the options of the question
QUESTION = "width"
GAP = 0.1  # difference of losses that counts as overfitting
CLEAR = 0.02  # difference of accuracies
LEARNED = 0.995  # training accuracy
USUAL = str(WIDTHS[-1])


def show(lesson: Lesson) -> None:
    """Ask what very many units do on few images; then train several widths."""
    stored = stored_run("width")
    widest = stored["settings"]["widest"]
    question = prediction(
        lesson,
        QUESTION,
        Choice(),
        images=f"{stored['settings']['images']:,}",
        widest=f"{widest:,}",
        usual=USUAL,
    )
    if not question.is_answered:
        return
    usual, wide = final_metrics(stored, USUAL), final_metrics(stored, str(widest))
    learned = wide["accuracy"] >= LEARNED
    worse = wide["validation_accuracy"] < usual["validation_accuracy"] - CLEAR
    question.reveal(NOT_LEARNED if not learned else WORSE if worse else AS_GOOD)
    chosen = width_choice(lesson)
    stored_and_own_run(lesson, "width", partial(show_losses, lesson, chosen), conclusion)


def final_metrics(result: dict, units: str) -> dict:
    """Return the final metrics of the network with so many units."""
    return result["parts"][units]["points"][-1]


def width_choice(lesson: Lesson) -> int:
    """Let the learner choose whose losses to show; return its index among the widths."""
    names = [*(lesson.label("width", units=units) for units in WIDTHS), lesson.label("widest")]
    return controls.select(
        st.segmented_control,
        lesson.label("losses of"),
        range(len(names)),
        "width_shown",
        default=default_value("width_shown"),
        format_func=names.__getitem__,
        required=True,
    )


def show_losses(lesson: Lesson, chosen: int, result: dict, key: str) -> None:
    """Show both losses of one width over the epochs, and a table of all widths."""
    parts = result["parts"]
    if not parts:
        return
    units = list(parts)[min(chosen, len(parts) - 1)]
    points = parts[units]["points"]
    losses = [
        Line(
            lesson.label("training loss"), [each["loss"] for each in points], GRAY, "dash", "square"
        ),
        Line(lesson.label("validation loss"), [each["validation_loss"] for each in points], OUTPUT),
    ]
    epochs = [point["epoch"] for point in points]
    titles = lesson.format("epochs"), lesson.format("loss of", units=f"{int(units):,}")
    chart = line_chart(epochs, losses[::-1], titles, as_percent=False)
    show_chart(chart, lesson.format("losses in words"), f"gap_{key}")
    st.table(_table(lesson, parts), width="content")


def overfitting_epoch(points: list[dict]) -> float | None:
    """Return the first epoch at which the validation loss is clearly above the training loss."""
    epochs = (each["epoch"] for each in points if each["validation_loss"] - each["loss"] > GAP)
    return next(epochs, None)


def _table(lesson: Lesson, parts: dict[str, dict]) -> pd.DataFrame:
    rows = {}
    for units, part in parts.items():
        point, epoch = part["points"][-1], overfitting_epoch(part["points"])
        rows[f"{int(units):,}"] = {
            lesson.label("column training"): f"{point['accuracy']:.1%}",
            lesson.label("column validation"): f"{point['validation_accuracy']:.1%}",
            lesson.label("column gap"): f"{point['validation_loss'] - point['loss']:.2f}",
            lesson.label("column opens"): "–" if epoch is None else f"{epoch:g}",
            lesson.label("column parameters"): f"{part['parameters']:,}"
            if "parameters" in part
            else "…",
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis(lesson.label("column neurons"))


def conclusion(result: dict) -> Conclusion:
    """Return the section that states what the width costs and gains, and its gaps."""
    widest = str(result["settings"]["widest"])
    usual, wide = final_metrics(result, USUAL), final_metrics(result, widest)
    learned = min(usual["accuracy"], wide["accuracy"]) >= LEARNED
    parameters = [result["parts"][units]["parameters"] for units in (widest, USUAL)]
    gaps = {
        "usual": USUAL,
        "widest": f"{int(widest):,}",
        "images": f"{result['settings']['images']:,}",
        "validation_usual": f"{usual['validation_accuracy']:.1%}",
        "validation_wide": f"{wide['validation_accuracy']:.1%}",
        "gap_usual": f"{usual['validation_loss'] - usual['loss']:.2f}",
        "gap_wide": f"{wide['validation_loss'] - wide['loss']:.2f}",
        "times": f"{parameters[0] / parameters[1]:.0f}",
    }
    better = wide["validation_accuracy"] > usual["validation_accuracy"] - CLEAR
    if not learned:
        return "width is unclear", gaps
    return "width shows" if better else "width hurts", gaps
