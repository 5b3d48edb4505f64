"""How much memory the web process keeps for each learner whose run has ended.

    python -m benchmarks.learner_memory [learners [experiment]]

The lesson's server as `make run` starts it, and learners who come one after another by
their own websocket, open the page Train, press Train with the settings as they come or with
those of an experiment (a key of ``models.training.presets.PRESETS``), and watch until their run has
ended. Everybody stays connected. Prints the server's memory (USS: what would be free again if it
ended) before and after, and what one learner costs.
"""

import sys
import time

import psutil
from playwright.sync_api import Browser, Page

from models.training.presets import PRESETS
from tests.browser.opening import open_browser
from tests.browser.pages import settle
from tests.browser.server import serve

LEARNERS = 12
WARM = 3  # learners before one counts: what is loaded once belongs to nobody


def megabytes(process: psutil.Process) -> float:
    """Say how much memory the server holds for itself, once it has come to rest."""
    time.sleep(3)
    return process.memory_full_info().uss / 1e6


def train(browser: Browser, url: str, experiment: str) -> Page:
    """Let one learner train to the end."""
    page = browser.new_context().new_page()
    page.goto(f"{url}/train")
    page.get_by_role("combobox", name="Experiment").click()
    page.get_by_role("option", name=PRESETS[experiment].label, exact=True).click()
    settle(page)
    page.get_by_role("button", name="Train", exact=True).click(timeout=120_000)
    page.get_by_text("This network is yours now").wait_for(timeout=300_000)
    return page


def main() -> None:
    """Measure and print."""
    learners = int(sys.argv[1]) if len(sys.argv) > 1 else LEARNERS
    experiment = sys.argv[2] if len(sys.argv) > 2 else "usual"
    with serve() as server, open_browser() as browser:
        process = psutil.Process(server.process.pid)
        print(f"before anybody came: {megabytes(process):.1f} MB")
        pages = [train(browser, server.url, experiment) for _ in range(WARM)]
        before = megabytes(process)
        print(f"after {WARM} learners: {before:.1f} MB")
        for number in range(1, learners + 1):
            pages.append(train(browser, server.url, experiment))
            if number % 4 == 0:
                now = megabytes(process)
                print(f"after {number} more: {now:.1f} MB, {(now - before) / number:.2f} a learner")


if __name__ == "__main__":
    main()
