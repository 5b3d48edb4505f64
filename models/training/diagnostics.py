"""Diagnostics: what a teacher would point out about a run, and what to try instead."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from models.nn.optimizers import OPTIMIZERS
from models.training.config import TrainingConfig, parameter_count
from models.training.recording import RecordedSnapshot
from models.training.run_view import RunView

if TYPE_CHECKING:
    from models.nn.arrays import Array

TYPICAL_RATE = {name: row.typical_rate for name, row in OPTIMIZERS.items()}

HIGH_L2, HIGH_DROPOUT = 0.01, 0.5  # above these little is learned
MIN_IMPROVEMENT = 0.05  # of the first loss; a smaller improvement counts as none
MIN_SNAPSHOTS = 3  # fewer do not show a trend

Values = dict[str, str]


@dataclass(frozen=True)
class Diagnostic:
    """One finding about a run."""

    name: str  # a key of DIAGNOSTICS
    values: Values  # the run's numbers behind the finding, formatted
    remedy: dict[str, object]  # fields of the config to change, and their new values


@dataclass(frozen=True)
class DiagnosticRule:
    """When a finding applies, and what helps."""

    name: str
    detect: Callable[[RunView], Values | None]  # of a run with at least two snapshots
    remedies: Callable[[TrainingConfig], Iterator[dict]]  # the best one first
    learned: bool = False  # whether it judges the learning, which means nothing after divergence


def diagnose(view: RunView) -> list[Diagnostic]:
    """Return the findings about a run so far, the most important first.

    Args:
        view: with its recording.
    """
    if not view.frames or len(view.history) < 2:
        return []
    diverged = _exploding(view) is not None
    rules = (rule for rule in DIAGNOSTICS.values() if not (diverged and rule.learned))
    found = ((rule, rule.detect(view)) for rule in rules)
    return [
        Diagnostic(rule.name, values, _first_change(view.config, rule.remedies(view.config)))
        for rule, values in found
        if values is not None
    ]


def _first_change(config: TrainingConfig, remedies: Iterator[dict]) -> dict[str, object]:
    """Return the first remedy that changes something."""
    for remedy in remedies:
        if changed := {k: v for k, v in remedy.items() if getattr(config, k) != v}:
            return changed
    return {}


# What several rules use


def _last(view: RunView) -> RecordedSnapshot:
    return view.frames[max(view.frames)]


def _is_finite(view: RunView) -> bool:
    return math.isfinite(view.history.loss[-1]) and math.isfinite(view.history.validation_loss[-1])


def _chance_loss(view: RunView) -> float:
    """Return the loss of equal probabilities for all classes."""
    return math.log(_last(view).layers[-1].units)


def _worst_layer(view: RunView, condition: str, minimum: float) -> Values | None:
    """Return the hidden layer with the largest fraction of units in a condition."""
    hidden = _last(view).layers[:-1]
    if not hidden or not _is_finite(view):
        return None
    fractions = [getattr(layer, condition) for layer in hidden]
    index = int(np.argmax(fractions))
    if fractions[index] < minimum:
        return None
    units = hidden[index].units
    count = f"{round(fractions[index] * units):,}"
    return {"layer": str(index + 1), "count": count, "units": f"{units:,}"}


def _late_improvement(view: RunView) -> float:
    """Return the fraction of the validation loss's improvement that came in the last fifth."""
    losses, steps = view.history.validation_loss, view.history.validation_step
    before = int(np.searchsorted(steps, steps[0] + 0.8 * (steps[-1] - steps[0])))
    improvement = losses[0] - losses.min()
    if improvement < MIN_IMPROVEMENT * losses[0]:  # a branch may have little to learn
        return 0.0
    return min(1.0, float((losses[before] - losses[-1]) / improvement))


def _is_slow(config: TrainingConfig) -> bool:
    return config.learning_rate < TYPICAL_RATE[config.optimizer] / 3


def _training_accuracy(view: RunView) -> float:
    """Return the mean over the last epoch's snapshots, since one may be of a few images."""
    history = view.history
    return float(history.accuracy[history.epoch == history.epoch[-1]].mean())


# The rules


def _exploding(view: RunView) -> Values | None:
    # The validation loss of a run that memorizes its images may rise as far.
    losses = view.history.loss
    if _is_finite(view) and losses[-1] <= 2 * max(losses[0], _chance_loss(view)):
        return None
    finite: Array = losses[np.isfinite(losses)]
    return {
        "start": f"{losses[0]:.2f}",
        "most": f"{finite.max():.3g}" if len(finite) else "–",
        "step": f"{view.step:,}",
        "rate": f"{view.config.learning_rate:g}",
    }


def _unscaled_input(view: RunView) -> Values | None:
    if (
        view.config.pixels != "raw" or view.lineage
    ):  # a branch's first loss shows what was learned before
        return None
    return {"start": f"{view.history.loss[0]:.1f}", "guessing": f"{_chance_loss(view):.2f}"}


def _stuck(view: RunView) -> Values | None:
    losses = view.history.validation_loss
    half = losses[len(losses) // 2 :]
    if not _is_finite(view) or not view.ended or _is_slow(view.config) or len(half) < MIN_SNAPSHOTS:
        return None
    if losses[-1] < 0.9 * _chance_loss(view) or np.ptp(half) > 0.02 * losses[-1]:
        return None
    return {"loss": f"{losses[-1]:.2f}", "guessing": f"{_chance_loss(view):.2f}"}


def _dead(view: RunView) -> Values | None:
    return _worst_layer(view, "dead", 0.1)


def _saturated(view: RunView) -> Values | None:
    return _worst_layer(view, "saturated", 0.25)


def _vanishing(view: RunView) -> Values | None:
    if len(view.config.hidden_units) < 2 or view.lineage or not _is_finite(view):
        return None
    first = view.frames[min(view.frames)].layers  # before anything is learned: its own doing
    ratio = first[-1].gradient / max(first[0].gradient, 1e-30)
    if ratio < 10:
        return None
    return {
        "first": f"{first[0].gradient:.2g}",
        "last": f"{first[-1].gradient:.2g}",
        "ratio": f"{ratio:,.0f}",
        "activation": view.config.activation,
    }


def _linear(view: RunView) -> Values | None:
    if view.config.activation != "linear" or not view.config.hidden_units:
        return None
    inputs, classes = _last(view).layers[0].pictures.shape[1], _last(view).layers[-1].units
    return {
        "layers": str(len(view.config.hidden_units) + 1),
        "parameters": f"{parameter_count(inputs, view.config.hidden_units, classes):,}",
        "one": f"{parameter_count(inputs, (), classes):,}",
    }


def _overfitting(view: RunView) -> Values | None:
    history = view.history
    if not _is_finite(view):
        return None
    lowest = int(np.argmin(history.validation_loss))
    rising = history.validation_loss[-1] > 1.1 * history.validation_loss[lowest]
    gap = _training_accuracy(view) - history.validation_accuracy[-1]
    if history.validation_loss[-1] < 1.3 * history.loss[-1] or not (rising or gap > 0.05):
        return None
    return {
        "train": f"{_training_accuracy(view):.1%}",
        "validation": f"{history.validation_accuracy[-1]:.1%}",
        "loss": f"{history.loss[-1]:.3f}",
        "validation_loss": f"{history.validation_loss[-1]:.3f}",
        "epoch": str(history.epoch[lowest]),
        "lowest": f"{history.validation_loss[lowest]:.3f}",
    }


def _slow(view: RunView) -> Values | None:
    losses = view.history.validation_loss
    if not _is_slow(view.config) or not view.ended or not _is_finite(view):
        return None
    if view.lineage:  # small steps in a late branch are a good choice
        return None
    if _late_improvement(view) < 0.1 and losses[-1] < 0.8 * losses[0]:
        return None
    return {
        "rate": f"{view.config.learning_rate:g}",
        "usual": f"{TYPICAL_RATE[view.config.optimizer]:g}",
        "optimizer": view.config.optimizer,
        "start": f"{losses[0]:.2f}",
        "loss": f"{losses[-1]:.2f}",
    }


def _full_batch(view: RunView) -> Values | None:
    images = view.images
    if view.config.batch_size < images or images == 1:
        return None
    return {
        "size": f"{view.config.batch_size:,}",
        "images": f"{images:,}",
        "steps": f"{view.step - view.start_step:,}",
    }


def _val_better_dropout(view: RunView) -> Values | None:
    return _val_better_than_train(view) if view.config.dropout else None


def _val_better(view: RunView) -> Values | None:
    return None if view.config.dropout else _val_better_than_train(view)


def _val_better_than_train(view: RunView) -> Values | None:
    history = view.history
    if not history.validation_accuracy[-1] > _training_accuracy(view) + 0.005:
        return None
    if not history.validation_loss[-1] < min(history.loss[-1], 0.95 * _chance_loss(view)):
        return None
    return {
        "train": f"{_training_accuracy(view):.1%}",
        "validation": f"{history.validation_accuracy[-1]:.1%}",
        "dropout": f"{view.config.dropout:.0%}",
    }


def _unfinished(view: RunView) -> Values | None:
    if view.state != "finished" or _is_slow(view.config) or not _is_finite(view):
        return None
    if _late_improvement(view) < 0.08 or _stuck(view):
        return None
    improvement = f"{_late_improvement(view):.0%}"
    return {"epochs": f"{view.config.epochs}", "fall": improvement}


# The remedies


def _typical_rate(config: TrainingConfig) -> dict:
    return {"learning_rate": TYPICAL_RATE[config.optimizer]}


def _lower_rate(config: TrainingConfig) -> Iterator[dict]:
    if config.pixels == "raw":
        yield {"pixels": "scaled"}
    yield {"learning_rate": min(config.learning_rate / 10, TYPICAL_RATE[config.optimizer])}


def _typical_rate_or(activation: str) -> Callable[[TrainingConfig], Iterator[dict]]:
    def remedies(config: TrainingConfig) -> Iterator[dict]:
        if config.learning_rate > TYPICAL_RATE[config.optimizer]:
            yield _typical_rate(config)
        yield {"activation": activation}
        yield {"optimizer": "adam", "learning_rate": TYPICAL_RATE["adam"]}

    return remedies


def _unstuck(config: TrainingConfig) -> Iterator[dict]:
    if config.l2 > HIGH_L2:
        yield {"l2": 0.0}
    if config.dropout > HIGH_DROPOUT:
        yield {"dropout": 0.0}
    yield from _typical_rate_or("relu")(config)
    yield from _more_epochs(config)


def _fewer_layers(config: TrainingConfig) -> Iterator[dict]:
    yield {"activation": "relu"}
    yield {"hidden_units": config.hidden_units[:1]}


def _regularize(config: TrainingConfig) -> Iterator[dict]:
    yield {"examples": None}
    yield {"dropout": max(config.dropout, 0.3)}
    yield {"epochs": max(1, config.epochs // 2)}
    yield {"l2": max(config.l2, 1e-3)}


def _more_epochs(config: TrainingConfig) -> Iterator[dict]:
    yield {"epochs": min(100, 2 * config.epochs)}
    yield {"learning_rate": min(100.0, 3 * config.learning_rate)}  # at the limit of 100 epochs


DIAGNOSTICS: dict[str, DiagnosticRule] = {
    rule.name: rule
    for rule in (
        DiagnosticRule("exploding", _exploding, _lower_rate),
        DiagnosticRule("raw", _unscaled_input, lambda _config: iter([{"pixels": "scaled"}])),
        DiagnosticRule("dead", _dead, _typical_rate_or("leaky_relu")),
        DiagnosticRule("saturated", _saturated, _typical_rate_or("relu")),
        DiagnosticRule("vanishing", _vanishing, _fewer_layers),
        DiagnosticRule("stuck", _stuck, _unstuck, learned=True),
        DiagnosticRule("linear", _linear, lambda _config: iter([{"activation": "relu"}])),
        DiagnosticRule("gap", _overfitting, _regularize, learned=True),
        DiagnosticRule("slow", _slow, lambda config: iter([_typical_rate(config)]), learned=True),
        DiagnosticRule(
            "single", _full_batch, lambda _config: iter([{"batch_size": 32}, {"batch_size": 1}])
        ),
        DiagnosticRule(
            "dropping", _val_better_dropout, lambda _config: iter([{"dropout": 0.0}]), learned=True
        ),
        DiagnosticRule("early", _val_better, _more_epochs, learned=True),
        DiagnosticRule("unfinished", _unfinished, _more_epochs, learned=True),
    )
}
"""Every rule by name, the most important first."""
