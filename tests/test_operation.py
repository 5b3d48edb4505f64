"""Whoever runs the lesson sees how it does, and nobody's affairs."""

import json
import logging
import re
import socket
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from models.environment import Environment
from server.log import Json, Plain, discreet
from tests.browser.server import Server, serve
from tests.hostile.speaking import ask, page, run, told

NO_TRAINER = {"DASK_SCHEDULER_ADDRESS": "tcp://127.0.0.1:9"}


@dataclass(frozen=True)
class Watched:
    """A server, where its metrics are, and what it wrote."""

    server: Server
    metrics: int
    said: Path

    def read(self) -> dict[str, float]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.metrics}/metrics") as answer:
            lines = answer.read().decode().splitlines()
        return {
            line.rpartition(" ")[0]: float(line.rpartition(" ")[2])
            for line in lines
            if not line.startswith("#")
        }


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = tmp_path_factory.mktemp("said") / "log"
    settings = {"UNROLLED_METRICS_PORT": str(port), "UNROLLED_LOG": "json"} | NO_TRAINER
    with said.open("w") as output, serve(output, **settings) as server:
        yield Watched(server, port, said)


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
    assert not any("version" in name or "python" in name for name in found)


def test_the_metrics_are_not_on_the_public_port(watched):
    answer = ask(watched.server, "/metrics")
    assert b"unrolled_open_pages" not in answer.body


def test_the_metrics_are_on_this_machine_only_and_on_no_port_unless_one_is_given(watched):
    there = psutil.Process(watched.server.process.pid).net_connections("tcp")
    listening = {each.laddr.port: each.laddr.ip for each in there if each.status == "LISTEN"}
    assert listening[watched.metrics] == "127.0.0.1"
    assert len(listening) == 2
    assert Environment().metrics_port is None


def test_every_event_is_one_line_of_json(watched):
    ask(watched.server, "/healthz")
    with page(watched.server) as line:
        line.send(run(page_name="nothing"))
        told(line)
    written = watched.said.read_text()
    lines = [line for line in written.splitlines() if "{" in line]
    assert lines
    for line in lines:
        event = json.loads(line)
        assert {"time", "level", "source", "event"} <= set(event)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", event["time"])


def record(message: str, problem: Exception | None = None) -> logging.LogRecord:
    about = (type(problem), problem, problem.__traceback__) if problem else None
    return logging.LogRecord("models.run", logging.ERROR, __file__, 1, message, (), about)


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
    assert "test_operation.py" in said


def test_what_helps_to_mend_a_fault_stays_readable():
    text = "components/neuron_view/practice.py:64 in chosen_layer_of_the_network at 22:42:07"
    assert discreet(text) == text
    assert "\n" not in Json().format(record("two\nlines"))
