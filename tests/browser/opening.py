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

# `settle` waits until the server has answered what a page asked for: `data-asked` is on the page's
# root from the request for a run of its script until such a run has ended. The numbers are those
# of Streamlit's BackMsg (rerun_script) and ForwardMsg (script_finished; 2 makes room for a rerun).
TELL_ASKED = """{
  const RERUN = 11, FINISHED = 6, FOR_RERUN = 2, root = () => document.documentElement;
  const read = (bytes, at) => {
    let number = 0, shift = 0;
    do { number |= (bytes[at] & 0x7f) << shift; shift += 7; } while (bytes[at++] >= 0x80);
    return [number, at];
  };
  const field = (bytes) => {  // the first one after a message's hash and metadata, and its value
    for (let at = 0; at < bytes.length; ) {
      let key, value;
      [key, at] = read(bytes, at);
      [value, at] = read(bytes, at);
      if (key >> 3 > 2) return [key >> 3, value];
      at += value;
    }
    return [0, 0];
  };
  window.WebSocket = class extends WebSocket {
    constructor(...how) {
      super(...how);
      this.addEventListener("message", ({ data }) => {
        if (!(data instanceof ArrayBuffer)) return;
        const [kind, status] = field(new Uint8Array(data));
        if (kind === FINISHED && status !== FOR_RERUN) delete root().dataset.asked;
      });
    }
    send(data) {
      if (data instanceof Uint8Array && data[0] >> 3 === RERUN) root().dataset.asked = "";
      super.send(data);
    }
  };
}"""


def open_context(browser: Browser, **options: Any) -> BrowserContext:
    """Open a context with the tests' patience, still skeletons, and what `settle` looks at."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE)
    context.add_init_script(STILL_SKELETONS)
    context.add_init_script(TELL_ASKED)
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
