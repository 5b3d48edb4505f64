"""What the session keeps of ended runs, and how the curves of several lie over each other."""

from dataclasses import asdict, replace

import numpy as np
import pytest

from components.state.run_history import MAX_RUNS
from components.state.session import Session
from components.train import config_form, run_page
from components.train.config_form import run_again
from components.train.run_comparison import _table, other_curves
from models.training.config import TrainingConfig
from models.training.config_text import SETTING_LABELS
from models.training.presets import PRESETS
from models.training.run_summary import CURVES, MAX_POINTS
from tests.models.recorded_runs import recorded

ONE = {"hidden_units": (8,), "epochs": 2}


def named(view, name):
    return replace(view, id=name)


@pytest.fixture
def session(monkeypatch):
    kept = Session()
    monkeypatch.setattr("components.train.run_comparison.current_session", lambda: kept)
    return kept


def test_a_run_is_kept_once_with_its_settings_figures_and_curves():
    view, kept = recorded(**ONE), Session()
    kept.runs.add_ended(view)
    kept.runs.add_ended(view)
    (run,) = kept.runs.ended
    assert run.settings == view.settings
    assert run.name == "run 1"
    assert run.parameters == 784 * 8 + 8 + 8 * 10 + 10
    assert run.seconds == view.seconds > 0
    assert run.accuracy == view.history.held_out_accuracy[-1]
    assert run.epoch[0] == 0
    assert run.epoch[-1] == 2
    for name in CURVES:
        np.testing.assert_array_equal(run.curves[name], getattr(view.history, name))


def test_the_last_six_stay_and_keep_their_names():
    kept = Session()
    for number in range(MAX_RUNS + 2):
        kept.runs.add_ended(named(recorded(**ONE), f"id {number}"))
    assert [run.name for run in kept.runs.ended] == [f"run {n}" for n in range(3, MAX_RUNS + 3)]


def test_a_long_history_is_kept_in_few_points_with_its_last_one():
    view, kept = recorded(**ONE | {"epochs": 50}), Session()
    assert len(view.history) > 2 * MAX_POINTS - 1
    kept.runs.add_ended(view)
    (run,) = kept.runs.ended
    assert len(run.epoch) <= MAX_POINTS + 1
    assert run.curves["loss"][-1] == view.history.loss[-1]


def test_the_run_shown_is_not_among_the_others(session):
    view = recorded(**ONE)
    session.runs.add_ended(view)
    assert other_curves(view) == []


def test_another_runs_curve_lies_epoch_over_epoch_and_ends_where_the_chart_does(session):
    session.runs.add_ended(named(recorded(**ONE | {"epochs": 4, "batch_size": 250}), "other"))
    view = recorded(**ONE)
    (other,) = other_curves(view)
    assert other["name"] == "run 1"
    assert other["steps"][0] == 0
    assert other["steps"][-1] == view.total_steps  # its second epoch's end, of four
    assert len({len(other[name]) for name in (*CURVES, "steps", "heldSteps")}) == 1


def test_a_branch_lies_over_its_trunk_batch_over_batch(session):
    trunk = recorded(**ONE)
    session.runs.add_ended(named(trunk, "trunk"))
    branch = replace(trunk, id="branch", lineage=((trunk.settings, 12),), total_steps=12 + 16)
    (other,) = other_curves(branch)
    np.testing.assert_allclose(other["steps"], trunk.history.step)
    np.testing.assert_allclose(other["heldSteps"], trunk.history.held_out_step)
    assert other["heldSteps"] != other["steps"]


def test_a_loss_that_is_no_number_leaves_a_gap_and_not_a_broken_page(session):
    session.runs.add_ended(named(recorded(**PRESETS["too_high"].settings), "burst"))
    (other,) = other_curves(recorded(**ONE | {"epochs": 5}))
    assert None in other["held_out_loss"]


def test_the_table_marks_what_sets_the_runs_apart_and_nothing_else():
    kept = Session()
    for number, rate in enumerate((0.01, 0.001)):
        kept.runs.add_ended(named(recorded(**ONE | {"learning_rate": rate}), f"id {number}"))
    head, _, first, second = _table(kept.runs.ended).splitlines()
    assert "learning rate" in head
    assert not any(words in head for words in SETTING_LABELS.values() if words != "learning rate")
    assert "**0.01**" in first
    assert "**0.001**" in second
    best = max(run.accuracy for run in kept.runs.ended)
    assert f"**{best:.2%}**" in first + second
    assert "6,370" in first


def test_a_run_that_was_left_is_kept_as_soon_as_it_has_ended(monkeypatch):
    kept, trunk = Session(), named(recorded(**ONE), "trunk")
    views = {"trunk": replace(trunk, state="running"), "branch": named(trunk, "branch")}
    monkeypatch.setattr(run_page.run_registry, "get", views.get)
    for run in ("trunk", "branch"):
        kept.runs.follow(run)
    run_page._keep_left(kept)
    assert (kept.runs.current, kept.runs.abandoned, kept.runs.ended) == ("branch", ["trunk"], [])
    views["trunk"] = replace(trunk, state="stopped")
    run_page._keep_left(kept)
    assert (kept.runs.abandoned, [run.id for run in kept.runs.ended]) == ([], ["trunk"])


def test_a_run_that_was_kept_or_forgotten_is_not_waited_for(monkeypatch):
    kept = Session()
    kept.runs.follow("forgotten")
    kept.runs.follow("ended")
    kept.runs.add_ended(named(recorded(**ONE), "ended"))
    kept.runs.follow("next")
    assert kept.runs.abandoned == ["forgotten"]
    monkeypatch.setattr(run_page.run_registry, "get", lambda _: None)
    run_page._keep_left(kept)
    assert kept.runs.abandoned == []


@pytest.fixture
def started(monkeypatch):
    """What is started with a press, instead of a run."""
    told = []
    monkeypatch.setattr(config_form, "current_session", Session)
    monkeypatch.setattr(config_form.st, "session_state", {})
    monkeypatch.setattr(
        config_form.run_registry,
        "start",
        lambda config, learner_id, lineage: told.append((config, lineage)) or "id",
    )
    return told


def test_a_branch_run_again_leaves_its_trunk_where_it_did_with_the_layers_that_stood_still(started):
    trunk = TrainingConfig(**ONE)
    config, way = replace(trunk, frozen=(0,), learning_rate=0.1), ((asdict(trunk), 12),)
    run_again(asdict(config), way)
    assert started == [(config, way)]


def test_another_network_cannot_leave_the_trunk_and_begins_anew(started):
    trunk = TrainingConfig(**ONE)
    changed = replace(trunk, activation="tanh", frozen=(0,))
    run_again(asdict(changed), ((asdict(trunk), 12),))
    assert started == [(replace(changed, frozen=()), ())]
