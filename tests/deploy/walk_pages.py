"""A walk through every page of a server that runs already, wherever it runs.

``python -m tests.deploy.walk_pages http://localhost:8501`` says what it saw.
"""

import sys
from collections.abc import Iterable

from playwright.sync_api import Page, expect

from components.nav.navigation import CONTENTS
from tests.browser.opening import open_browser, open_context
from tests.browser.pages import choose, draw_seven, press, settle, visit
from tests.browser.test_myths_and_pitfalls import predict, run_until

PATIENCE = 150_000  # milliseconds
SORRY = "Something went wrong"


ALL = tuple(entry.name for entry in CONTENTS)


def walk(page: Page, names: Iterable[str] = ALL) -> None:
    """Open pages, draw, train, and have a program run.

    Args:
        page: an empty tab.
        names: of the pages; all, if left out.

    Raises:
        AssertionError: a page failed, or something was asked of another server.
    """
    outside: list[str] = []
    page.on("request", lambda request: outside.append(request.url))
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    for name in names:
        visit(page, "" if name == ALL[0] else name)
        expect(page.get_by_text(SORRY)).to_have_count(0)
        if name == "draw":
            draw_seven(page)
            settle(page)
    _train(page)
    _run_a_program(page)
    here = page.url.split("/")[2]
    strangers = [url for url in outside if here not in url and url[:5] not in ("data:", "blob:")]
    assert not strangers, strangers


def _train(page: Page) -> None:
    visit(page, "train?epochs=1&images=6000")
    press(page, "Train")
    mine = page.get_by_text("This network is yours now")
    expect(mine).to_be_visible(timeout=PATIENCE)


def _run_a_program(page: Page) -> None:
    """Have a beginner's mistake run, in a Python of its own beside a worker."""
    visit(page, "pitfalls")
    choose(page, "Pitfall", "No batch axis")
    predict(page, "28 predictions, one for each row")
    run_until(page, "Run both", page.locator(".error").first)
    expect(page.locator(".printed").last).to_contain_text("(1, 10)")


if __name__ == "__main__":
    with open_browser() as browser:
        walk(open_context(browser, base_url=sys.argv[1]).new_page())
    print(f"{len(ALL)} pages, a training and a program")
