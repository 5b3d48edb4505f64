"""Whoever runs the lesson sees how it does, and nobody's affairs."""

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from benchmarks.classroom import trained
from benchmarks.learner import Learner
from models.config.logging_setup import Json, Plain, redact
from models.config.settings import Environment
from tests.browser.watched_server import Watched, watch
from tests.event_loop import alone
from tests.hostile.client import ask, page, run, told
from tests.models.waiting import wait_until

NO_TRAINER = {"DASK_SCHEDULER_ADDRESS": "tcp://127.0.0.1:9"}


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with watch(tmp_path_factory.mktemp("said"), **NO_TRAINER) as there:
        yield there


def test_open_pages_ticks_and_refusals_are_counted(watched):
    before = watched.read()
    with page(watched.server) as line:
        line.send(run(page_name="glossary"))
        told(line)
        line.send(run(page_name="glossary", is_auto_rerun=True))
        told(line)
        during = watched.read()
        assert during["unrolled_open_pages"] == before["unrolled_open_pages"] + 1
    assert ask(watched.server, "/_stcore/metrics").status == 404
    after = watched.read()
    for kind in ("event", "tick"):
        name = f'unrolled_tick_seconds_count{{kind="{kind}"}}'
        assert after[name] == before.get(name, 0) + 1
    name = 'unrolled_refusals_total{reason="status 404"}'
    assert after[name] == before.get(name, 0) + 1


def test_the_metrics_name_the_queue_the_workers_and_this_process(watched):
    found = watched.read()
    for name in ("queue_length", "runs_active", "workers_ready", "training_possible"):
        assert found[f"unrolled_{name}"] == 0
    assert found["process_resident_memory_bytes"] > 10e6
    # The lesson's own version is told, of `unrolled_info`; Python's and Streamlit's are not.
    others = [name for name in found if not name.startswith("unrolled_info")]
    assert not any("version" in name or "python" in name for name in others)


async def see_a_run_end(watched: Watched) -> tuple[dict[str, float], dict[str, str]]:
    """Train once; give the metrics and the health while its page is open."""
    async with Learner(watched.server.url, "train") as learner:
        await trained(learner)
        return watched.read(), json.loads(ask(watched.server, "/healthz").body)


@pytest.fixture(scope="module")
def training(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with watch(tmp_path_factory.mktemp("trains")) as there:
        yield there


@pytest.mark.cluster
def test_where_a_run_ended_the_metrics_and_the_health_tell_of_it_and_who_did_it(training):
    before = training.read()
    found, health = alone(see_a_run_end(training))
    ends = {name: value for name, value in found.items() if name.startswith("unrolled_runs_total")}
    assert ends == {'unrolled_runs_total{end="finished"}': 1}
    assert not any(name.startswith("unrolled_runs_total") for name in before)
    assert found['unrolled_worker_memory_bytes{worker="1"}'] > 100e6
    assert found["unrolled_open_pages"] == 1
    assert found["unrolled_workers_ready"] == found["unrolled_training_possible"] == 1
    assert found["unrolled_queue_length"] == found["unrolled_runs_active"] == 0
    assert (health["training"], health["workers_ready"]) == ("ready", 1)


def test_the_metrics_are_not_on_the_public_port(watched):
    answer = ask(watched.server, "/metrics")
    assert b"unrolled_open_pages" not in answer.body


def test_the_metrics_are_on_this_machine_only_and_on_no_port_unless_one_is_given(watched):
    there = psutil.Process(watched.server.process.pid).net_connections("tcp")
    listening = {each.laddr.port: each.laddr.ip for each in there if each.status == "LISTEN"}
    assert listening[watched.metrics] == "127.0.0.1"
    assert len(listening) == 2
    assert Environment().metrics_port is None


def events(said: Path) -> list[dict[str, str]]:
    """Read a log in which each line is an event, and not one beside them, not even an empty one."""
    found = [json.loads(line) for line in said.read_text().splitlines()]
    for event in found:
        assert {"time", "level", "source", "event"} <= set(event)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", event["time"])
    return found


def test_every_event_is_one_line_of_json(watched):
    ask(watched.server, "/healthz")
    with page(watched.server) as line:
        line.send(run(page_name="nothing"))
        told(line)
    assert events(watched.said)


@pytest.mark.cluster
def test_so_is_every_event_of_the_training_processes(training):
    wait_until(lambda: training.read()["unrolled_workers_ready"] == 1, "a worker is ready")
    family = psutil.Process(training.server.process.pid).children(recursive=True)
    worker = max(family, key=lambda each: each.memory_info().rss)
    worker.kill()
    wait_until(
        lambda: any(each["source"] == "distributed.nanny" for each in events(training.said)),
        "its nanny says that it was killed",
    )
    wait_until(lambda: training.read()["unrolled_workers_ready"] == 1, "another one is ready")
    assert not any("127.0.0.1" in each["event"] for each in events(training.said))


def record(message: str, problem: Exception | None = None) -> logging.LogRecord:
    about = (type(problem), problem, problem.__traceback__) if problem else None
    return logging.LogRecord("models.runtime.run", logging.ERROR, __file__, 1, message, (), about)


@pytest.mark.parametrize("form", [Plain(), Json()])
@pytest.mark.parametrize(
    "private",
    [
        "10.1.2.3",
        "192.168.0.17:50123",
        "2001:db8::8a2e:370:7334",
        "fe80:0:0:0:1:2:3:4",
        "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
        "kz3J9-Qs8_wWm2LpA0xTgQ",
        "z3Ab9A0AAAAAAAAAAAAAAAAAAAAAAAAAA4f",
    ],
)
def test_no_address_no_session_and_no_drawing_is_written(form, private):
    try:
        raise ValueError(f"about {private}")
    except ValueError as problem:
        said = form.format(record(f"Rejecting {private} of a learner", problem))
    assert private not in said
    assert "Rejecting" in said
    assert "ValueError" in said
    assert "test_operations.py" in said


def test_what_helps_to_mend_a_fault_stays_readable():
    text = "components/dense/neuron_view/practice.py:64 in chosen_layer_of_the_network at 22:42:07"
    assert redact(text) == text
    assert "\n" not in Json().format(record("two\nlines"))
