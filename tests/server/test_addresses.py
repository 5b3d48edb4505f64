"""Where the lesson cannot listen it says so in a sentence, before it announces anything."""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.browser.server import ROOT, free_port


@pytest.fixture
def taken() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield str(other.getsockname()[1])


def started(**environment: str) -> str:
    """Start the lesson, which cannot begin, and return all that it says."""
    ended = subprocess.run(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "HEADLESS": "1", "PORT": str(free_port())} | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ended.returncode == 1
    return ended.stdout + ended.stderr


def test_a_host_that_is_not_this_machine_is_refused_in_a_sentence():
    for host in ("nosuchhost.invalid", "192.0.2.7"):
        assert re.fullmatch(
            rf"The lesson cannot begin: HOST is '{host}', which is no name or address of this "
            r"machine; it can be localhost, .* addresses\.\n",
            started(HOST=host),
        )


def test_a_busy_port_is_not_announced_but_named(taken):
    said = started(PORT=taken)
    assert said == (
        f"The lesson cannot begin: PORT is {taken}, and another program uses that port; stop it, "
        "or choose another one.\n"
    )


def test_a_busy_port_for_the_metrics_is_named_too(taken):
    said = started(UNROLLED_METRICS_PORT=taken)
    assert said.startswith(f"The lesson cannot begin: UNROLLED_METRICS_PORT is {taken}, and")
    assert said.count("\n") == 1


def test_a_setting_that_is_none_ends_the_start_in_a_sentence():
    said = started(UNROLLED_PAGE="100")
    assert said == "UNROLLED_PAGE is no setting of the lesson; did you mean UNROLLED_PAGES?\n"
