"""Width and the gap: how many units are too many for so few images?"""

import pandas as pd
import streamlit as st

from components.experiments.stored_and_own_run import Conclusion, runs, show_chart
from components.questions.prediction import Choice, prediction
from components.state import controls
from components.state.experiment_defaults import default_value
from components.ui.bar_charts import Line, line_chart
from components.ui.colors import ABOVE, BELOW_LINE
from components.ui.lesson_text import Lesson
from models.exercises.experiments import WIDTHS, stored_run

WORSE, AS_GOOD, NOT_LEARNED = range(3)  # the options of the question
OPEN = 0.1  # from this difference of the losses on the gap is called open
CLEAR = 0.02
LEARNED = 0.995  # of the training images read right
USUAL = str(WIDTHS[-1])


def width_and_gap(lesson: Lesson) -> None:
    """Ask what very many units do on few images; then train several widths."""
    stored = stored_run("width")
    widest = stored["settings"]["widest"]
    question = prediction(
        lesson,
        "width",
        Choice(),
        images=f"{stored['settings']['images']:,}",
        widest=f"{widest:,}",
        usual=USUAL,
    )
    if not question.is_answered:
        return
    usual, wide = last(stored, USUAL), last(stored, str(widest))
    learned = wide["accuracy"] >= LEARNED
    worse = wide["held_out_accuracy"] < usual["held_out_accuracy"] - CLEAR
    question.reveal(NOT_LEARNED if not learned else WORSE if worse else AS_GOOD)
    chosen = width_choice()
    runs(lesson, "width", lambda found, key: gap_figure(lesson, found, chosen, key), conclude)


def last(found: dict, units: str) -> dict:
    """The last look at the network of so many units."""
    return found["parts"][units]["points"][-1]


def width_choice() -> int:
    """Let the learner choose whose losses they look at; the place among the widths."""
    names = [*(f"{units} units" for units in WIDTHS), "the widest"]
    return controls.select(
        st.segmented_control,
        "Losses of",
        range(len(names)),
        "width_shown",
        default=default_value("width_shown"),
        format_func=names.__getitem__,
        required=True,
    )


def gap_figure(lesson: Lesson, found: dict, chosen: int, key: str) -> None:
    """Draw both losses of one width over the epochs, and list all widths."""
    parts = found["parts"]
    if not parts:
        return
    units = list(parts)[min(chosen, len(parts) - 1)]
    points = parts[units]["points"]
    losses = [
        Line("training loss", [p["loss"] for p in points], BELOW_LINE, "dash", "square"),
        Line("held-out loss", [p["held_out_loss"] for p in points], ABOVE),
    ]
    epochs = [point["epoch"] for point in points]
    titles = lesson.format("epochs"), lesson.format("loss of", units=f"{int(units):,}")
    chart = line_chart(epochs, losses[::-1], titles, as_percent=False)
    show_chart(chart, lesson.format("losses in words"), f"gap_{key}")
    st.table(_table(parts), width="content")


def opens(points: list[dict]) -> float | None:
    """The first look at which the held-out loss is clearly above the training loss."""
    wide = (p["epoch"] for p in points if p["held_out_loss"] - p["loss"] > OPEN)
    return next(wide, None)


def _table(parts: dict[str, dict]) -> pd.DataFrame:
    rows = {}
    for units, part in parts.items():
        point, epoch = part["points"][-1], opens(part["points"])
        rows[f"{int(units):,}"] = {
            "training": f"{point['accuracy']:.1%}",
            "held out": f"{point['held_out_accuracy']:.1%}",
            "gap of losses": f"{point['held_out_loss'] - point['loss']:.2f}",
            "open from epoch": "–" if epoch is None else f"{epoch:g}",
            "parameters": f"{part['parameters']:,}" if "parameters" in part else "…",
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("units")


def conclude(found: dict) -> Conclusion:
    """Say what the width cost and brought."""
    widest = str(found["settings"]["widest"])
    usual, wide = last(found, USUAL), last(found, widest)
    learned = min(usual["accuracy"], wide["accuracy"]) >= LEARNED
    parameters = [found["parts"][units]["parameters"] for units in (widest, USUAL)]
    gaps = {
        "usual": USUAL,
        "widest": f"{int(widest):,}",
        "images": f"{found['settings']['images']:,}",
        "held_out_usual": f"{usual['held_out_accuracy']:.1%}",
        "held_out_wide": f"{wide['held_out_accuracy']:.1%}",
        "gap_usual": f"{usual['held_out_loss'] - usual['loss']:.2f}",
        "gap_wide": f"{wide['held_out_loss'] - wide['loss']:.2f}",
        "times": f"{parameters[0] / parameters[1]:.0f}",
    }
    better = wide["held_out_accuracy"] > usual["held_out_accuracy"] - CLEAR
    if not learned:
        return "width is unclear", gaps
    return "width shows" if better else "width hurts", gaps
