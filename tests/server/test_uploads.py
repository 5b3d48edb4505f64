"""A picture file that comes slowly, or never comes to its end, holds nobody up."""

import select
import time
from collections.abc import Iterator

import pytest

from server.uploads import PAGE_FULL, TIMED_OUT
from tests.browser.server import Server, serve
from tests.hostile.client import half_an_upload, heard, page, run, session_of, told, upload, works

STALL = 1.0  # seconds, where the server waits half a minute
HURRIED = (
    "-c",
    f"import runpy; from server import uploads; uploads.STALL_SECONDS = {STALL};"
    "runpy.run_path('app.py', run_name='__main__')",
)
NO_TRAINER = {"DASK_SCHEDULER_ADDRESS": "tcp://127.0.0.1:9"}
LARGE = 1_500_000  # bytes; a page may hold one such file and no second one


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve(command=HURRIED, UNROLLED_UPLOADS="2MB", **NO_TRAINER) as running:
        yield running


@pytest.fixture
def session(server) -> Iterator[str]:
    with page(server) as line:
        line.send(run(page_name="draw"))
        yield session_of(told(line))


def test_a_file_that_stalls_is_refused_in_a_sentence_and_its_memory_is_given_back(server, session):
    began = time.monotonic()
    with half_an_upload(server, session, LARGE) as (line, _):
        meanwhile = upload(server, session, "a", LARGE)
        assert (meanwhile.status, meanwhile.text) == (429, PAGE_FULL)
        answer = heard(line)
        assert (answer.status, answer.text) == (408, TIMED_OUT)
        assert STALL <= time.monotonic() - began < 20
        assert "content-security-policy" in answer.headers
        assert line.recv(1) == b"", "what would come now would be taken for another request"
    assert upload(server, session, "a", LARGE).status == 204
    works(server)


def test_a_file_that_never_stalls_but_would_take_for_ever_is_refused_too(server, session):
    with half_an_upload(server, session, 2000) as (line, rest):
        for byte in rest:
            line.sendall(bytes([byte]))
            if select.select([line], [], [], STALL / 10)[0]:
                break
        answer = heard(line)
    assert (answer.status, answer.text) == (408, TIMED_OUT)


def test_a_file_over_a_slow_line_is_taken(server, session):
    began = time.monotonic()
    with half_an_upload(server, session, 100_000) as (line, rest):
        while rest:
            time.sleep(STALL / 2)
            line.sendall(rest[:10_000])
            rest = rest[10_000:]
        assert heard(line).status == 204
    assert time.monotonic() - began > 2 * STALL
