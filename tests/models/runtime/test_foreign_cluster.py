"""A cluster that was there before the web process and goes on after it, with its two workers."""

import os
import subprocess
import sys
from collections.abc import Iterator

import numpy as np
import pytest
from distributed import Client

from models.runtime.run_registry import RunRegistry
from models.texts import sentence
from models.training.config import TrainingConfig
from models.worker import run_control
from tests.models.faults import (
    PATIENCE,
    busy_process,
    finished,
    halted,
    same,
    says,
    under_way,
    undisturbed,
    warm_workers,
)
from tests.models.manual_cluster import cluster_by_hand, one_more_worker
from tests.models.waiting import is_a_sentence, wait_for, wait_until
from tests.trainer import ROOT, connected, trainers_of

pytestmark = pytest.mark.cluster
SMALL = TrainingConfig(hidden_units=(16,), epochs=2, examples=3000, batch_size=50)


@pytest.fixture(scope="module")
def cluster() -> Iterator[tuple[str, list[subprocess.Popen]]]:
    with cluster_by_hand(workers=2) as both:
        yield both


@pytest.fixture
def registry(cluster) -> Iterator[RunRegistry]:
    with connected(RunRegistry(timeouts=PATIENCE), cluster[0]) as registry:
        yield registry


def test_two_workers_started_by_hand_give_the_same_result(runs, registry):
    here = wait_for(runs, runs.start(SMALL), lambda view: view.ended, "the run here ended")
    wait_until(lambda: warm_workers(registry) == 2, "both workers are warm")
    two = [registry.start(SMALL) for _ in range(2)]
    for run in two:
        view = wait_for(registry, run, lambda view: view.ended, "the run there ended")
        assert view.state == "finished"
        np.testing.assert_array_equal(view.history.loss, here.history.loss)
        np.testing.assert_array_equal(view.layers[0].kernel, here.layers[0].kernel)


WANTS = """
import signal, sys, time
from models.training.config import TrainingConfig
from models.runtime.run_registry import RunRegistry
signal.signal(signal.SIGTERM, lambda *_: sys.exit())
runs = RunRegistry()
runs.start_trainer()
try:
    run = runs.start(TrainingConfig(hidden_units=(16,), examples=2000, epochs=100))
    runs.set_pace(run, 20)
    while True:
        runs.renew(run)
        time.sleep(0.1)
finally:
    runs.stop_trainer()
"""


def kept_in(client: Client) -> list[str]:
    """Name the runs of which a cluster has a checkpoint."""

    def look(dask_scheduler) -> list[str]:
        variables = dask_scheduler.extensions["variables"].variables
        # Desired states stand there too; a run's place is empty before it begins.
        return [name for name, each in variables.items() if "weights" in (each["value"] or {})]

    return client.run_on_scheduler(look)


@pytest.fixture
def client(cluster) -> Iterator[Client]:
    usual = run_control.MAX_SILENCE_SECONDS
    with Client(cluster[0], set_as_default=False) as client:
        client.wait_for_workers(2)
        yield client
        client.run(lambda: setattr(run_control, "MAX_SILENCE_SECONDS", usual))


@pytest.mark.parametrize(
    ("end", "silence"),
    # It is missed after a while; or it reports its end, as it would be missed too late.
    [(subprocess.Popen.kill, 3.0), (subprocess.Popen.terminate, 1000.0)],
)
def test_a_web_process_that_ends_leaves_nothing_kept_in_a_cluster(cluster, client, end, silence):
    client.run(lambda: setattr(run_control, "MAX_SILENCE_SECONDS", silence))
    web_process = subprocess.Popen(
        [sys.executable, "-c", WANTS],
        cwd=ROOT,
        env=os.environ | {"DASK_SCHEDULER_ADDRESS": cluster[0]},
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until(lambda: kept_in(client), "a checkpoint is there")
        assert not trainers_of(web_process.pid)
    finally:
        end(web_process)
        web_process.wait()
    wait_until(lambda: not kept_in(client), "the checkpoint is deleted")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot halt a process")
def test_a_halted_worker_is_reported_and_another_one_goes_on(cluster, registry):
    # The last one here: it costs the cluster a worker.
    wait_until(lambda: warm_workers(registry) == 2, "both workers are warm")
    expected = undisturbed(registry)
    run = under_way(registry)
    worker = busy_process(registry)
    assert worker.pid in [each.pid for each in cluster[1]]
    with halted(worker):
        wait_for(registry, run, says("doesn't answer"), "the page tells")
        same(finished(registry, run), expected)


def test_a_cluster_without_a_worker_is_not_ready_and_reports_so_until_one_comes(monkeypatch):
    registry = RunRegistry()
    with cluster_by_hand(workers=0) as (address, _):
        monkeypatch.setenv("DASK_SCHEDULER_ADDRESS", address)
        try:
            run = registry.start(SMALL)
            registry.set_pace(run, 10)
            wait_until(
                lambda: registry.status().message == sentence("no worker"),
                "the registry knows",
            )
            assert registry.status().state == "unavailable"
            assert is_a_sentence(registry.status().message)
            wait_until(
                lambda: registry.get(run).message == sentence("no worker yet"), "the page tells"
            )
            with one_more_worker(address):
                wait_until(lambda: registry.status().state == "ready", "a worker came")
                wait_for(registry, run, lambda view: len(view.history), "the run goes on")
            wait_until(lambda: registry.status().state == "unavailable", "it was missed")
            assert is_a_sentence(registry.get(run).message)
        finally:
            registry.stop_trainer()
