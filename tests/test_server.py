"""The server as a whole: how it starts, and whom it talks to."""

import time
from pathlib import Path

from tests.browser.server import serve


def test_a_server_open_to_the_network_asks_nobody_outside_for_its_address(tmp_path: Path) -> None:
    # Streamlit would look its own address up at a service on the internet, before it serves.
    said = tmp_path / "said"
    with said.open("w") as output, serve(output, HOST="0.0.0.0") as server:
        until = time.monotonic() + 30
        while "URL:" not in said.read_text() and time.monotonic() < until:
            time.sleep(0.2)
    assert f"URL: {server.url}" in said.read_text()
    assert "External" not in said.read_text()
    assert "external ip" not in said.read_text().lower()
