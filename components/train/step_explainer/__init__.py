"""One training step on screen: batch, forward, loss, gradients, update, with its own numbers."""

import math

import numpy as np

from components.train.step_explainer.events import unit_from
from components.train.step_explainer.rule import plain_rule
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
OF_A_WEIGHT = {  # what is only said of the weight pointed at: the browser fills these gaps
    "exact": (),
    "rounded": ("digits",),
    "same": (),
    "float32": ("change", "update", "spacing"),
    "digits": ("change", "update"),
    "small": ("change", "update"),
}


def step_story(
    lesson: Lesson, view: RunView, step: int, told: dict | None, when: int
) -> tuple[int, int]:
    """Tell one training step in five parts.

    Args:
        lesson: says what each part is.
        view: the run.
        step: batches trained before the one to tell.
        told: as of ``models.engine.step_report.report_step``; None while the trainer is at it.
        when: the mark of the press that asked for it; the page turns to a new one's story.

    Returns:
        The unit the learner wants told: layer and unit.
    """
    seen = widget("step_explainer")(
        key=KEY,
        data={
            "run": view.id,
            "when": when,
            "batch": step + 1,
            "total": view.total_steps,
            "told": None if told is None else _told(lesson, view, told),
        },
        on_unit_change=lambda: None,
    )
    return unit_from(seen.get("unit"), view)


def _told(lesson: Lesson, view: RunView, told: dict) -> dict:
    """The step as the browser draws it."""
    images, config = told["images"], view.config
    scale = 255 if images.dtype == np.uint8 else 1
    rows, columns, *channels = images.shape[1:]
    inputs = len(told["before"]) - 1
    wide = columns * math.prod(channels) if told["layer"] == 0 else min(16, inputs)
    return {
        **{name: told[name] for name in ("step", "epoch", "count", "units", "layer", "unit")},
        "right": told["correct"],
        "strongest": told["largest_gradient"],
        "frozen": told["frozen"],
        **{name: _finite(told[name]) for name in ("sum", "mean", "penalty", "loss")},
        "l2": config.l2 > 0,
        "rows": rows,
        "columns": columns * math.prod(channels),
        "images": [packed(np.rint(image / scale * 255)) for image in images],
        "labels": told["labels"].tolist(),
        "predicted": told["predicted"].tolist(),
        "probabilities": pack_numbers(told["probabilities"]),
        "losses": pack_numbers(told["losses"]),
        "inputs": inputs,
        "wide": wide,
        "pixels": told["layer"] == 0,
        "digits": _digits(told["before"], told["after"]),
        "rate": config.learning_rate,
        "age": told["optimizer_step"],
        "rule": plain_rule(OPTIMIZERS[config.optimizer].formula),
        "lines": OPTIMIZER_STEPS[config.optimizer].formula_lines,
        **{name: pack_numbers(told[name]) for name in ("before", "gradient", "update", "after")},
        "spacing": pack_numbers(told["ulp"]),
        "working": {
            name: pack_numbers(values) if np.ndim(values) else _finite(values)
            for name, values in told["optimizer_steps"].items()
        },
        "words": _words(lesson, view, told, inputs),
    }


def _words(lesson: Lesson, view: RunView, told: dict, inputs: int) -> dict[str, str]:
    """What is said, its gaps filled; where a gap is a weight's, with the gap's name in braces."""
    config, count = view.config, f"{told['count']:,}"
    gaps: dict[str, dict] = {name: {} for name in (*PARTS, *HINTS)}
    images = f"{count} image{'s' if told['count'] > 1 else ''}"
    gaps["batch"] = {"images": images, "epoch": told["epoch"]}
    gaps["forward"] = {"right": f"{told['correct']:,}", "count": count}
    gaps["dropout"] = {"share": f"{config.dropout:.0%}"}
    gaps["still"] = {"still": told["zero_gradient_count"], "inputs": inputs}
    words = {name: lesson.format(f"story {name}", **gaps[name]) for name in (*PARTS, *HINTS)}
    words["why"] = lesson.format(f"story {config.optimizer}")
    if (shown := len(told["labels"])) < told["count"]:
        words["following"] = lesson.format("story first", shown=shown) + " " + words["following"]
    if config.pixels == "permuted":
        words["batch"] += " " + lesson.format("story shuffled")
    if told["layer"] == 0 and not config.l2:
        words["still"] += " " + lesson.format("story black", blank=told["blank_pixels"])
    for name, names in OF_A_WEIGHT.items():
        words[name] = lesson.format(f"story {name}", **{each: f"{{{each}}}" for each in names})
    frozen = told["frozen"]
    fits = {"dropout": config.dropout, "l2": config.l2, "frozen": frozen, "why": not frozen}
    fits["still"] = told["zero_gradient_count"]
    return {name: text for name, text in words.items() if fits.get(name, True)}


def _digits(before: Array, after: Array) -> int:
    """Say how many decimals show a float32 of this size to its end, or nearly; at most ten."""
    largest = float(np.nan_to_num(np.abs([before, after]), posinf=0).max())
    return max(0, min(10, 12 - math.ceil(math.log10(max(largest, 1)))))


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
