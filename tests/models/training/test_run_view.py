"""What a view says of a run: its epochs, also where it is a branch, and how it goes on."""

import time
from dataclasses import replace

import numpy as np
import pytest

from components.train.progress_text import progress_text
from components.ui.lesson_text import Lesson
from models.export.run_files import curves_file, describe_outcome, script_file
from models.runtime.remote_job import Clock
from models.runtime.run import Run
from models.runtime.run_parts import RunSpec
from models.runtime.run_registry import RunRegistry
from models.texts import sentence
from models.training.checkpoint_payload import pack_checkpoint
from models.training.config import TrainingConfig
from models.training.diagnostics import diagnose
from models.training.presets import PRESETS
from models.training.recording import COLUMNS
from tests.models.recorded_runs import branched, recorded

LESSON = Lesson("train")
TRUNK = {"hidden_units": (8,), "epochs": 2}  # 8 batches an epoch


@pytest.mark.parametrize(
    ("step", "epochs", "last"), [(0, 1, 1), (0, 2, 2), (8, 1, 2), (5, 1, 2), (16, 3, 5)]
)
def test_a_branchs_epochs_count_on_from_where_it_left(step, epochs, last):
    view = branched(recorded(**TRUNK), step, epochs=epochs)
    assert view.history.epoch[-1] == last
    assert view.last_epoch == last
    assert f"epoch {last} of {last}, " in progress_text(LESSON, view)


def test_a_branch_that_is_stopped_says_of_how_many_epochs():
    view = branched(recorded(**TRUNK), 8, epochs=3)
    first = replace(view, history=type(view.history).from_rows(_rows(view)[:4]), state="stopped")
    assert "in epoch 2 of 4," in describe_outcome(first)
    assert "in epoch 2 of 4," in curves_file(first)


@pytest.mark.parametrize(("step", "rows", "epochs"), [(0, None, 2), (8, None, 2), (8, 1, 1)])
def test_a_branchs_script_trains_as_many_epochs_as_the_branch_began(step, rows, epochs):
    view = branched(recorded(**TRUNK), step, epochs=2)
    view = replace(view, history=type(view.history).from_rows(_rows(view)[:rows]))
    assert f"epochs={epochs}," in script_file(view)


def test_before_anything_is_trained_a_run_says_what_it_waits_for_or_that_it_was_stopped():
    view = branched(recorded(**TRUNK), 8, epochs=1)
    early = replace(view, history=type(view.history).from_rows([]), state="running")
    assert "to where this branch leaves it" in progress_text(LESSON, early)
    first = replace(early, lineage=(), queue_position=1)
    assert "the network is being built" in progress_text(LESSON, first)
    assert "number 3 of those that begin" in progress_text(LESSON, replace(first, queue_position=3))
    assert (
        progress_text(LESSON, replace(early, state="stopped")) == "Stopped before the first batch"
    )


def test_batches_of_more_images_than_there_are_do_not_count_them_twice():
    view = replace(
        recorded(**TRUNK | {"batch_size": 10_000}), state="running", batches_per_second=3.0
    )
    assert "3,000 images a second" in progress_text(LESSON, replace(view, total_steps=100))


def test_all_the_images_there_are_is_the_same_plan_as_all():
    assert TrainingConfig(examples=60_000) == TrainingConfig(examples=None)


def test_a_stopped_run_of_one_batch_an_epoch_says_how_many_steps_it_took():
    view = recorded(**TRUNK | {"batch_size": 1000, "epochs": 9})
    early = replace(view, history=type(view.history).from_rows(_rows(view)[:4]), state="stopped")
    (said,) = (notice for notice in diagnose(early) if notice.name == "single")
    assert said.values["steps"] == "3"


@pytest.mark.parametrize(
    ("epoch", "words"),
    [(4, sentence("run continues", epoch=4)), (None, sentence("run begins again"))],
)
def test_a_run_that_lost_its_worker_says_where_it_goes_on(epoch, words):
    run = Run(RunSpec("run", TrainingConfig(), learner="ada"))
    run.apply({"attempt": "first", "worker": "one", "first": 0, "items": [], "epoch": None})
    assert run.view().message == ""
    run.apply({"attempt": "second", "worker": "two", "first": 0, "items": [], "epoch": epoch})
    assert run.view().message == words


def test_the_curves_of_a_run_that_exploded_say_where_it_broke_off():
    view = recorded(**PRESETS["too_high"].settings)
    assert view.state == "failed"
    (said,) = (line for line in curves_file(view).splitlines() if "broke off in epoch" in line)
    assert f"after {view.step:,} of {view.total_steps:,} batches" in said


def lost(looks: int = 12, clock: Clock = time.monotonic) -> Run:
    """A run whose worker was lost after some looks, and which had kept an epoch before."""
    view = recorded(**TRUNK)
    run = Run(RunSpec("run", view.config, learner="ada"), clock)
    submit(run)
    hear(run, "first", _rows(view)[:looks])
    run.checkpoint.data = pack_checkpoint(8, weights_of(view), b"")
    run.lose()
    return run


def submit(run: Run) -> None:
    run.placement.submit(object(), object())


def hear(run: Run, attempt: str, rows: list, first: int = 0) -> None:
    said = {"attempt": attempt, "worker": attempt, "first": first, "items": rows, "epoch": 1}
    run.apply(said | {"total": 16})


def weights_of(view) -> tuple:
    return tuple(each for layer in view.layers for each in (layer.kernel, layer.bias))


def test_a_run_that_waits_for_another_worker_has_a_place_in_the_queue_like_others():
    runs, run = RunRegistry(), lost()
    runs.add(Run(RunSpec("one", TrainingConfig(), learner="bob")))
    runs.add(run)
    assert [runs.get(name).queue_position for name in ("one", "run")] == [1, 2]
    assert "Waiting to start: number 1 in the queue" in progress_text(LESSON, runs.get("one"))
    said = progress_text(LESSON, runs.get("run"))
    assert said.startswith("Interrupted, number 2 in the queue: epoch 2 of 2, batch 11 of 16")


def test_after_a_recovery_the_time_left_is_what_the_new_worker_makes_of_it():
    now = [100.0]
    run = lost(clock=lambda: now[0])
    submit(run)
    hear(run, "second", [])
    now[0] += 60  # it computes nothing yet
    hear(run, "second", _rows(recorded(**TRUNK))[:3])
    assert run.view().batches_per_second is None
    now[0] += 2
    hear(run, "second", _rows(recorded(**TRUNK))[3:9], first=3)
    view = run.view()
    assert view.batches_per_second == 3  # 6 batches in 2 seconds
    assert view.seconds_left == pytest.approx(8 / 3)  # from batch 8 to 16
    assert "about 3 s left" in progress_text(LESSON, view)
    hear(run, "second", _rows(recorded(**TRUNK))[9:13], first=9)
    now[0] += 1  # what it repeated says little about what is new
    hear(run, "second", _rows(recorded(**TRUNK))[13:15], first=13)
    assert run.view().batches_per_second == 2


@pytest.mark.parametrize("stopped", ["before", "after"])
def test_a_run_whose_worker_is_lost_while_it_stops_still_hands_over_its_network(stopped):
    run = lost()
    if stopped == "before":
        submit(run)
        run.stop("")
        run.lose()
    else:
        run.stop("")
    view = run.view()
    assert (view.state, view.stopping, view.layers) == ("queued", True, None)
    assert run.control.desired["stop"]
    run.catch_up()
    assert run.control.desired["upto"] == 11  # to where it was, and no further


def test_while_nobody_answers_the_kept_network_is_offered_and_the_exact_one_takes_its_place():
    run, whole = lost(), recorded(**TRUNK)
    run.stop("")
    run.use_checkpoint(for_good=False)
    view = run.view()
    assert (view.ended, view.stopping, view.network_step) == (False, True, 8)
    assert view.network_accuracy == whole.history.validation_accuracy[8]
    np.testing.assert_array_equal(view.layers[0].kernel, whole.layers[0].kernel)
    assert [layer.activation for layer in view.layers] == ["relu", "softmax"]
    assert progress_text(LESSON, view).startswith("Stopping: epoch 2 of 2")
    run.settle(
        {
            "ended": "stopped",
            "rows": _rows(whole)[:12],
            "frames": [],
            "seconds": 1.0,
            "layers": [(layer.kernel, layer.bias, layer.activation) for layer in whole.layers],
        }
    )
    view = run.view()
    assert (view.state, view.network_step, view.checkpoint_step, view.message) == (
        "stopped",
        11,
        None,
        "",
    )


def test_who_is_waited_for_in_vain_ends_with_what_is_kept_and_without_it_goes_on_waiting():
    run = lost()
    run.stop("")
    data, run.checkpoint.data = run.checkpoint.data, None
    run.use_checkpoint(for_good=True)
    assert not run.view().ended
    run.checkpoint.data = data
    run.use_checkpoint(for_good=True)
    view = run.view()
    assert view.ended
    assert "the network after batch 8" in view.message
    assert view.layers is not None


def test_a_run_that_fails_for_want_of_workers_keeps_its_network_and_one_that_exploded_none():
    run = lost()
    run.end("failed", "The training process was lost again and again.")
    assert run.view().network_step == 8
    run = lost()
    submit(run)
    run.settle({"ended": "exploded", "rows": [], "frames": [], "seconds": 1.0, "layers": None})
    assert run.view().layers is None


def test_a_stopped_run_nobody_watches_is_not_waited_for():
    now = [100.0]
    runs = RunRegistry(lease_seconds=10.0, clock=lambda: now[0])
    run = lost(clock=lambda: now[0])
    now[0] += 9
    run.stop("")
    runs.add(run)
    now[0] += 2
    runs.tidy()
    assert not run.ended
    now[0] += 9
    runs.tidy()
    assert run.ended
    assert run.view().layers is not None


def _rows(view):
    return list(zip(*(getattr(view.history, column) for column in COLUMNS), strict=True))
