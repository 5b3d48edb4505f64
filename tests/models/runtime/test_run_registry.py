import subprocess
import sys
from pathlib import Path

import numpy as np
import psutil
import pytest

from models.data.datasets import load
from models.nn.network import predict
from models.runtime import run_registry as web
from models.runtime.array_memory import tracked_bytes
from models.runtime.run import Run
from models.runtime.run_parts import RunSpec
from models.runtime.run_registry import RunRegistry
from models.texts import sentence
from models.training.config import TrainingConfig
from models.training.recording import COLUMNS
from tests.models.waiting import PATIENCE, wait_for, wait_until
from tests.trainer import worker_process

ROOT = Path(__file__).parents[3]
SMALL = TrainingConfig(hidden_units=(16,), epochs=2, examples=3000, batch_size=50)
MIDDLE = TrainingConfig(hidden_units=(16,), epochs=20, examples=3000, batch_size=50)
LONG = TrainingConfig(hidden_units=(16,), epochs=100, examples=3000, batch_size=50)


def ended(view) -> bool:
    return view.ended


def snapshots(count: int):
    return lambda view: len(view.history) >= count


def settled(runs: RunRegistry, run: str):
    """The view of a paused run once what was on its way has arrived."""
    counts = []

    def still(view):
        counts.append(len(view.history))
        return len(counts) > 25 and counts[-25] == counts[-1]

    return wait_for(runs, run, still, "the run stands still")


def slowly(registry, *config, **learner):
    """Start a run that can be watched: ten snapshots a second."""
    run = registry.start(*config, **learner)
    registry.set_pace(run, 10)
    return run


def held_early(runs: RunRegistry, config: TrainingConfig) -> str:
    """Start a run, and hold it after three snapshots or a few more."""
    run = slowly(runs, config)
    wait_for(runs, run, snapshots(3), "three snapshots came")
    runs.pause(run)
    settled(runs, run)
    return run


def test_runs_are_counted_by_how_they_ended(runs):
    before = runs.tally().ended
    one = runs.start(SMALL)
    assert runs.tally().active + runs.tally().queued == 1
    wait_for(runs, one, ended, "it has ended")
    two = runs.start(LONG)
    runs.stop(two)
    wait_for(runs, two, ended, "it has ended")
    after = runs.tally()
    assert after.active == after.queued == 0
    assert after.ended["finished"] == before.get("finished", 0) + 1
    assert after.ended["stopped"] == before.get("stopped", 0) + 1
    assert any(
        heartbeat["memory"] > 100e6 and heartbeat["warm"] for heartbeat in runs.workers().values()
    )


def test_the_web_side_imports_no_keras():
    code = (
        "import sys, models.runtime.run_registry, models.training.config;"
        "import models.worker.training_job, models.runtime.cluster_connection;"
        "import models.runtime.dispatcher, models.training.recording, models.nn.optimizers;"
        "sys.exit(any(name in sys.modules for name in ('keras', 'tensorflow')))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


def test_importing_the_registry_starts_nothing_and_waits_for_nothing():
    code = "import sys, models.runtime.run_registry; sys.exit('distributed' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0
    assert web.status().state == "unavailable"


def test_a_run_grows_finishes_and_hands_over_the_network_it_showed(runs):
    run = slowly(runs, SMALL, learner_id="ada")
    assert runs.get(run).state in ("queued", "running")
    growing = wait_for(runs, run, snapshots(3), "three snapshots came")
    assert growing.state == "running"
    assert growing.layers is None
    done = wait_for(runs, run, ended, "the run ended")
    assert (done.state, done.message, done.progress) == ("finished", "", 1.0)
    assert list(done.history.step) == list(range(0, 121, 6))
    assert list(done.history.epoch) == [1] * 11 + [2] * 10
    said = predict(load("mnist").test.images / 255, done.layers).argmax(axis=1)
    shown = done.history.validation_accuracy[-1]
    assert (said == load("mnist").test.labels).mean() == pytest.approx(shown, abs=2e-4)
    assert not done.layers[0].kernel.flags.writeable


def test_where_others_keep_large_networks_another_large_one_is_refused(runs, monkeypatch):
    large = TrainingConfig(hidden_units=(2000,), examples=100, epochs=1)  # 6.4 MB
    kept = wait_for(runs, runs.start(large), ended, "the run ended").layers
    before = tracked_bytes()
    monkeypatch.setattr(runs, "max_networks_bytes", before + (4 << 20))
    with pytest.raises(ValueError, match="full of large networks"):
        runs.start(large)
    runs.stop(runs.start(SMALL))  # a usual one always has its place
    monkeypatch.setattr(runs, "max_networks_bytes", before + (8 << 20))
    coming = runs.start(large)
    with pytest.raises(ValueError, match="full of large networks"):
        runs.start(large)  # that one is under way
    runs.stop(coming)
    del kept


def test_who_has_no_look_yet_is_told_how_many_began_before():
    registry, begun = RunRegistry(), []
    for name in "abc":
        begun.append(run := Run(RunSpec(name, SMALL, learner=name)))
        registry.add(run)
        run.placement.submit(object(), object())  # a worker has it
    registry.add(Run(RunSpec("d", SMALL, learner="d")))  # and this none
    assert [registry.get(name).queue_position for name in "abcd"] == [1, 2, 3, 1]
    row = (0, 1, 2.3, 0.1, 2.3, 0.1, 0)
    begun[0].apply({"attempt": "one", "worker": "one", "first": 0, "items": [row]})
    assert [registry.get(name).queue_position for name in "abcd"] == [0, 1, 2, 1]


def test_the_last_frame_shows_the_first_layers_weights(runs):
    run = slowly(runs, SMALL)
    runs.set_pace(run, None)
    done = wait_for(runs, run, ended, "the run ended")
    frame, first = done.frames[120], done.frames[120].layers[0]
    assert first.pictures.dtype == np.uint8
    assert first.pictures.shape == (16, 784)
    assert first.pictures.nbytes <= 20_000
    kernel = done.layers[0].kernel.T.reshape(16, 28, 28)
    assert first.scale == pytest.approx(np.abs(kernel).max())
    np.testing.assert_allclose(frame.weights, kernel, atol=first.scale / 254 * 1.001)


def test_every_look_is_recorded_and_agrees_with_its_row(runs):
    done = wait_for(runs, slowly(runs, SMALL), ended, "the run ended")
    assert list(done.frames) == list(done.history.step)
    for place, frame in enumerate(done.frames.values()):
        assert frame.validation_loss == done.history.validation_loss[place]
        assert frame.validation_step == done.history.validation_step[place]
        assert frame.confusion.sum() == 10_000
        right = frame.confusion.trace() / 10_000
        assert right == pytest.approx(frame.validation_accuracy, abs=1e-6)
        assert [layer.weights.counts.sum() for layer in frame.layers] == [784 * 16, 160]
        assert frame.layers[1].activations.counts.sum() == 10 * 1000
    gradients = [frame.layers[0].gradient for frame in done.frames.values()]
    assert min(gradients) > 0


def test_at_full_speed_not_a_single_snapshot_is_missing(runs):
    run = slowly(runs, MIDDLE)
    runs.set_pace(run, None)
    done = wait_for(runs, run, ended, "the run ended")
    assert list(done.history.step) == list(range(0, 1201, 6))


def test_pause_holds_step_moves_by_one_and_resume_goes_on(runs):
    run = slowly(runs, LONG)
    wait_for(runs, run, snapshots(3), "three snapshots came")
    runs.pause(run)
    held = settled(runs, run)
    assert held.state == "paused"
    assert held.seconds_left is None
    runs.step(run)
    wait_for(runs, run, snapshots(len(held.history) + 1), "the step was done")
    assert len(settled(runs, run).history) == len(held.history) + 1
    runs.step(run)
    runs.step(run)
    wait_for(runs, run, snapshots(len(held.history) + 3), "two steps were done")
    assert len(settled(runs, run).history) == len(held.history) + 3
    runs.resume(run)
    wait_for(runs, run, snapshots(len(held.history) + 6), "it went on")
    runs.stop(run)
    wait_for(runs, run, ended, "it stopped")


def test_a_step_leads_up_to_any_snapshot_and_a_hold_or_a_stop_breaks_it_off(runs):
    run = held_early(runs, LONG)
    runs.step(run, 20)
    runs.step(run, 20)  # pressed twice is as good as once
    wait_for(runs, run, snapshots(21), "the second epoch ended")
    held = settled(runs, run)
    assert (held.state, len(held.history), held.history.epoch[-1]) == ("paused", 21, 2)
    runs.step(run, 10)  # it has long been there
    assert len(settled(runs, run).history) == 21
    runs.step(run, 1000)
    wait_for(runs, run, snapshots(30), "it went on")
    runs.pause(run)
    held = settled(runs, run)
    assert len(held.history) < 900
    runs.step(run, 1000)
    wait_for(runs, run, snapshots(len(held.history) + 5), "it went on")
    runs.stop(run)
    assert len(wait_for(runs, run, ended, "it stopped").history) < 950


def test_a_step_past_the_last_snapshot_ends_the_run(runs):
    run = held_early(runs, SMALL)
    runs.step(run, 21)
    done = wait_for(runs, run, ended, "the run ended")
    assert (done.state, len(done.history)) == ("finished", 21)
    assert done.layers is not None


@pytest.mark.parametrize("paused", [False, True])
def test_stop_keeps_the_network_as_it_was_at_the_last_snapshot(runs, paused):
    run = slowly(runs, LONG)
    wait_for(runs, run, snapshots(4), "four snapshots came")
    if paused:
        runs.pause(run)
    runs.stop(run)
    done = wait_for(runs, run, ended, "it stopped")
    assert done.state == "stopped"
    said = predict(load("mnist").test.images / 255, done.layers).argmax(axis=1)
    shown = done.history.validation_accuracy[-1]
    assert (said == load("mnist").test.labels).mean() == pytest.approx(shown, abs=2e-4)
    runs.resume(run)  # what has ended stays ended
    assert runs.get(run).state == "stopped"


def test_a_run_that_is_stopped_where_it_was_not_judged_is_judged_there(runs):
    run = held_early(runs, LONG)
    runs.step(run, 22)
    wait_for(runs, run, snapshots(23), "the third epoch's second look came")
    held = settled(runs, run)
    before, shown = held.history.step[-2:]
    assert held.history.validation_step[-1] == before
    runs.stop(run)
    done = wait_for(runs, run, ended, "it stopped")
    np.testing.assert_array_equal(
        done.history.validation_step[:-1], held.history.validation_step[:-1]
    )
    assert done.history.validation_step[-1] == done.history.step[-1] == shown
    assert done.frames[shown].is_evaluated
    said = predict(load("mnist").test.images / 255, done.layers).argmax(axis=1)
    right = (said == load("mnist").test.labels).mean()
    assert right == pytest.approx(done.history.validation_accuracy[-1], abs=2e-4)
    assert done.history.validation_loss[-1] != held.history.validation_loss[-1]


def test_runs_started_right_after_each_other_all_go_on(runs):
    for _ in range(8):  # the worker has read what it shall do a moment before the next one starts
        several = [slowly(runs, LONG) for _ in range(3)]
        for run in several:
            wait_for(runs, run, snapshots(3), "three snapshots came")
        for run in several:
            runs.stop(run)


def test_paused_runs_keep_nobody_waiting(runs):
    held = [slowly(runs, LONG) for _ in range(6)]  # more than there are workers
    for run in held:
        runs.pause(run)
    run = slowly(runs, SMALL)
    wait_for(runs, run, ended, "the seventh ended while six stood still")
    for run in held:
        runs.stop(run)
        wait_for(runs, run, ended, "it stopped")


def test_an_unknown_id_is_nobodys_run(runs):
    assert runs.get("nobody's") is None
    for ask in (runs.renew, runs.pause, runs.resume, runs.step, runs.stop):
        ask("nobody's")
    runs.set_pace("nobody's", 3)


def test_ids_cannot_be_guessed(runs):
    ids = {slowly(runs, LONG) for _ in range(3)}
    assert len(ids) == 3
    assert min(map(len, ids)) >= 20
    for run in ids:
        runs.stop(run)


def test_a_learners_second_run_stops_the_first_and_nobody_elses(runs):
    first, other = slowly(runs, LONG, learner_id="ada"), slowly(runs, LONG, learner_id="bob")
    second = slowly(runs, LONG, learner_id="ada")
    stopped = wait_for(runs, first, ended, "the first one stopped")
    assert stopped.state == "stopped"
    assert "another run" in stopped.message.lower()
    assert not runs.get(other).ended
    assert not runs.get(second).ended
    for run in (other, second):
        runs.stop(run)


def test_impossible_wishes_are_refused_in_a_sentence(runs):
    with pytest.raises(ValueError, match="no dataset is called 'cats'"):
        slowly(runs, SMALL, dataset="cats")
    run = slowly(runs, LONG)
    for pace in (0, -1, float("nan")):
        with pytest.raises(ValueError, match="above 0"):
            runs.set_pace(run, pace)
    runs.stop(run)


def test_an_exploded_run_says_so_and_keeps_its_history(runs):
    run = slowly(
        runs, TrainingConfig((64, 64), activation="linear", optimizer="sgd", learning_rate=100)
    )
    done = wait_for(runs, run, ended, "it ended")
    assert done.state == "failed"
    assert "no longer a number" in done.message
    assert len(done.history) >= 2
    assert done.layers is None


def test_a_killed_worker_costs_a_run_nothing_but_time(runs):
    expected = slowly(runs, MIDDLE)
    runs.set_pace(expected, None)
    expected = wait_for(runs, expected, ended, "the undisturbed run ended")
    run = slowly(runs, MIDDLE)
    wait_for(runs, run, snapshots(10), "ten snapshots came")
    worker_process(runs).kill()
    wait_for(runs, run, lambda view: "lost" in view.message, "the page tells")
    runs.set_pace(run, None)
    done = wait_for(runs, run, ended, "the run ended all the same")
    assert done.state == "finished"
    for column in COLUMNS:
        np.testing.assert_array_equal(
            getattr(done.history, column), getattr(expected.history, column)
        )


def test_a_run_nobody_watches_stops(runs):
    run = slowly(runs, LONG)
    wait_for(runs, run, snapshots(3), "three snapshots came")
    runs.lease_seconds = 0.5
    try:
        done = wait_until(lambda: (v := runs.get(run)).ended and v, "it stopped")
    finally:
        runs.lease_seconds = web.LEASE_SECONDS
    assert done.state == "stopped"
    assert done.message == sentence("run unwatched")
    assert done.layers is not None


def test_where_too_many_runs_go_on_one_more_is_refused_and_ended_ones_count_for_nothing(
    runs, monkeypatch
):
    over = slowly(runs, LONG)
    runs.stop(over)
    wait_for(runs, over, ended, "it stopped")
    monkeypatch.setattr(runs, "max_runs", 1)
    one = slowly(runs, LONG)
    with pytest.raises(ValueError, match="1 runs are training"):
        slowly(runs, LONG)
    runs.stop(one)
    wait_for(runs, one, ended, "it stopped")
    assert runs.get(over).ended


@pytest.mark.cluster
def test_nobody_is_left_behind_when_the_web_process_is_killed_while_a_run_goes_on():
    code = (
        "import time, psutil; from models.runtime import run_registry as runs\n"
        "from models.training.config import TrainingConfig\n"
        "run = runs.start(TrainingConfig(hidden_units=(16,), epochs=100))\n"
        "while not (view := runs.get(run)).step: runs.renew(run); time.sleep(0.05)\n"
        "children = psutil.Process().children(recursive=True)\n"
        "print(view.state, *(child.pid for child in children), flush=True); time.sleep(600)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as parent:
        state, *pids = parent.stdout.readline().split()
        assert state == "running"
        family = [psutil.Process(int(pid)) for pid in pids]
        assert len(family) >= 2  # the trainer and a worker
        parent.kill()
    _, alive = psutil.wait_procs(family, timeout=PATIENCE)
    assert not alive


def test_a_cluster_that_cannot_be_reached_is_told_in_a_sentence(monkeypatch):
    monkeypatch.setenv("DASK_SCHEDULER_ADDRESS", "tcp://127.0.0.1:9")
    registry = RunRegistry()
    try:
        run = slowly(registry, SMALL)
        wait_until(lambda: registry.status().state == "unavailable", "it gave up for now")
        view = registry.get(run)
        assert view.state == "queued"
        assert view.queue_position == 1
        assert view.message == sentence("trainer unreachable")
    finally:
        registry.stop_trainer()
    assert registry.get(run).state == "stopped"
