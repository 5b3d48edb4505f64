"""The server as a whole: how it starts and ends, and whom it talks to."""

import asyncio
import json
import signal
import socket
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest

from benchmarks.learner import Learner
from models.config.public_address import find_public_address
from models.config.settings import read
from server import process_setup, server_logging, start
from server.connection_limit import ConnectionLimit
from server.request_filter import RequestFilter
from tests.browser.server import Server, serve
from tests.event_loop import alone
from tests.hostile.client import ask, half_an_upload, page, run, session_of, told, works
from tests.models.waiting import wait_until
from tests.trainer import trainers_of

NO_TRAINER = {"DASK_SCHEDULER_ADDRESS": "tcp://127.0.0.1:9"}
PATIENCE = 60  # seconds; a quiet machine needs about one
ENDS_WITHIN = 10  # seconds; the one time that is promised: what runs containers waits no longer


def test_a_server_open_to_the_network_asks_nobody_outside_for_its_address(tmp_path: Path) -> None:
    # Streamlit would look its own address up at a service on the internet, before it serves.
    said = tmp_path / "said"
    with said.open("w") as output, serve(output, HOST="0.0.0.0", **NO_TRAINER) as server:
        until = time.monotonic() + 30
        while "URL:" not in said.read_text() and time.monotonic() < until:
            time.sleep(0.2)
        others = find_public_address(
            read({"HOST": "0.0.0.0", "PORT": str(urlsplit(server.url).port)})
        ).url
        assert f": others open the lesson at {others or 'where port'}" in said.read_text()
        if others:  # in a container, or where there is no network, nobody can know it
            assert ask(Server(others, server.process), "/train").status == 200
    assert f"URL: {server.url}" in said.read_text()
    assert "External" not in said.read_text()
    assert "external ip" not in said.read_text().lower()


def answers_to(name: str, **environment: str) -> bool:
    """Whether the lesson, set up like that, answers who asks for it by that name."""
    given = read(environment)
    (request_filter,) = (
        each for each in start.middleware(given, {}, [], {}, "") if each.cls is RequestFilter
    )
    return RequestFilter(None, **request_filter.kwargs).is_host_allowed(name)


HERE = ["localhost", "LOCALHOST.:8501", "127.0.0.1:8501", "[::1]", "[::1]:8501"]


@pytest.mark.parametrize("host", ["", "localhost", "127.0.0.2", "::1", "[::1]"])
def test_a_lesson_for_this_machine_alone_answers_to_this_machines_names_alone(host):
    # A page from elsewhere may have its own name lead here, and would then be of our own origin.
    assert all(answers_to(name, HOST=host) for name in HERE)
    assert answers_to("127.0.0.2", HOST=host) == (host == "127.0.0.2")
    for name in ("evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.7"):
        assert not answers_to(name, HOST=host)


def test_a_lesson_for_this_machine_answers_to_the_names_it_was_given_too_and_to_no_other():
    assert answers_to("lesson.example", HOST="localhost", UNROLLED_HOSTS="lesson.example")
    assert not answers_to("evil.example", HOST="localhost", UNROLLED_HOSTS="lesson.example")


@pytest.mark.parametrize("listed", ["", "localhost,127.0.0.1"])
@pytest.mark.parametrize("host", ["localhost", "0.0.0.0"])
def test_the_address_that_others_are_told_is_let_in_by_name_and_by_origin(host, listed):
    public = "https://lesson.school.example:8443/unrolled"
    given = {"HOST": host, "UNROLLED_HOSTS": listed, "UNROLLED_PUBLIC_URL": public}
    assert answers_to("lesson.school.example", **given)
    assert answers_to("evil.example", **given) == (host == "0.0.0.0" and not listed)
    assert answers_to("localhost", **given)
    request_filter = RequestFilter(None, origins=start.allowed_origins(read(given)))
    assert request_filter.is_origin_allowed("https://lesson.school.example:8443", "web-1:8501")
    assert not request_filter.is_origin_allowed("https://lesson.school.example", "web-1:8501")


@pytest.mark.parametrize("form", ["plain", "json"])
def test_the_start_says_where_others_find_the_lesson_or_that_they_do_not(form, capfd):
    told = {
        "others open the lesson at http://10.0.0.7:8501": {"HOST": "10.0.0.7"},
        "others open the lesson at https://school.example": {
            "UNROLLED_PUBLIC_URL": "https://school.example/"
        },
        "only this computer opens the lesson, on port 8501; HOST=0.0.0.0 lets others in": {},
    }
    for event, given in told.items():
        server_logging.configure(form)
        process_setup.log_public_address(read(given))
        line = capfd.readouterr().err.strip()
        assert (json.loads(line)["event"] if form == "json" else line).endswith(event)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.7", "lesson.school.example"])
def test_a_lesson_for_a_network_answers_to_any_name_unless_it_was_given_its_own(host):
    assert answers_to("lesson.school.example:8501", HOST=host)
    assert answers_to("10.0.0.7", HOST=host)
    assert not answers_to("evil.example", HOST=host, UNROLLED_HOSTS="lesson.school.example")


def test_no_more_places_are_promised_than_are_free_and_a_promise_is_kept():
    limit = ConnectionLimit(None, max_pages=3)
    assert limit.acquire("")
    reserved = [limit.reserve("") for _ in range(9)]
    assert len(list(filter(None, reserved))) == 2
    assert not limit.acquire("")
    assert all(map(limit.acquire, reserved[:2]))
    assert limit.open_pages.total() == 3


def test_in_a_full_class_a_browser_that_is_in_may_have_one_page_more_and_no_third_one():
    limit = ConnectionLimit(None, max_pages=2)
    browser = limit.reserve("")
    assert limit.acquire(browser)
    assert limit.acquire("")
    assert not limit.reserve("")
    # It may be a page that is loaded again: nobody knows yet whether the old one has left.
    assert limit.reserve(browser) == browser
    assert limit.acquire(browser)
    assert not limit.reserve(browser)
    assert not limit.acquire(browser)
    limit.release(browser)
    assert not limit.reserve("")


def test_one_address_never_has_every_place_and_its_own_pages_may_be_loaded_again():
    limit = ConnectionLimit(None, max_pages=10, max_per_address=9)
    reserved = [limit.reserve("", "flood") for _ in range(20)]
    assert len(list(filter(None, reserved))) == 9
    assert all(limit.acquire(browser, "flood") for browser in reserved[:9])
    assert not limit.acquire("", "flood")
    assert not limit.reserve("", "flood")
    assert limit.reserve(reserved[0], "flood")
    assert limit.acquire("", "home")
    for browser in reserved[:9]:
        limit.release(browser, "flood")
    assert limit.acquire("", "flood")


@pytest.mark.parametrize(("given", "max_pages"), [({}, 180), ({"UNROLLED_PAGES_OF_ONE": "50"}, 50)])
def test_of_all_places_one_address_may_have_nine_tenths_or_what_is_set(given, max_pages):
    assert start.max_pages_per_address(read(given)) == max_pages


@pytest.mark.parametrize(
    ("framed", "attributes"), [(False, "SameSite=Lax"), (True, "SameSite=None; Secure")]
)
def test_a_place_is_kept_in_other_sites_frames_where_these_may_show_the_lesson(framed, attributes):
    async def page(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def said(message):
        ((name, cookie),) = message["headers"]
        assert name == b"set-cookie"
        assert cookie.decode().endswith(f"; Path=/; HttpOnly; {attributes}")

    asks = {"type": "http", "method": "GET", "path": "/", "headers": [(b"accept", b"text/html")]}
    serving = ConnectionLimit(page, max_pages=1, framed=framed)(asks, None, said)
    with pytest.raises(StopIteration):  # it waits for nobody
        serving.send(None)


async def begin_to_train(url: str) -> None:
    """Start a run and leave: it goes on for a while without its learner."""
    async with Learner(url, "train") as learner:
        await learner.run(pressed="Train")
        while not learner.says("Running"):
            await asyncio.sleep(0.1)
            await learner.run(fragment=learner.fragment)


@pytest.mark.cluster
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_server_told_to_end_does_so_in_time_whatever_goes_on_and_leaves_nobody_behind(how):
    with serve() as server:
        alone(begin_to_train(server.url))
        family = psutil.Process(server.process.pid).children(recursive=True)
        assert len(family) > 1
        with page(server) as line:
            line.send(run(page_name="draw"))
            with half_an_upload(server, session_of(told(line))):
                time.sleep(0.5)  # so that the server is at it
                server.process.send_signal(how)
                server.process.wait(ENDS_WITHIN)
        _, left = psutil.wait_procs(family, timeout=PATIENCE)
    assert not left


def trainer_of(server: Server) -> psutil.Process:
    """Find the process that hosts a server's workers."""

    (trainer,) = wait_until(lambda: trainers_of(server.process.pid), "the trainer was started")
    return trainer


@pytest.mark.cluster
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize(
    ("when", "whole"), [("it trains", False), ("it trains", True), ("it starts", False)]
)
def test_a_server_told_to_end_does_so_in_time_though_its_trainer_stands_still(when, whole):
    with serve() as server:
        if when == "it trains":
            alone(begin_to_train(server.url))
        trainer = trainer_of(server)
        trainer.suspend()
        family = [trainer, *trainer.children(recursive=True)]
        for process in family[1:] if whole else ():
            process.suspend()
        state = json.loads(ask(server, "/healthz").body)["training"]
        assert state == ("ready" if when == "it trains" else "starting")
        with page(server) as line:
            line.send(run(page_name="draw"))
            with half_an_upload(server, session_of(told(line))):
                time.sleep(0.5)  # so that the server is at it
                server.process.terminate()
                server.process.wait(ENDS_WITHIN)
        _, alive = psutil.wait_procs(family, timeout=PATIENCE)
        assert not alive


FEW = 200  # open files
FRUGAL = (  # app.py, where it may have few open files unless it asks for more
    "-c",
    "import resource, runpy; _, hard = resource.getrlimit(resource.RLIMIT_NOFILE);"
    f"resource.setrlimit(resource.RLIMIT_NOFILE, ({FEW}, hard));"
    "runpy.run_path('app.py', run_name='__main__')",
)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody can ask for its limits")
def test_connections_that_say_nothing_keep_nobody_out():
    with serve(command=FRUGAL, **NO_TRAINER) as server, ExitStack() as lines:
        where = urlsplit(server.url)
        for _ in range(2 * FEW):
            line = socket.create_connection((where.hostname, where.port), timeout=20)
            lines.enter_context(line)
        works(server)
        assert psutil.Process(server.process.pid).num_fds() > 2 * FEW


BREATHLESS = """
import time, streamlit as st
print("begins", flush=True)
time.sleep(1)
print("ends", flush=True)
st.write("done")
"""
AS_WE_SET_IT = """
import os, sys
from streamlit.web import cli
sys.argv = ["streamlit", "run", sys.argv[1], "--server.headless=true"]
sys.argv.append(f"--server.port={os.environ['PORT']}")
cli.main()
"""


def test_a_sessions_runs_never_overlap_and_change_its_widgets_at_once(tmp_path: Path) -> None:
    script, said = tmp_path / "breathless.py", tmp_path / "said"
    script.write_text(BREATHLESS)
    command = ("-c", AS_WE_SET_IT, str(script))
    with said.open("w") as output, serve(output, command) as server, page(server) as line:
        for _ in range(3):
            line.send(run())
            time.sleep(0.3)  # in the middle of a run that takes a second
        wait_until(lambda: said.read_text().count("begins") >= 2, "it ran again")
        told(line)
        wait_until(lambda: said.read_text().count("ends") >= 2, "it ended again")
    lines = [line for line in said.read_text().splitlines() if line in ("begins", "ends")]
    assert lines == ["begins", "ends"] * (len(lines) // 2)
