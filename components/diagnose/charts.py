"""Charts of recorded runs: which curves a scene has, and what is written beside them."""

from collections.abc import Sequence

from components.diagnose.run_charts.payload import (
    Chart,
    Curve,
    Kind,
    Legend,
    Payload,
    StopLine,
    Weights,
)
from components.ui.lesson_text import Lesson
from components.ui.widget_bridge import packed
from models.exercises.recorded_runs import (
    SEEN,
    RecordedRun,
    network_name,
    stored_network,
)
from models.exercises.transforms import SIDE
from models.training.config import TrainingConfig
from models.training.recording import quantize

WHOLE, ZOOMED = 2.4, 1.2  # upper ends of a loss's axis; an untrained network has about 2.3
THOUSAND, MILLION = 1_000, 1_000_000
GROUPS: tuple[Kind, Kind] = ("first", "second")
UNITS_SHOWN = 8
READ = SEEN / THOUSAND  # the end of an axis along the images that were read


def loss_chart(
    key: str, run: RecordedRun, title: str, *, high: float = WHOLE, gap: str = "", end: float = READ
) -> Chart:
    """Return the chart of a run's two losses.

    Args:
        key: of the chart.
        run: whose losses.
        title: of the chart.
        high: the upper end of the axis.
        gap: what is written into the gap; "" leaves it out.
        end: of the axis along the run.
    """
    return _chart(key, title, _loss_curves(run, end), (0, high), end=end, gap=gap)


def climbing_chart(key: str, run: RecordedRun, title: str, low: float, high: float) -> Chart:
    """Return the chart of losses that grow beyond every bound, over the steps."""
    curves = _loss_curves(run, run.step[-1])
    return _chart(key, title, curves, (low, high), end=run.step[-1], log=True)


def accuracy_chart(
    key: str, groups: Sequence[Sequence[RecordedRun]], title: str, low: float, high: float
) -> Chart:
    """Return the chart of validation accuracies of runs in two groups.

    Args:
        key: of the chart.
        groups: of runs that differ in their seed alone.
        title: of the chart.
        low: the lower end of the axis.
        high: the upper end.
    """
    curves = [
        _curve(kind, _along(run, READ), run.validation_accuracy)
        for kind, runs in zip(GROUPS, groups, strict=True)
        for run in runs
    ]
    return _chart(key, title, curves, (low, high))


def _chart(
    key: str,
    title: str,
    curves: list[Curve],
    ends: tuple[float, float],
    *,
    end: float = READ,
    log: bool = False,
    gap: str = "",
) -> Chart:
    low, high = ends
    return {
        "key": key,
        "title": title,
        "low": low,
        "high": high,
        "log": log,
        "end": end,
        "curves": curves,
        "gap": gap,
    }


def _along(run: RecordedRun, end: float) -> list[float]:
    """Return where a run's points are on an axis with this end."""
    return [end * step / run.step[-1] for step in run.step]


def _loss_curves(run: RecordedRun, end: float) -> list[Curve]:
    at = _along(run, end)
    return [_curve("train", at, run.loss), _curve("validation", at, run.validation_loss)]


def _curve(kind: Kind, at: Sequence[float], values: Sequence[float | None]) -> Curve:
    return {"kind": kind, "at": list(at), "values": list(values)}


def loss_legend(lesson: Lesson) -> list[Legend]:
    """Return the names of the two losses."""
    return [
        {"kind": "train", "text": lesson.label("on training images")},
        {"kind": "validation", "text": lesson.label("on validation images")},
    ]


def group_legend(first: str, second: str) -> list[Legend]:
    """Return the names of two groups of runs."""
    return [
        {"kind": kind, "text": text} for kind, text in zip(GROUPS, (first, second), strict=True)
    ]


def stop_line(key: str, run: RecordedRun, *, is_open: bool) -> StopLine:
    """Return where a run can be stopped.

    Args:
        key: of its chart.
        run: which.
        is_open: whether the best place may be seen.
    """
    return {
        "key": key,
        "epochs": list(run.epoch),
        "losses": _finite(run.loss),
        "accuracies": _finite(run.accuracy),
        "validation_losses": _finite(run.validation_loss),
        "validation_accuracies": _finite(run.validation_accuracy),
        "lowest": run.lowest if is_open else None,
    }


def _finite(values: Sequence[float | None]) -> list[float]:
    return [value for value in values if value is not None]


def weights_of(lesson: Lesson, config: TrainingConfig, *, kept: bool = False) -> Weights:
    """Return the weights of a stored network's first neurons.

    Args:
        lesson: has the words.
        config: of its run.
        kept: whether it is the one that early stopping keeps.
    """
    kernel = stored_network(network_name(config, kept=kept))[0].kernel[:, :UNITS_SHOWN]
    levels, scale = quantize(kernel.T)
    return {
        "title": lesson.label("weights after", images=f"{config.examples or SEEN:,}"),
        "levels": packed(levels),
        "units": kernel.shape[1],
        "columns": SIDE,
        "note": lesson.label("largest weight", scale=f"{scale:.2f}"),
    }


def losses_line(lesson: Lesson, run: RecordedRun) -> list[str]:
    """Return a run's losses and accuracies at its end, in words."""
    return [
        lesson.label(
            f"{part} line",
            loss=loss_text(losses[-1]),
            accuracy=f"{accuracies[-1] or 0:.1%}",
        )
        for part, losses, accuracies in (
            ("training", run.loss, run.accuracy),
            ("validation", run.validation_loss, run.validation_accuracy),
        )
    ]


def loss_text(value: float | None) -> str:
    """Return a loss as it is written: a large one in powers of ten.

    >>> [loss_text(value) for value in (0.0312, 9.25264, 4697.2, 6.3e20, None)]
    ['0.031', '9.25', '4,697', '6.3e+20', '∞']
    """
    if value is None:
        return "∞"
    if value >= MILLION:
        digits, _, power = f"{value:.1e}".partition("e")
        return f"{digits}e{int(power):+d}"
    if value >= THOUSAND:
        return f"{value:,.0f}"
    return f"{value:.3f}" if value < 1 else f"{value:.2f}"


def accuracies_line(lesson: Lesson, name: str, runs: Sequence[RecordedRun]) -> str:
    """Return the accuracies at the end of runs that differ in their seed alone, in words."""
    each = " · ".join(f"{run.validation_accuracy[-1]:.1%}" for run in runs)
    return lesson.label("seeds line", name=name, accuracies=each)


def payload(
    lesson: Lesson,
    scene: str,
    charts: list[Chart],
    legend: list[Legend],
    *,
    metric: str = "loss",
    axis: str = "seen",
    weights: Sequence[Weights] = (),
    stop: StopLine | None = None,
    lines: Sequence[str] = (),
    fills: bool = True,
) -> Payload:
    """Return what a scene's charts are sent.

    Args:
        lesson: has the words.
        scene: its name.
        charts: from the left.
        legend: of their curves.
        metric: the key of the label of what they show.
        axis: the key of the label of what is along them.
        weights: beside them.
        stop: the line to drag.
        lines: sentences below.
        fills: whether they fill the box they are in.
    """
    return {
        "scene": scene,
        "fills": fills,
        "metric": lesson.label(f"metric {metric}"),
        "axis": lesson.label(f"axis {axis}"),
        "charts": charts,
        "legend": legend,
        "weights": list(weights),
        "stop": stop,
        "lines": list(lines),
        "words": lesson.words("runs"),
    }
