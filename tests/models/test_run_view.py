"""What a view says of a run: its epochs, also where it is a branch, and how it goes on."""

from dataclasses import replace

import pytest

from components.training_run import _progress_words
from models.export import curves_file, reached_in_words, script_file
from models.frames import COLUMNS
from models.notices import notices
from models.plan import TrainingPlan
from models.presets import PRESETS
from models.run import Run
from tests.models.recording import branched, recorded

TRUNK = {"hidden_units": (8,), "epochs": 2}  # 8 batches an epoch


@pytest.mark.parametrize(
    ("step", "epochs", "last"), [(0, 1, 1), (0, 2, 2), (8, 1, 2), (5, 1, 2), (16, 3, 5)]
)
def test_a_branchs_epochs_count_on_from_where_it_left(step, epochs, last):
    view = branched(recorded(**TRUNK), step, epochs=epochs)
    assert view.history.epoch[-1] == last
    assert view.last_epoch == last
    assert f"epoch {last} of {last}, " in _progress_words(view)


def test_a_branch_that_is_stopped_says_of_how_many_epochs():
    view = branched(recorded(**TRUNK), 8, epochs=3)
    first = replace(view, history=type(view.history).of(_rows(view)[:4]), state="stopped")
    assert "in epoch 2 of 4," in reached_in_words(first)
    assert "in epoch 2 of 4," in curves_file(first)


@pytest.mark.parametrize(("step", "rows", "epochs"), [(0, None, 2), (8, None, 2), (8, 1, 1)])
def test_a_branchs_script_trains_as_many_epochs_as_the_branch_began(step, rows, epochs):
    view = branched(recorded(**TRUNK), step, epochs=2)
    view = replace(view, history=type(view.history).of(_rows(view)[:rows]))
    assert f"epochs={epochs}," in script_file(view)


def test_before_anything_is_trained_a_run_says_what_it_waits_for_or_that_it_was_stopped():
    view = branched(recorded(**TRUNK), 8, epochs=1)
    early = replace(view, history=type(view.history).of([]), state="running")
    assert "to where this branch leaves it" in _progress_words(early)
    first = replace(early, way=(), place=1)
    assert "the network is being built" in _progress_words(first)
    assert "number 3 of those that begin" in _progress_words(replace(first, place=3))
    assert _progress_words(replace(early, state="stopped")) == "Stopped before the first batch"


def test_batches_of_more_images_than_there_are_do_not_count_them_twice():
    view = replace(
        recorded(**TRUNK | {"batch_size": 10_000}), state="running", batches_a_second=3.0
    )
    assert "3,000 images a second" in _progress_words(replace(view, total_steps=100))


def test_all_the_images_there_are_is_the_same_plan_as_all():
    assert TrainingPlan(examples=60_000) == TrainingPlan(examples=None)


def test_a_stopped_run_of_one_batch_an_epoch_says_how_many_steps_it_took():
    view = recorded(**TRUNK | {"batch_size": 1000, "epochs": 9})
    early = replace(view, history=type(view.history).of(_rows(view)[:4]), state="stopped")
    (said,) = (notice for notice in notices(early) if notice.name == "single")
    assert said.figures["steps"] == "3"


@pytest.mark.parametrize(
    ("epoch", "words"), [(4, "goes on from epoch 4."), (None, "begins again from its start.")]
)
def test_a_run_that_lost_its_worker_says_where_it_goes_on(epoch, words):
    run = Run("run", TrainingPlan(), "mnist", "ada", (), renewed=0.0)
    run.hear({"attempt": "first", "worker": "one", "first": 0, "rows": [], "epoch": None})
    assert run.message == ""
    run.hear({"attempt": "second", "worker": "two", "first": 0, "rows": [], "epoch": epoch})
    assert run.message == f"A training process was lost; the run {words}"


def test_the_curves_of_a_run_that_exploded_say_where_it_broke_off():
    view = recorded(**PRESETS["too_high"].settings)
    assert view.state == "failed"
    (said,) = (line for line in curves_file(view).splitlines() if "broke off in epoch" in line)
    assert f"after {view.step:,} of {view.total_steps:,} batches" in said


def _rows(view):
    return list(zip(*(getattr(view.history, column) for column in COLUMNS), strict=True))
