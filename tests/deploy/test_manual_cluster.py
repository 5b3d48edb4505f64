"""The cluster that README.md has one start by hand: for this machine, and nobody else in reach."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from ipaddress import ip_address
from pathlib import Path

import psutil
import pytest
from distributed import Client

from tests.deploy.supervised_process import ROOT, answers, free_port
from tests.models.waiting import wait_until

pytestmark = [
    pytest.mark.cluster,
    pytest.mark.skipif(sys.platform == "win32", reason="the commands are a POSIX shell's"),
]

PORT = "8786"  # in README.md


def commands(port: int) -> list[tuple[dict[str, str], list[str]]]:
    """Take each command that starts Dask from README.md: what it sets, and its words."""
    text = (ROOT / "README.md").read_text("utf-8")
    found = []
    for line in re.findall(r"^.*\.venv/bin/dask .*$", text, re.MULTILINE):
        words = shlex.split(line.replace(PORT, str(port)))
        first = words.index(".venv/bin/dask")
        set_ = dict(word.split("=", 1) for word in words[:first])
        found.append((set_, [str(Path(sys.executable).with_name("dask")), *words[first + 1 :]]))
    return found


def listening(process: subprocess.Popen) -> set[str]:
    """Say on which addresses a process and its children can be reached."""
    family = psutil.Process(process.pid)
    return {
        each.laddr.ip
        for one in (family, *family.children(recursive=True))
        for each in one.net_connections()
        if each.status == psutil.CONN_LISTEN
    }


@pytest.fixture
def started() -> Iterator[tuple[int, list[subprocess.Popen]]]:
    port = free_port()
    with ExitStack() as ends:
        processes = []
        for set_, words in commands(port):
            process = subprocess.Popen(
                words, cwd=ROOT, env=os.environ | set_,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            ends.callback(process.wait, 30)
            ends.callback(process.terminate)
            processes.append(process)
            wait_until(lambda: answers(port), "the scheduler answers")
        yield port, processes


def test_only_this_machine_reaches_a_cluster_that_is_started_as_the_readme_says(started):
    port, processes = started
    assert len(processes) == 2
    with Client(f"tcp://localhost:{port}", timeout=60) as one_of_us:
        one_of_us.wait_for_workers(2, timeout=60)
        assert one_of_us.submit(sum, (2, 2)).result(timeout=60) == 4
        for process in processes:
            assert listening(process), "it listens somewhere"
            assert all(ip_address(where).is_loopback for where in listening(process))
