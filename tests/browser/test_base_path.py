"""The lesson below a path of a school's own address, behind nginx as the manual has it."""

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from components.ui.lesson_text import COMMON
from tests.browser.conftest import SIZE, watched
from tests.browser.opening import open_context
from tests.browser.pages import draw_seven, part, press, settle, turn_to
from tests.browser.server import NO_TRAINER, Server, free_port, serve
from tests.deploy.nginx import nginx_at_path

BASE = "school/lesson"


def walk(page: Page, root: str) -> None:
    """Turn pages and scenes as a learner does, draw, reload, and share."""
    page.goto(root.rstrip("/"))
    settle(page)
    expect(page).to_have_url(re.compile(f"^{re.escape(root)}(\\?|$)"))
    turn_to(page, "Network")
    expect(page).to_have_url(re.compile(f"^{re.escape(root)}network\\?"))
    draw_seven(page)
    settle(page)
    best = part(page, "probabilities").locator("[data-best=true]")
    read = best.inner_text()
    page.reload()
    settle(page)
    expect(best).to_have_text(re.compile(read.split()[0]))
    page.goto(f"{root}flatten?scene=3")
    settle(page)
    part(page, "bar").get_by_role("button", name="Next").click()
    expect(page).to_have_url(re.compile(f"^{re.escape(root)}flatten\\?(.*&)?scene=4(&|$)"))
    settle(page)
    press(page, "Share")
    link = page.get_by_role("textbox", name=COMMON.words("share")["link"])
    expect(link).to_have_value(re.compile(f"^{re.escape(root)}flatten\\?"))


def test_the_whole_way_lies_below_the_path(browser: Browser, tmp_path: Path) -> None:
    with serve(STREAMLIT_SERVER_BASE_URL_PATH=BASE, **NO_TRAINER) as lesson:
        port = free_port()
        with nginx_at_path(tmp_path, port, int(lesson.url.rpartition(":")[2]), BASE):
            school = Server(f"http://localhost:{port}", lesson.process)
            context = open_context(browser, base_url=school.url, viewport=SIZE)
            page = context.new_page()
            with watched(page, school):
                walk(page, f"{school.url}/{BASE}/")
            page.goto(f"{school.url}/{BASE}/nothing/here")
            page.get_by_role("link", name="The puzzle").click()
            settle(page)
            expect(page).to_have_url(re.compile(f"^{school.url}/{BASE}/(\\?|$)"))
            context.close()
