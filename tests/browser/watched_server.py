"""A server whose metrics and log a test reads."""

import socket
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.server import Server, serve
from tests.models.waiting import wait_until


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

    def everybody_left(self) -> None:
        """Wait for it: a page's place is free a moment after its websocket was closed."""
        wait_until(lambda: self.read()["unrolled_open_pages"] == 0, "all pages are closed")


@contextmanager
def watch(
    folder: Path, command: tuple[str, ...] = ("app.py",), **environment: str
) -> Iterator[Watched]:
    """Run the lesson with its metrics on a port of their own and its log in a file."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = folder / "log"
    settings = {"UNROLLED_METRICS_PORT": str(port), "UNROLLED_LOG": "json"} | environment
    with said.open("w") as output, serve(output, command, **settings) as server:
        yield Watched(server, port, said)
