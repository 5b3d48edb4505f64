"""The server as a whole: how it starts, and whom it talks to."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_a_server_open_to_the_network_asks_nobody_outside_for_its_address(tmp_path: Path) -> None:
    # Streamlit would look its own address up at a service on the internet, before it serves.
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = tmp_path / "said"
    with said.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "app.py"],
            cwd=ROOT,
            env=os.environ | {"PORT": str(port), "HOST": "0.0.0.0", "DISPLAY": ""},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            until = time.monotonic() + 30
            while "URL:" not in said.read_text() and time.monotonic() < until:
                time.sleep(0.2)
        finally:
            process.terminate()
            process.wait(30)
    assert f"URL: http://localhost:{port}" in said.read_text()
    assert "External" not in said.read_text()
    assert "external ip" not in said.read_text().lower()


def wait_for(url: str) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except OSError:
            assert time.monotonic() < until, "no answer within a minute"
            time.sleep(0.2)
