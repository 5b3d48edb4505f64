"""Frames a second on /train: while a training runs and is followed, and while it is played again.

Run: python -m benchmarks.theater_frames

Counted in one headless Chromium, beside the same page at rest, so that a busy machine
slows all of them.
"""

from playwright.sync_api import expect

from benchmarks.story_frames import WARM_UP, report
from tests.browser.opening import open_browser
from tests.browser.pages import part, press, settle, visit
from tests.browser.server import serve

EPOCHS = 60  # longer than is counted


def main() -> None:
    """Measure the page at rest, following a training, and playing it; print a line for each."""
    with serve() as server, open_browser() as browser:
        page = browser.new_context(
            base_url=server.url, viewport={"width": 1440, "height": 1000}
        ).new_page()
        visit(page, "train")
        page.wait_for_timeout(WARM_UP)
        report("page at rest", page)
        page.get_by_label("Epochs").fill(str(EPOCHS))
        page.get_by_label("Epochs").press("Enter")
        settle(page)
        press(page, "Train")
        expect(part(page, "where")).to_be_visible(timeout=60_000)
        report("training followed live", page)
        if page.get_by_role("button", name="Stop training").count():
            press(page, "Stop training")
        expect(page.get_by_text("This network is yours now")).to_be_visible(timeout=60_000)
        page.wait_for_timeout(3000)
        part(page, "speed").select_option(label="fast")
        press(page, "To the start")
        press(page, "Play")
        report("recording played fast, three epochs a second", page)


if __name__ == "__main__":
    main()
