"""Notices: each rule speaks on a real run that calls for it, and not on one that does not."""

from dataclasses import asdict, replace

import numpy as np
import pytest

from components.ui.lesson_text import Lesson
from models.training.checkpoint import may_branch
from models.training.config import TrainingConfig
from models.training.diagnostics import DIAGNOSTICS, _first_change, diagnose
from models.training.recording import MetricHistory
from tests.models.recorded_runs import branched, recorded

CALM = {"hidden_units": (16,), "epochs": 8, "learning_rate": 0.003}
DEEP = {"hidden_units": (16, 16, 16), "optimizer": "sgd", "learning_rate": 0.1, "epochs": 3}
WILD = {"hidden_units": (16,), "optimizer": "sgd", "learning_rate": 3.0, "epochs": 3}
SIGMOID = {"hidden_units": (16,), "activation": "sigmoid", "epochs": 3}
BURST = {"hidden_units": (16,), "activation": "linear", "optimizer": "sgd", "learning_rate": 100.0}
RUNS = {  # one that calls for it, one that does not
    "exploding": (BURST | {"epochs": 1}, CALM),
    "raw": ({"hidden_units": (16,), "pixels": "raw", "epochs": 1}, CALM),
    "dead": (WILD, WILD | {"learning_rate": 0.1}),
    "saturated": (SIGMOID | {"learning_rate": 1.0}, SIGMOID),
    "vanishing": (DEEP | {"activation": "sigmoid"}, DEEP),
    "stuck": (DEEP | {"activation": "sigmoid"}, CALM),
    "linear": (CALM | {"activation": "linear"}, CALM),
    "gap": ({"hidden_units": (128,), "epochs": 20}, CALM | {"epochs": 2}),
    "slow": (CALM | {"learning_rate": 1e-5, "epochs": 3}, CALM),
    "single": (CALM | {"batch_size": 1000}, CALM),
    "dropping": ({"hidden_units": (32,), "dropout": 0.5, "epochs": 5}, CALM),
    "early": ({"hidden_units": (32,), "epochs": 1}, CALM),
    "unfinished": ({"hidden_units": (32,), "epochs": 1}, CALM),
}


def said(settings: dict) -> dict:
    return {notice.name: notice for notice in diagnose(recorded(**settings))}


def test_every_rule_is_tried_on_a_run_that_calls_for_it_and_on_one_that_does_not():
    assert set(RUNS) == set(DIAGNOSTICS)
    assert len(DIAGNOSTICS) >= 8


@pytest.mark.parametrize("name", DIAGNOSTICS)
def test_a_rule_speaks_where_it_should_and_only_there(name):
    yes, no = RUNS[name]
    assert name in said(yes)
    assert name not in said(no)


@pytest.mark.parametrize("name", DIAGNOSTICS)
def test_a_notice_has_figures_and_a_remedy_that_changes_the_plan(name):
    notice = said(RUNS[name][0])[name]
    assert notice.values
    assert all(isinstance(value, str) and "nan" not in value for value in notice.values.values())
    assert Lesson("train").format(f"notice {name}", **notice.values)  # a gap for each
    config = recorded(**RUNS[name][0]).config
    changed = TrainingConfig(**asdict(config) | notice.remedy)
    assert notice.remedy
    assert all(getattr(changed, key) != getattr(config, key) for key in notice.remedy)


@pytest.mark.parametrize(
    "name", ["exploding", "raw", "dead", "saturated", "vanishing", "linear", "slow", "single"]
)
def test_the_remedy_ends_what_was_noticed(name):
    yes, _ = RUNS[name]
    changed = asdict(recorded(**yes).config) | said(yes)[name].remedy
    assert name not in said(changed)


@pytest.mark.parametrize(
    "settings",
    [
        {"optimizer": "sgd", "learning_rate": 100.0, "hidden_units": ()},
        {"optimizer": "sgd", "learning_rate": 100.0, "activation": "tanh"},
        {"optimizer": "adam", "learning_rate": 10.0},
        BURST | {"epochs": 1},
    ],
)
def test_of_a_run_that_diverged_nothing_is_said_about_how_well_it_learned(settings):
    names = set(said(settings))
    assert "exploding" in names
    assert not names & {"gap", "early", "dropping", "unfinished", "slow", "stuck"}


@pytest.mark.parametrize("name", ["early", "unfinished"])
def test_where_no_more_epochs_can_be_had_longer_steps_help(name):
    config = TrainingConfig(epochs=100, learning_rate=0.001)
    assert _first_change(config, DIAGNOSTICS[name].remedies(config)) == {"learning_rate": 0.003}


@pytest.mark.parametrize("activation", ["relu", "linear", "sigmoid"])
@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"hidden_units": (8, 8)},
        {"epochs": 100, "dropout": 0.9, "l2": 1.0},
        {"epochs": 1, "dropout": 0.3, "batch_size": 10_000},
        {"optimizer": "sgd", "learning_rate": 1e-5},
        {"optimizer": "rmsprop", "learning_rate": 100.0, "pixels": "raw"},
    ],
)
def test_whatever_was_set_something_else_is_left_to_try(activation, settings):
    config = TrainingConfig(activation=activation, **settings)
    for name, (yes, _) in RUNS.items():
        asks_for = {key: yes[key] for key in ("activation", "pixels") if key in yes}
        called_for = {  # of the config itself, without which the rule would not speak
            "linear": {"activation": "linear"},
            "vanishing": {"hidden_units": (8, 8)},
            "dropping": {"dropout": config.dropout or 0.5},
            "slow": {"learning_rate": 1e-5},
            "saturated": {"activation": "sigmoid"},
            "dead": {"activation": "relu"},
        }.get(name, asks_for)
        changed = replace(config, **called_for)
        assert _first_change(changed, DIAGNOSTICS[name].remedies(changed)), name


def test_one_step_is_too_little_to_say_that_nothing_is_learned():
    for settings in ({"batch_size": 1000, "epochs": 1}, {"batch_size": 500, "epochs": 1}):
        assert "stuck" not in said({"hidden_units": (16,)} | settings)


def test_a_penalty_that_lets_nothing_be_learned_is_taken_away():
    held = DEEP | {"hidden_units": (16,), "epochs": 8, "l2": 1.0}
    assert said(held)["stuck"].remedy == {"l2": 0.0}


BRANCHES = {
    "shorter steps at the end": (CALM, {"learning_rate": 1e-4, "epochs": 2}),
    "first up, then down": (CALM, {"learning_rate": 0.05, "epochs": 2}),
    "pixels as they were": (RUNS["raw"][0] | {"epochs": 3}, {"epochs": 1}),
    "a deep one": (DEEP | {"activation": "sigmoid"}, {"epochs": 1}),
}


@pytest.mark.parametrize("name", BRANCHES)
def test_of_a_branch_nothing_is_said_that_is_true_of_new_weights_only(name):
    trunk, changes = BRANCHES[name]
    view = recorded(**trunk)
    found = {notice.name: notice for notice in diagnose(branched(view, view.step, **changes))}
    assert not {"raw", "vanishing", "slow"} & set(found)
    if "unfinished" in found:
        assert float(found["unfinished"].values["fall"].rstrip("%")) <= 100


def test_a_branch_may_have_other_pixels_only_as_another_network_would():
    config = TrainingConfig(hidden_units=(16,), pixels="raw")
    assert not may_branch(replace(config, pixels="scaled"), config)
    assert may_branch(replace(config, learning_rate=0.5, l2=0.1), config)


def test_a_run_that_learned_well_is_left_alone():
    assert said(CALM | {"examples": 6000, "hidden_units": (32,), "learning_rate": 1e-3}) == {}


def test_a_run_that_memorizes_its_images_has_not_diverged_however_high_its_validation_loss():
    view = recorded(**CALM)
    history = view.history
    rising = np.linspace(history.validation_loss[0], 5 * history.validation_loss[0], len(history))
    falling = np.linspace(history.loss[0], 1e-4, len(history))
    memorized = replace(view, history=replace(history, validation_loss=rising, loss=falling))
    names = {notice.name for notice in diagnose(memorized)}
    assert "exploding" not in names
    assert "gap" in names
    diverged = replace(view, history=replace(history, loss=falling[::-1] + rising))
    assert "exploding" in {notice.name for notice in diagnose(diverged)}


def test_a_run_of_which_nothing_is_known_is_left_alone():
    view = recorded(**CALM)
    assert diagnose(replace(view, frames={}, history=MetricHistory.from_rows([]))) == []
    assert (
        diagnose(replace(view, history=MetricHistory.from_rows([(0, 1, 2.0, 0.1, 2.0, 0.1, 0)])))
        == []
    )


def test_while_a_run_goes_on_nothing_is_said_about_its_end():
    going = replace(recorded(**RUNS["slow"][0]), state="running")
    assert "slow" not in {notice.name for notice in diagnose(going)}


def test_without_hidden_layers_the_rules_about_them_are_silent():
    assert not {"dead", "saturated", "vanishing", "linear"} & set(
        said({"hidden_units": (), "activation": "linear", "epochs": 2})
    )


def test_a_dead_units_figures_count_the_layers_units():
    figures = said(WILD)["dead"].values
    frames = recorded(**WILD).frames
    hidden = frames[max(frames)].layers[0]
    assert figures == {"layer": "1", "count": str(round(hidden.dead * 16)), "units": "16"}
