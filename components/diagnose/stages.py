"""Stages of the lesson on diagnosing a run: recorded runs, as each scene tells of them."""

from collections.abc import Sequence
from typing import Any

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
    title = lesson.label("size", units=config.hidden_units[0], rate=f"{config.learning_rate:.5f}")
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
    weights = [weights_of(lesson, MEMORIZED), weights_of(lesson, run_of(IMAGES[-1]))]
    _show_epochs(lesson, "over", gap=_gap(lesson, run), weights=weights if is_open else ())


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
    chart = climbing_chart(MEMORIZED_KEY, run, lesson.label("steps of a run"), *CLIMB)
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
    seeds = SEEDS if is_open else SEEDS[:1]
    names, groups = _by_units(lesson, seeds)
    chart = accuracy_chart("units", groups, _versus(lesson, names), *ACCURACIES)
    lines = [accuracies_line(lesson, name, runs) for name, runs in zip(names, groups, strict=True)]
    data = payload(lesson, "luck", [chart], group_legend(*names), metric="accuracy", lines=lines)
    run_charts(data)


def evidence_stage(lesson: Lesson, *, is_open: bool) -> None:
    """Show two comparisons with three seeds each; the accuracies where they may be seen.

    Args:
        lesson: has the words.
        is_open: whether the learner has answered.
    """
    compared = {"units": _by_units(lesson, SEEDS), "images": _by_images(lesson)}
    charts = [
        accuracy_chart(key, groups, _versus(lesson, names), *ACCURACIES)
        for key, (names, groups) in compared.items()
    ]
    lines = [
        accuracies_line(lesson, name, runs)
        for names, groups in compared.values()
        for name, runs in zip(names, groups, strict=True)
    ]
    legend = group_legend(lesson.label("left setting"), lesson.label("right setting"))
    data = payload(
        lesson, "evidence", charts, legend, metric="accuracy", lines=lines if is_open else ()
    )
    run_charts(data)


def _versus(lesson: Lesson, names: Sequence[str]) -> str:
    return lesson.label("versus", first=names[0], second=names[1])


def _by_units(lesson: Lesson, seeds: Sequence[int]) -> tuple[list[str], list[list[RecordedRun]]]:
    """Return the names and the runs of two networks that differ in their neurons."""
    units = (USUAL_UNITS, WIDER)
    names = [lesson.label("neurons", units=each) for each in units]
    runs = [
        [recorded_run(run_of(FEWER, units=each, seed=seed)) for seed in seeds] for each in units
    ]
    return names, runs


def _by_images(lesson: Lesson) -> tuple[list[str], list[list[RecordedRun]]]:
    """Return the names and the runs of one network with different numbers of images."""
    counts = (FEWER, USUAL_IMAGES)
    names = [lesson.label("images", images=f"{each:,}") for each in counts]
    runs = [[recorded_run(run_of(each, seed=seed)) for seed in SEEDS] for each in counts]
    return names, runs


def stopping_lines() -> KerasLines:
    """Return Keras's lines for the run that memorizes, with early stopping."""
    (units,) = MEMORIZED.hidden_units
    hidden = layer("Dense", units=units, activation=MEMORIZED.activation)
    last = layer("Dense", units=10, activation="softmax")
    stack = LayerStack((SIDE, SIDE), (layer("Flatten"), hidden, last))
    return KerasLines(stack, early_stopping_code(MEMORIZED, PATIENCE))
