"""The server starts again under an open page: what is kept, and what the learner reads."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect

from components.ui.lesson_text import COMMON
from tests.browser.opening import open_context
from tests.browser.pages import (
    close_menu,
    draw_seven,
    open_menu,
    part,
    press,
    settle,
    turn_to,
    visit,
)
from tests.browser.server import NO_TRAINER, serve
from tests.browser.test_training import TRAINING, button, train_to_the_end
from tests.browser.test_whole_lesson import TITLES

KEPT = COMMON.format("restart run kept")


def notice(page: Page):
    return page.locator(".st-key-came_back")


def test_a_learner_keeps_their_network_through_a_restart_and_reads_what_is_gone(
    browser: Browser,
) -> None:
    with serve() as server:
        page = open_context(browser, base_url=server.url).new_page()
        visit(page, "train?epochs=1&images=2000&batch=100")
        expect(page.locator("h1")).to_have_text(TITLES["train"])  # the server's first answer
        expect(open_menu(page).get_by_role("link")).to_have_count(len(TITLES))
        close_menu(page)
        train_to_the_end(page)
        turn_to(page, "Network")
        draw_seven(page)
        settle(page)
        numbers = part(page, "answer").inner_text()
        mine = page.get_by_role("radio", name="your own network")
        expect(mine).to_be_checked()
        assert "run=" in page.url
    with serve(port=urlsplit(server.url).port, **NO_TRAINER):
        expect(notice(page)).to_contain_text(KEPT, timeout=TRAINING)
        settle(page)
        expect(mine).to_be_checked()
        expect(part(page, "answer")).to_have_text(numbers)
        assert "run=" not in page.url
        page.wait_for_timeout(1000)
        box = notice(page).bounding_box()
        assert 0 <= box["y"] < 300
        press(page, "Close")
        expect(notice(page)).to_have_count(0)
        page.reload()  # the tab hands it back again, as no run in the registry has it
        settle(page)
        expect(mine).to_be_checked()
        expect(part(page, "answer")).to_have_text(numbers)
        expect(notice(page)).to_have_count(0)
        turn_to(page, "Train")
        expect(button(page, "Train")).to_be_enabled()
        expect(page.get_by_text(re.compile("server restarted"))).to_have_count(0)
    page.context.close()
