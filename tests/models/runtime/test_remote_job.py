"""A job in the cluster: which attempt counts, how it ends, and the lease of whoever waits."""

import asyncio
import threading
from types import SimpleNamespace

import pytest

from models.runtime.remote_job import Lease, RemoteJob
from tests.models.waiting import wait_until


@pytest.fixture
def client():
    """A client whose event loop runs, and whose futures hold what they are given."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def gather(future, asynchronous):
        content = future.contents.pop(0)
        if isinstance(content, Exception):
            raise content
        return content

    yield SimpleNamespace(loop=SimpleNamespace(asyncio_loop=loop), gather=gather)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


class Future:
    """A Dask future as far as a job reads it."""

    def __init__(self, status: str, *contents: object) -> None:
        self.status, self.contents, self.released = status, list(contents), False

    def done(self) -> bool:
        return self.status != "pending"

    def release(self) -> None:
        self.released = True


class KilledWorker(Exception):  # noqa: N818 - Dask's own name
    """Stands for Dask's: several workers died of a job."""


def collected(client, future: Future):
    """Submit a job that is this future, and collect it as the dispatcher's rounds do."""
    job = RemoteJob()
    job.submit(client, future)
    return wait_until(lambda: job.collect(client, lambda: None), "it is collected")


def test_a_result_is_collected_without_waiting_for_it(client):
    future = Future("finished", {"answer": 7})
    found = collected(client, future)
    assert (found.value, found.error, future.released) == ({"answer": 7}, None, True)
    job = RemoteJob()
    assert job.collect(client, lambda: None) is None
    job.submit(client, Future("pending"))
    assert job.collect(client, lambda: None) is None


@pytest.mark.parametrize(
    ("status", "error", "lost", "killed"),
    [
        ("error", ValueError("ours"), False, False),
        ("error", KilledWorker(), False, True),
        ("lost", RuntimeError(), True, False),
        ("cancelled", RuntimeError(), True, False),
    ],
)
def test_what_went_wrong_is_told_apart(client, status, error, lost, killed):
    found = collected(client, Future(status, error))
    assert (found.error, found.lost, found.killed) == (error, lost, killed)


def test_a_result_lost_on_its_way_is_waited_for_once_more(client):
    future = Future("finished", RuntimeError("its worker has just died"), "made again")
    assert collected(client, future).value == "made again"


def test_an_attempt_that_another_replaces_counts_no_more():
    now = [5.0]
    job = RemoteJob(lambda: now[0])
    assert not job.follow("first")
    assert not job.follow("first")
    now[0] = 6.0
    assert job.follow("second")
    assert (job.attempt, job.past_attempts, job.last_seen) == ("second", {"first"}, 6.0)
    job.give_up()
    assert (job.attempt, job.past_attempts) == (None, {"first", "second"})
    assert job.follow("third")


def test_a_job_is_lost_with_the_cluster_it_was_submitted_to():
    job, here, there = RemoteJob(), object(), object()
    assert not job.is_lost_with(here)
    job.submit(here, Future("pending"))
    assert not job.is_lost_with(here)
    assert job.is_lost_with(there)
    assert job.is_lost_with(None)
    job.give_up()
    assert not job.is_lost_with(there)


def test_a_lease_is_over_when_it_was_not_renewed_for_so_long():
    now = [0.0]
    lease = Lease(lambda: now[0])
    now[0] = 90.0
    assert not lease.is_over(90)
    now[0] = 90.1
    assert lease.is_over(90)
    lease.renew()
    assert not lease.is_over(90)
