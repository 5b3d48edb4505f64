"""The session's summaries of ended runs, and the curves of several runs on one axis."""

from dataclasses import asdict, replace

import numpy as np
import pytest

from components.state.run_history import MAX_RUNS
from components.state.session import Session
from components.train import config_form, current_run
from components.train.config_form import run_again
from components.train.run_comparison import other_run_curves, run_table
from components.ui.lesson_text import Lesson
from models.training.config import TrainingConfig
from models.training.config_text import SETTINGS
from models.training.presets import PRESETS
from models.training.run_summary import CURVES, MAX_POINTS
from tests.models.recorded_runs import recorded

LESSON = Lesson("train")
ONE = {"hidden_units": (8,), "epochs": 2}


def named(view, name):
    return replace(view, id=name)


@pytest.fixture
def session(monkeypatch):
    current = Session()
    monkeypatch.setattr("components.train.run_comparison.current_session", lambda: current)
    return current


def test_a_run_is_stored_once_with_its_settings_metrics_and_curves():
    view, session = recorded(**ONE), Session()
    session.runs.add_ended(view)
    session.runs.add_ended(view)
    (run,) = session.runs.ended
    assert run.settings == view.settings
    assert run.name == "run 1"
    assert run.parameters == 784 * 8 + 8 + 8 * 10 + 10
    assert run.seconds == view.seconds > 0
    assert run.accuracy == view.history.validation_accuracy[-1]
    assert run.epoch[0] == 0
    assert run.epoch[-1] == 2
    for name in CURVES:
        np.testing.assert_array_equal(run.curves[name], getattr(view.history, name))


def test_the_last_six_runs_stay_under_their_names():
    session = Session()
    for number in range(MAX_RUNS + 2):
        session.runs.add_ended(named(recorded(**ONE), f"id {number}"))
    assert [run.name for run in session.runs.ended] == [f"run {n}" for n in range(3, MAX_RUNS + 3)]


def test_a_long_history_is_stored_in_few_points_with_its_last_one():
    view, session = recorded(**ONE | {"epochs": 50}), Session()
    assert len(view.history) > 2 * MAX_POINTS - 1
    session.runs.add_ended(view)
    (run,) = session.runs.ended
    assert len(run.epoch) <= MAX_POINTS + 1
    assert run.curves["loss"][-1] == view.history.loss[-1]


def test_the_shown_run_is_not_among_the_others(session):
    view = recorded(**ONE)
    session.runs.add_ended(view)
    assert other_run_curves(LESSON, view) == []


def test_another_runs_curve_is_aligned_by_epoch_and_ends_with_the_chart(session):
    session.runs.add_ended(named(recorded(**ONE | {"epochs": 4, "batch_size": 250}), "other"))
    view = recorded(**ONE)
    (other,) = other_run_curves(LESSON, view)
    assert other["name"] == "run 1"
    assert other["steps"][0] == 0
    assert other["steps"][-1] == view.total_steps  # its second epoch's end, of four
    assert len({len(other[name]) for name in (*CURVES, "steps", "validationSteps")}) == 1


def test_a_branch_is_aligned_with_the_run_it_came_from_by_step(session):
    trunk = recorded(**ONE)
    session.runs.add_ended(named(trunk, "trunk"))
    branch = replace(trunk, id="branch", lineage=((trunk.settings, 12),), total_steps=12 + 16)
    (other,) = other_run_curves(LESSON, branch)
    np.testing.assert_allclose(other["steps"], trunk.history.step)
    np.testing.assert_allclose(other["validationSteps"], trunk.history.validation_step)
    assert other["validationSteps"] != other["steps"]


def test_a_loss_that_is_no_number_leaves_a_gap_and_not_a_broken_page(session):
    session.runs.add_ended(named(recorded(**PRESETS["too_high"].settings), "burst"))
    (other,) = other_run_curves(LESSON, recorded(**ONE | {"epochs": 5}))
    assert None in other["validation_loss"]


def test_the_table_names_the_settings_that_differ_and_no_others():
    session = Session()
    for number, rate in enumerate((0.01, 0.001)):
        session.runs.add_ended(named(recorded(**ONE | {"learning_rate": rate}), f"id {number}"))
    head, _, first, second = run_table(LESSON, session.runs.ended).splitlines()
    assert "learning rate" in head
    assert not any(
        LESSON.label(f"name {name}") in head for name in SETTINGS if name != "learning_rate"
    )
    assert "**0.01**" in first
    assert "**0.001**" in second
    best = max(run.accuracy for run in session.runs.ended)
    assert f"**{best:.2%}**" in first + second
    assert "6,370" in first


def test_an_abandoned_run_is_stored_as_soon_as_it_has_ended(monkeypatch):
    session, trunk = Session(), named(recorded(**ONE), "trunk")
    views = {"trunk": replace(trunk, state="running"), "branch": named(trunk, "branch")}
    monkeypatch.setattr(current_run.run_registry, "get", views.get)
    for run in ("trunk", "branch"):
        session.runs.follow(run)
    current_run.store_abandoned_runs(session)
    assert (session.runs.current, session.runs.abandoned, session.runs.ended) == (
        "branch",
        ["trunk"],
        [],
    )
    views["trunk"] = replace(trunk, state="stopped")
    current_run.store_abandoned_runs(session)
    assert (session.runs.abandoned, [run.id for run in session.runs.ended]) == ([], ["trunk"])


def test_a_stored_or_forgotten_run_is_not_waited_for(monkeypatch):
    session = Session()
    session.runs.follow("forgotten")
    session.runs.follow("ended")
    session.runs.add_ended(named(recorded(**ONE), "ended"))
    session.runs.follow("next")
    assert session.runs.abandoned == ["forgotten"]
    monkeypatch.setattr(current_run.run_registry, "get", lambda _: None)
    current_run.store_abandoned_runs(session)
    assert session.runs.abandoned == []


@pytest.fixture
def started(monkeypatch):
    """Return the runs that a press would start; none is."""
    started_runs = []
    monkeypatch.setattr(config_form, "current_session", Session)
    monkeypatch.setattr(config_form.st, "session_state", {})
    monkeypatch.setattr(
        config_form.run_registry,
        "start",
        lambda config, learner_id, lineage, probe: started_runs.append((config, lineage)) or "id",
    )
    return started_runs


def test_a_branch_run_again_starts_from_the_same_step_with_the_same_frozen_layers(started):
    trunk = TrainingConfig(**ONE)
    config, lineage = replace(trunk, frozen=(0,), learning_rate=0.1), ((asdict(trunk), 12),)
    run_again(asdict(config), lineage)
    assert started == [(config, lineage)]


def test_another_architecture_trains_from_its_first_step(started):
    trunk = TrainingConfig(**ONE)
    changed = replace(trunk, activation="tanh", frozen=(0,))
    run_again(asdict(changed), ((asdict(trunk), 12),))
    assert started == [(replace(changed, frozen=()), ())]
