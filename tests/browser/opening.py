"""Opening the real Chromium, once for all tests of a process."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser import chromium

FLAGS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
    "--use-fake-device-for-media-stream",  # a camera for the tests
    "--use-fake-ui-for-media-stream",
]

PATIENCE = 30_000  # milliseconds; generous, as a busy machine is no mistake of ours
expect.set_options(timeout=PATIENCE)


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Start the real Chromium that `make test` found."""
    path = chromium.find()
    assert path, chromium.NONE
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=[*FLAGS, *(["--no-sandbox"] if root else [])]
        )
        yield browser
        browser.close()
