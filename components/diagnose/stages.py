"""Stages of the lesson on diagnosing a run: recorded runs, as each scene tells of them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import streamlit as st

from components.diagnose.charts import (
    ZOOMED,
    accuracies_line,
    accuracy_chart,
    climbing_chart,
    group_legend,
    loss_chart,
    loss_legend,
    loss_text,
    losses_line,
    payload,
    stop_line,
    weights_of,
)
from components.diagnose.run_charts import run_charts
from components.diagnose.run_charts.payload import StopLine, Weights
from components.scripts.keras_lines import KerasLines
from components.state import controls
from components.state.control_defaults import default_value
from components.train.diagnostics import notice_text
from components.ui.lesson_text import Lesson
from models.exercises.recorded_runs import (
    DIVERGED,
    IMAGES,
    LEARNED,
    MEMORIZED,
    RATES,
    SEEDS,
    TOO_SMALL,
    UNITS,
    USUAL_IMAGES,
    USUAL_UNITS,
    WIDER,
    RecordedRun,
    recorded_run,
    run_of,
)
from models.exercises.transforms import SIDE
from models.sequential.model import LayerStack, layer
from models.sequential.script import early_stopping_code
from models.training.config import TrainingConfig

LEARNED_KEY, MEMORIZED_KEY, SMALL_KEY = "a", "b", "c"  # of the first scene's charts
CLIMB = (1.0, 1e33)  # ends of the axis of the run that diverges
ACCURACIES = (0.84, 0.94)  # ends of the axis where runs are compared
PATIENCE = 10  # epochs
FEWER = 2000  # images of the runs that are compared


def three_stage(lesson: Lesson, *, is_open: bool) -> None:
    """Show three runs, and what became of each where it may be seen."""
    runs = {LEARNED_KEY: LEARNED, MEMORIZED_KEY: MEMORIZED, SMALL_KEY: TOO_SMALL}
    charts = [
        loss_chart(
            key, recorded_run(config), lesson.label(f"{'found' if is_open else 'run'} {key}")
        )
        for key, config in runs.items()
    ]
    run_charts(payload(lesson, "three", charts, loss_legend(lesson)))


def small_stage(lesson: Lesson) -> None:
    """Show the run that is too small."""
    _one_run(lesson, "under", TOO_SMALL)


def mended_stage(lesson: Lesson) -> None:
    """Show the run that the learner chose."""
    units, rate = chosen("diagnose_units"), RATES[chosen("diagnose_rate")]
    _one_run(lesson, "mend", run_of(units=units, learning_rate=rate))


def _one_run(lesson: Lesson, scene: str, config: TrainingConfig) -> None:
    """Show one run of the network that may be too small, and how it ended in words."""
    run = recorded_run(config)
    title = lesson.label(
        "size", units=config.hidden_units[0], rate=f"{config.learning_rate:.5f}".rstrip("0")
    )
    charts = [loss_chart(SMALL_KEY, run, title)]
    lines = losses_line(lesson, run)
    run_charts(payload(lesson, scene, charts, loss_legend(lesson), lines=lines))


def size_controls(lesson: Lesson) -> None:
    """Let the learner choose a network's size and its learning rate.

    Args:
        lesson: has the labels.
    """
    for key, options in (("diagnose_units", UNITS), ("diagnose_rate", tuple(RATES))):
        controls.select(
            st.segmented_control,
            lesson.label(key),
            options,
            key,
            default=default_value(key),
            required=True,
        )


def images_control(lesson: Lesson) -> None:
    """Let the learner choose how many training images there are.

    Args:
        lesson: has the label.
    """
    key = "diagnose_images"
    controls.select(
        st.segmented_control,
        lesson.label(key),
        IMAGES,
        key,
        default=default_value(key),
        format_func=lambda images: f"{images:,}",
        required=True,
    )


def chosen(key: str) -> Any:
    """Return what a control of this lesson is set to."""
    return st.session_state.get(key, default_value(key))


def memorizing_stage(lesson: Lesson, *, is_open: bool) -> None:
    """Show the run that memorizes; its gap and its weights where they may be seen.

    Args:
        lesson: has the words.
        is_open: whether the learner has answered.
    """
    run = recorded_run(MEMORIZED)
    shown = (MEMORIZED, run_of(IMAGES[-1])) if is_open else ()
    weights = [weights_of(lesson, config) for config in shown]
    _show_epochs(lesson, "over", gap=_gap(lesson, run), weights=weights)


def stopping_stage(lesson: Lesson, *, is_open: bool) -> None:
    """Show the same run with a line to drag; the best place where it may be seen.

    Args:
        lesson: has the words.
        is_open: whether the learner has answered.
    """
    run = recorded_run(MEMORIZED)
    _show_epochs(lesson, "stop", stop=stop_line(MEMORIZED_KEY, run, is_open=is_open))


def _show_epochs(
    lesson: Lesson,
    scene: str,
    *,
    gap: str = "",
    weights: Sequence[Weights] = (),
    stop: StopLine | None = None,
) -> None:
    """Show the run that memorizes over its epochs."""
    run = recorded_run(MEMORIZED)
    title = lesson.label("images", images=f"{MEMORIZED.examples:,}")
    chart = loss_chart(MEMORIZED_KEY, run, title, high=ZOOMED, gap=gap, end=MEMORIZED.epochs)
    data = payload(
        lesson, scene, [chart], loss_legend(lesson), axis="epochs", weights=weights, stop=stop
    )
    run_charts(data)


def _gap(lesson: Lesson, run: RecordedRun) -> str:
    gap = (run.validation_loss[-1] or 0) - (run.loss[-1] or 0)
    return lesson.label("gap", gap=f"{gap:.2f}")


def more_data_stage(lesson: Lesson) -> None:
    """Show the same network's run with as many training images as the learner chose."""
    config = run_of(chosen("diagnose_images"))
    run = recorded_run(config)
    title = lesson.label("images", images=f"{chosen('diagnose_images'):,}")
    chart = loss_chart(MEMORIZED_KEY, run, title, high=ZOOMED, gap=_gap(lesson, run))
    data = payload(
        lesson,
        "data",
        [chart],
        loss_legend(lesson),
        weights=[weights_of(lesson, config)],
        lines=losses_line(lesson, run),
    )
    run_charts(data)


def diverging_stage(lesson: Lesson, *, is_open: bool) -> None:
    """Show a run whose losses grow; its notice where it may be seen.

    Args:
        lesson: has the words.
        is_open: whether the learner has answered.
    """
    run = recorded_run(DIVERGED)
    title = lesson.label("steps of a run", rate=f"{DIVERGED.learning_rate:g}")
    chart = climbing_chart(MEMORIZED_KEY, run, title, *CLIMB)
    lines = [lesson.label("climb", losses=", ".join(map(loss_text, run.loss)))]
    if is_open:
        lines.append(notice_text(Lesson("train"), run.notices[0]).replace("**", ""))
    legend = loss_legend(lesson)
    run_charts(payload(lesson, "diverge", [chart], legend, axis="steps", lines=lines))


def seeds_stage(lesson: Lesson, *, is_open: bool) -> None:
    """Show a run of each of two settings; where it may be seen, one for each of three seeds.

    Args:
        lesson: has the words.
        is_open: whether the learner has answered.
    """
    compared = _by_units(lesson, SEEDS if is_open else SEEDS[:1])
    chart = accuracy_chart("units", compared.runs, compared.title, *ACCURACIES)
    data = payload(
        lesson,
        "luck",
        [chart],
        group_legend(*compared.names),
        metric="accuracy",
        lines=_accuracy_lines(lesson, compared),
    )
    run_charts(data)


def evidence_stage(lesson: Lesson, *, is_open: bool) -> None:
    """Show two comparisons with three seeds each; the accuracies where they may be seen.

    Args:
        lesson: has the words.
        is_open: whether the learner has answered.
    """
    compared = {"units": _by_units(lesson, SEEDS), "images": _by_images(lesson)}
    charts = [
        accuracy_chart(key, each.runs, each.title, *ACCURACIES) for key, each in compared.items()
    ]
    lines = [line for each in compared.values() for line in _accuracy_lines(lesson, each)]
    legend = group_legend(lesson.label("left setting"), lesson.label("right setting"))
    data = payload(
        lesson, "evidence", charts, legend, metric="accuracy", lines=lines if is_open else ()
    )
    run_charts(data)


class _Compared(NamedTuple):
    """Two settings, and their runs."""

    title: str
    names: tuple[str, str]
    runs: tuple[list[RecordedRun], list[RecordedRun]]


def _by_units(lesson: Lesson, seeds: Sequence[int]) -> _Compared:
    """Return the runs of two networks that differ in their neurons."""
    few, many = (
        [recorded_run(run_of(FEWER, units=units, seed=seed)) for seed in seeds]
        for units in (USUAL_UNITS, WIDER)
    )
    names = lesson.label("neurons", units=USUAL_UNITS), lesson.label("neurons", units=WIDER)
    title = lesson.label("versus neurons", first=USUAL_UNITS, second=WIDER)
    return _Compared(title, names, (few, many))


def _by_images(lesson: Lesson) -> _Compared:
    """Return the runs of one network with different numbers of images."""
    few, many = (
        [recorded_run(run_of(images, seed=seed)) for seed in SEEDS]
        for images in (FEWER, USUAL_IMAGES)
    )
    counts = f"{FEWER:,}", f"{USUAL_IMAGES:,}"
    names = lesson.label("images", images=counts[0]), lesson.label("images", images=counts[1])
    title = lesson.label("versus images", first=counts[0], second=counts[1])
    return _Compared(title, names, (few, many))


def _accuracy_lines(lesson: Lesson, compared: _Compared) -> list[str]:
    return [
        accuracies_line(lesson, name, runs)
        for name, runs in zip(compared.names, compared.runs, strict=True)
    ]


def stopping_lines() -> KerasLines:
    """Return Keras's lines for the run that memorizes, with early stopping."""
    (units,) = MEMORIZED.hidden_units
    hidden = layer("Dense", units=units, activation=MEMORIZED.activation)
    last = layer("Dense", units=10, activation="softmax")
    stack = LayerStack((SIDE, SIDE), (layer("Flatten"), hidden, last))
    return KerasLines(stack, early_stopping_code(MEMORIZED, PATIENCE))
