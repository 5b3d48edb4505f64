"""A cluster's member as a process that is started again whenever it ends, as containers are."""

import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO

import psutil

ROOT = Path(__file__).parents[2]
PAUSE_SECONDS = 1.0  # before it is started again


class Member:
    """One process of a cluster; `kill` ends it as a power cut would."""

    def __init__(
        self, *command: str, said: int | IO[str] = subprocess.DEVNULL, **environment: str
    ) -> None:
        self.command, self.environment, self.said = command, environment, said
        self.process: subprocess.Popen | None = None
        self._wanted = threading.Event()
        self._over = False
        self._thread = threading.Thread(target=self._keep_going, daemon=True)
        self._thread.start()
        self.start()

    def start(self) -> None:
        """Let it run, and come again when it ends by itself."""
        self._wanted.set()

    def kill(self) -> None:
        """End it and its children at once; it stays away until `start`."""
        self._wanted.clear()
        if self.process is not None:
            family = psutil.Process(self.process.pid).children(recursive=True)
            self.process.kill()
            self.process.wait()
            for child in family:
                if child.is_running():
                    child.kill()

    def close(self) -> None:
        """End it for good."""
        self._over = True
        self.kill()
        self._wanted.set()
        self._thread.join()

    def _keep_going(self) -> None:
        while self._wanted.wait() and not self._over:
            self.process = subprocess.Popen(
                [sys.executable, *self.command], cwd=ROOT, env=os.environ | self.environment,
                stdin=subprocess.DEVNULL, stdout=self.said, stderr=self.said,
            )  # fmt: skip
            self.process.wait()
            time.sleep(PAUSE_SECONDS)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def answers(port: int) -> bool:
    """Whether somebody listens there."""
    with socket.socket() as knock:
        knock.settimeout(1)
        return knock.connect_ex(("127.0.0.1", port)) == 0
