"""Notices: what a teacher looking over your shoulder would say about a run, and try instead."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from models.nn.arrays import Array
from models.training.config import TrainingConfig, parameters_of
from models.training.recording import RecordedSnapshot
from models.training.run_view import RunView

USUAL_RATE = {"sgd": 0.1, "momentum": 0.01, "rmsprop": 1e-3, "adam": 1e-3}
"""A learning rate at which each optimizer learns MNIST well."""

MUCH_L2, MUCH_DROPOUT = 0.01, 0.5  # with which little can be learned
WORTH = 0.05  # of the first loss; a smaller fall is none to speak of
FEW_LOOKS = 3  # say nothing about how a loss goes on

Figures = dict[str, str]


@dataclass(frozen=True)
class Diagnostic:
    """One thing worth saying about a run."""

    name: str  # a key of NOTICES
    figures: Figures  # the run's numbers that speak, as one writes them
    remedy: dict[str, object]  # settings to change, and what to


@dataclass(frozen=True)
class Rule:
    """When a thing is worth saying, and what helps."""

    name: str
    speaks: Callable[[RunView], Figures | None]  # of a run with at least one look at learning
    remedies: Callable[[TrainingConfig], Iterator[dict]]  # the best one first
    learned: bool = False  # whether it says how learning went, which is nothing to say of a burst


def notices(view: RunView) -> list[Diagnostic]:
    """Say what is worth saying about a run so far, the most important first.

    Args:
        view: with its recording.
    """
    if not view.frames or len(view.history) < 2:
        return []
    diverged = _exploding(view) is not None
    rules = (rule for rule in NOTICES.values() if not (diverged and rule.learned))
    found = ((rule, rule.speaks(view)) for rule in rules)
    return [
        Diagnostic(rule.name, figures, _first_change(view.config, rule.remedies(view.config)))
        for rule, figures in found
        if figures is not None
    ]


def _first_change(config: TrainingConfig, remedies: Iterator[dict]) -> dict[str, object]:
    """Take the first remedy that is not what the config does already."""
    for remedy in remedies:
        if changed := {k: v for k, v in remedy.items() if getattr(config, k) != v}:
            return changed
    return {}


# What several rules ask


def _last(view: RunView) -> RecordedSnapshot:
    return view.frames[max(view.frames)]


def _is_a_number(view: RunView) -> bool:
    return math.isfinite(view.history.loss[-1]) and math.isfinite(view.history.held_out_loss[-1])


def _guessing(view: RunView) -> float:
    """The loss of whoever gives every class the same chance."""
    return math.log(_last(view).layers[-1].units)


def _worst(view: RunView, fate: str, least: float) -> Figures | None:
    """Find the hidden layer most of whose units met a fate."""
    hidden = _last(view).layers[:-1]
    if not hidden or not _is_a_number(view):
        return None
    shares = [getattr(layer, fate) for layer in hidden]
    place = int(np.argmax(shares))
    if shares[place] < least:
        return None
    units = hidden[place].units
    count = f"{round(shares[place] * units):,}"
    return {"layer": str(place + 1), "count": count, "units": f"{units:,}"}


def _late_fall(view: RunView) -> float:
    """Say which share of all that the held-out loss fell came in the last fifth of the run."""
    losses, steps = view.history.held_out_loss, view.history.held_out_step
    before = int(np.searchsorted(steps, steps[0] + 0.8 * (steps[-1] - steps[0])))
    fall = losses[0] - losses.min()
    if fall < WORTH * losses[0]:  # a branch may have little to learn
        return 0.0
    return min(1.0, float((losses[before] - losses[-1]) / fall))


def _is_slow(config: TrainingConfig) -> bool:
    return config.learning_rate < USUAL_RATE[config.optimizer] / 3


def _training_accuracy(view: RunView) -> float:
    """Mean over the last epoch's looks, as a single one may be of a few images."""
    history = view.history
    return float(history.accuracy[history.epoch == history.epoch[-1]].mean())


# The rules


def _exploding(view: RunView) -> Figures | None:
    losses, held_out = view.history.loss, view.history.held_out_loss
    if _is_a_number(view) and held_out[-1] <= 2 * max(held_out[0], _guessing(view)):
        return None
    finite: Array = held_out[np.isfinite(held_out)]
    return {
        "start": f"{losses[0]:.2f}",
        "most": f"{finite.max():.3g}" if len(finite) else "no number at all",
        "step": f"{view.step:,}",
        "rate": f"{view.config.learning_rate:g}",
    }


def _raw(view: RunView) -> Figures | None:
    if view.config.pixels != "raw" or view.way:  # whose first loss says what was learned before
        return None
    return {"start": f"{view.history.loss[0]:.1f}", "guessing": f"{_guessing(view):.2f}"}


def _stuck(view: RunView) -> Figures | None:
    losses = view.history.held_out_loss
    half = losses[len(losses) // 2 :]
    if not _is_a_number(view) or not view.ended or _is_slow(view.config) or len(half) < FEW_LOOKS:
        return None
    if losses[-1] < 0.9 * _guessing(view) or np.ptp(half) > 0.02 * losses[-1]:
        return None
    return {"loss": f"{losses[-1]:.2f}", "guessing": f"{_guessing(view):.2f}"}


def _dead(view: RunView) -> Figures | None:
    return _worst(view, "dead", 0.1)


def _saturated(view: RunView) -> Figures | None:
    return _worst(view, "saturated", 0.25)


def _vanishing(view: RunView) -> Figures | None:
    if len(view.config.hidden_units) < 2 or view.way or not _is_a_number(view):
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


def _linear(view: RunView) -> Figures | None:
    if view.config.activation != "linear" or not view.config.hidden_units:
        return None
    inputs, classes = _last(view).layers[0].pictures.shape[1], _last(view).layers[-1].units
    return {
        "layers": str(len(view.config.hidden_units) + 1),
        "parameters": f"{parameters_of(inputs, view.config.hidden_units, classes):,}",
        "one": f"{parameters_of(inputs, (), classes):,}",
    }


def _gap(view: RunView) -> Figures | None:
    history = view.history
    if not _is_a_number(view):
        return None
    lowest = int(np.argmin(history.held_out_loss))
    rising = history.held_out_loss[-1] > 1.1 * history.held_out_loss[lowest]
    apart = _training_accuracy(view) - history.held_out_accuracy[-1]
    if history.held_out_loss[-1] < 1.3 * history.loss[-1] or not (rising or apart > 0.05):
        return None
    return {
        "train": f"{_training_accuracy(view):.1%}",
        "held_out": f"{history.held_out_accuracy[-1]:.1%}",
        "loss": f"{history.loss[-1]:.3f}",
        "held_out_loss": f"{history.held_out_loss[-1]:.3f}",
        "epoch": str(history.epoch[lowest]),
        "lowest": f"{history.held_out_loss[lowest]:.3f}",
    }


def _slow(view: RunView) -> Figures | None:
    losses = view.history.held_out_loss
    if not _is_slow(view.config) or not view.ended or not _is_a_number(view):
        return None
    if view.way:  # short steps at the end of a way are a good choice
        return None
    if _late_fall(view) < 0.1 and losses[-1] < 0.8 * losses[0]:
        return None
    return {
        "rate": f"{view.config.learning_rate:g}",
        "usual": f"{USUAL_RATE[view.config.optimizer]:g}",
        "optimizer": view.config.optimizer,
        "start": f"{losses[0]:.2f}",
        "loss": f"{losses[-1]:.2f}",
    }


def _single(view: RunView) -> Figures | None:
    images = view.images
    if view.config.batch_size < images or images == 1:
        return None
    return {
        "size": f"{view.config.batch_size:,}",
        "images": f"{images:,}",
        "steps": f"{view.step - view.began:,}",
    }


def _dropping(view: RunView) -> Figures | None:
    return _better(view) if view.config.dropout else None


def _early(view: RunView) -> Figures | None:
    return None if view.config.dropout else _better(view)


def _better(view: RunView) -> Figures | None:
    history = view.history
    if not history.held_out_accuracy[-1] > _training_accuracy(view) + 0.005:
        return None
    if not history.held_out_loss[-1] < min(history.loss[-1], 0.95 * _guessing(view)):
        return None
    return {
        "train": f"{_training_accuracy(view):.1%}",
        "held_out": f"{history.held_out_accuracy[-1]:.1%}",
        "dropout": f"{view.config.dropout:.0%}",
    }


def _unfinished(view: RunView) -> Figures | None:
    if view.state != "finished" or _is_slow(view.config) or not _is_a_number(view):
        return None
    if _late_fall(view) < 0.08 or _stuck(view):
        return None
    fall = f"{_late_fall(view):.0%}"
    return {"epochs": f"{view.config.epochs}", "fall": fall}


# The remedies


def _usual_rate(config: TrainingConfig) -> dict:
    return {"learning_rate": USUAL_RATE[config.optimizer]}


def _slower(config: TrainingConfig) -> Iterator[dict]:
    if config.pixels == "raw":
        yield {"pixels": "scaled"}
    yield {"learning_rate": min(config.learning_rate / 10, USUAL_RATE[config.optimizer])}


def _gentler_or(activation: str) -> Callable[[TrainingConfig], Iterator[dict]]:
    def remedies(config: TrainingConfig) -> Iterator[dict]:
        if config.learning_rate > USUAL_RATE[config.optimizer]:
            yield _usual_rate(config)
        yield {"activation": activation}
        yield {"optimizer": "adam", "learning_rate": USUAL_RATE["adam"]}

    return remedies


def _unstuck(config: TrainingConfig) -> Iterator[dict]:
    if config.l2 > MUCH_L2:
        yield {"l2": 0.0}
    if config.dropout > MUCH_DROPOUT:
        yield {"dropout": 0.0}
    yield from _gentler_or("relu")(config)
    yield from _more_epochs(config)


def _shorter_way(config: TrainingConfig) -> Iterator[dict]:
    yield {"activation": "relu"}
    yield {"hidden_units": config.hidden_units[:1]}


def _less_gap(config: TrainingConfig) -> Iterator[dict]:
    yield {"examples": None}
    yield {"dropout": max(config.dropout, 0.3)}
    yield {"epochs": max(1, config.epochs // 2)}
    yield {"l2": max(config.l2, 1e-3)}


def _more_epochs(config: TrainingConfig) -> Iterator[dict]:
    yield {"epochs": min(100, 2 * config.epochs)}
    yield {"learning_rate": min(100.0, 3 * config.learning_rate)}  # where a hundred were too few


NOTICES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule("exploding", _exploding, _slower),
        Rule("raw", _raw, lambda config: iter([{"pixels": "scaled"}])),
        Rule("dead", _dead, _gentler_or("leaky_relu")),
        Rule("saturated", _saturated, _gentler_or("relu")),
        Rule("vanishing", _vanishing, _shorter_way),
        Rule("stuck", _stuck, _unstuck, learned=True),
        Rule("linear", _linear, lambda config: iter([{"activation": "relu"}])),
        Rule("gap", _gap, _less_gap, learned=True),
        Rule("slow", _slow, lambda config: iter([_usual_rate(config)]), learned=True),
        Rule("single", _single, lambda config: iter([{"batch_size": 32}, {"batch_size": 1}])),
        Rule("dropping", _dropping, lambda config: iter([{"dropout": 0.0}]), learned=True),
        Rule("early", _early, _more_epochs, learned=True),
        Rule("unfinished", _unfinished, _more_epochs, learned=True),
    )
}
"""Every rule by name, the most important first."""
