"""Opening the real Chromium, once for all tests of a process."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

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

# While a page loads, Streamlit's skeletons pulse: the slower the machine, the more frames are
# drawn. Each load costs 0.15 to 0.6 processor seconds less without.
STILL_SKELETONS = """{
  const still = new CSSStyleSheet();
  still.replaceSync("[data-testid=stSkeleton], [data-testid=stSkeleton] * { animation: none }");
  document.adoptedStyleSheets.push(still);
}"""


def open_context(browser: Browser, **options: Any) -> BrowserContext:
    """Open a browser context with the tests' patience, in which skeletons stand still."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE)
    context.add_init_script(STILL_SKELETONS)
    return context


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
