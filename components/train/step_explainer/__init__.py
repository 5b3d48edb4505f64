"""The step explainer: batch, forward, loss, gradients and update of one step, in numbers."""

import math
from typing import Any

import numpy as np

from components.train.step_explainer.events import unit_from
from components.train.step_explainer.formula_text import formula_text
from components.ui.lesson_text import Lesson
from components.ui.widget_bridge import packed, widget
from components.ui.wire_format import pack_numbers
from models.explain.optimizer_steps import OPTIMIZER_STEPS
from models.nn.arrays import Array
from models.nn.optimizers import OPTIMIZERS
from models.runtime.run_registry import RunView

KEY = "step_story"
PARTS = ("batch", "forward", "loss", "gradients", "update")
HINTS = ("following", "meaning", "still", "dropout", "l2", "frozen")
WEIGHT_NOTES = {  # texts about one weight, with the gaps that the browser fills
    "exact": (),
    "rounded": ("digits",),
    "same": (),
    "float32": ("change", "update", "spacing"),
    "digits": ("change", "update"),
    "small": ("change", "update"),
}
MAX_DIGITS = 10
INPUTS_PER_ROW = 16  # of an image of weights whose inputs are not pixels

Report = dict[str, Any]  # as of `models.engine.step_report.report_step`


def step_explainer(
    lesson: Lesson, view: RunView, step: int, report: Report | None, press_id: int
) -> tuple[int, int]:
    """Show one training step in five parts.

    Args:
        lesson: has a section for each part.
        view: the run.
        step: batches trained before the explained one.
        report: on the step; None while it is computed.
        press_id: of the press that asked for it; the browser scrolls to a new one.

    Returns:
        The unit the learner chose, by layer and index.
    """
    events = widget("step_explainer")(
        key=KEY,
        data={
            "run": view.id,
            "pressId": press_id,
            "batch": step + 1,
            "totalBatches": view.total_steps,
            "report": None if report is None else report_payload(lesson, view, report),
            "words": lesson.words("explainer"),
        },
        on_unit_change=lambda: None,
    )
    return unit_from(events.get("unit"), view)


def report_payload(lesson: Lesson, view: RunView, report: Report) -> dict[str, Any]:
    """Return a step's report for the browser."""
    return {
        **_batch_payload(report),
        **_unit_payload(view, report),
        "texts": _texts(lesson, view, report),
    }


def _batch_payload(report: Report) -> dict[str, Any]:
    """Return the numbers of the batch: its images, predictions and losses."""
    images = report["images"]
    scale = 255 if images.dtype == np.uint8 else 1
    rows, columns, *channels = images.shape[1:]
    return {
        "step": report["step"],
        "epoch": report["epoch"],
        "batchSize": report["count"],
        "correct": report["correct"],
        "rows": rows,
        "columns": columns * math.prod(channels),
        "images": [packed(np.rint(image / scale * 255)) for image in images],
        "labels": report["labels"].tolist(),
        "predicted": report["predicted"].tolist(),
        "probabilities": pack_numbers(report["probabilities"]),
        "losses": pack_numbers(report["losses"]),
        **{name: _finite(report[name]) for name in ("sum", "mean", "penalty", "loss")},
    }


def _unit_payload(view: RunView, report: Report) -> dict[str, Any]:
    """Return the numbers of one unit: its weights, their gradients and updates."""
    config, inputs = view.config, len(report["before"]) - 1
    reads_pixels = report["layer"] == 0
    columns = math.prod(report["images"].shape[2:])
    return {
        "units": report["units"],
        "layer": report["layer"],
        "unit": report["unit"],
        "largestGradient": report["largest_gradient"],
        "frozen": report["frozen"],
        "l2": config.l2 > 0,
        "inputs": inputs,
        "rowLength": columns if reads_pixels else min(INPUTS_PER_ROW, inputs),
        "readsPixels": reads_pixels,
        "digits": _digits(report["before"], report["after"]),
        "learningRate": config.learning_rate,
        "optimizerStep": report["optimizer_step"],
        "formula": formula_text(OPTIMIZERS[config.optimizer].formula),
        "formulaLines": OPTIMIZER_STEPS[config.optimizer].formula_lines,
        **{name: pack_numbers(report[name]) for name in ("before", "gradient", "update", "after")},
        "spacing": pack_numbers(report["ulp"]),
        "intermediates": {
            name: pack_numbers(values) if np.ndim(values) else _finite(values)
            for name, values in report["optimizer_steps"].items()
        },
    }


def _texts(lesson: Lesson, view: RunView, report: Report) -> dict[str, str]:
    """Return the texts that apply to the step.

    Their gaps are filled, except those about one weight, which show the gap's name in braces.
    """
    config = view.config
    gaps = _gaps(view, report)
    texts = {
        name: lesson.format(f"story {name}", **gaps.get(name, {})) for name in (*PARTS, *HINTS)
    }
    texts["why"] = lesson.format(f"story {config.optimizer}")
    if (shown := len(report["labels"])) < report["count"]:
        texts["following"] = lesson.format("story first", shown=shown) + " " + texts["following"]
    if config.pixels == "permuted":
        texts["batch"] += " " + lesson.format("story shuffled")
    if report["layer"] == 0 and not config.l2:
        texts["still"] += " " + lesson.format("story black", blank=report["blank_pixels"])
    for name, names in WEIGHT_NOTES.items():
        texts[name] = lesson.format(f"story {name}", **{each: f"{{{each}}}" for each in names})
    frozen = report["frozen"]
    applies = {"dropout": config.dropout, "l2": config.l2, "frozen": frozen, "why": not frozen}
    applies["still"] = report["zero_gradient_count"]
    return {name: text for name, text in texts.items() if applies.get(name, True)}


def _gaps(view: RunView, report: Report) -> dict[str, dict[str, object]]:
    """Return the values of each text's gaps."""
    count = f"{report['count']:,}"
    return {
        "batch": {
            "images": f"{count} image{'s' if report['count'] > 1 else ''}",
            "epoch": report["epoch"],
        },
        "forward": {"right": f"{report['correct']:,}", "count": count},
        "dropout": {"share": f"{view.config.dropout:.0%}"},
        "still": {"still": report["zero_gradient_count"], "inputs": len(report["before"]) - 1},
    }


def _digits(before: Array, after: Array) -> int:
    """Return how many decimals show a float32 of this size to its end, or nearly."""
    largest = float(np.nan_to_num(np.abs([before, after]), posinf=0).max())
    return max(0, min(MAX_DIGITS, 12 - math.ceil(math.log10(max(largest, 1)))))


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
