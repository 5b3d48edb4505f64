"""What holds for the lesson as a whole, in a real browser; test_walk.py walks through it."""

from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Page, expect

from components.nav.navigation import CONTENTS
from components.ui.lesson_text import sections
from tests.browser.pages import (
    choose,
    draw_seven,
    follow_menu,
    open_menu,
    paper,
    part,
    resting_box,
    settle,
    stroke,
    turn_to,
    visit,
)
from tests.browser.server import NO_TRAINER, Server, serve

TITLES = {
    "" if entry is CONTENTS[0] else entry.name: sections(entry.name)["title"] for entry in CONTENTS
}


def answer(page: Page):
    return page.locator("[data-part=answer]")


def test_a_deep_link_to_a_fresh_server_has_its_menu_and_title(browser) -> None:
    with serve(**NO_TRAINER) as fresh:
        page = browser.new_page()
        page.goto(f"{fresh.url}/flatten")
        expect(page.locator("h1")).to_have_text(TITLES["flatten"])
        expect(open_menu(page).get_by_role("link")).to_have_count(len(TITLES))
        page.close()


@pytest.mark.trains
def test_no_page_brings_tensorflow_into_the_web_process(page: Page, server: Server) -> None:
    visit(page, "")
    for entry in CONTENTS[1:]:
        turn_to(page, entry.title)
        expect(page.locator("h1")).to_have_text(TITLES[entry.name])
        expect(page.get_by_test_id("stException")).to_have_count(0)
    draw_seven_and_read(page)
    web = psutil.Process(server.process.pid)
    held = [entry.path for entry in web.memory_maps()]
    assert any("numpy" in path for path in held), "this look at the process sees its libraries"
    assert not [path for path in held if "tensorflow" in Path(path).as_posix()]
    assert any("local_cluster" in " ".join(child.cmdline()) for child in web.children())


def draw_seven_and_read(page: Page) -> None:
    visit(page, "network")
    draw_seven(page)
    expect(answer(page)).to_contain_text("Prediction: 7")


def test_the_answer_follows_the_pen_while_it_is_down(page: Page) -> None:
    visit(page, "network")
    expect(answer(page)).to_contain_text("Nothing is drawn yet")
    box = paper(page).bounding_box()
    page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 0.2 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 0.8 * box["height"], steps=10)
    expect(answer(page)).to_contain_text("Prediction: 1")  # the pen is still down
    page.mouse.up()
    stroke(page, (0.2, 0.2), (0.8, 0.2), (0.8, 0.5))
    expect(answer(page)).not_to_contain_text("Prediction: 1")


@pytest.mark.parametrize("address", ["draw", "network"])
def test_the_paper_lies_still_under_the_pen(page: Page, address: str) -> None:
    visit(page, address)
    for width in (1440, 1280, 820, 390):
        page.set_viewport_size({"width": width, "height": 1200})
        page.get_by_role("button", name="Clear", exact=True).click()
        settle(page)
        lies = resting_box(paper(page))
        draw_seven(page)
        if address == "network":
            expect(answer(page)).to_contain_text("Prediction: 7")
        settle(page)
        assert paper(page).bounding_box() == lies, width


def test_pages_turned_as_fast_as_one_can_click_each_stand_whole_in_the_end(page: Page) -> None:
    visit(page, "dense")
    choose(page, "Size", "28×28")  # the browser reports that it holds 100,352 weights
    for wait in (0, 40, 80, 160):
        for title in ("Flatten", "Dense"):
            follow_menu(page, title)
            page.wait_for_timeout(wait)
        settle(page)
        expect(page.locator("h1")).to_have_text(TITLES["dense"])
        expect(part(page, "readout").first).to_be_visible()
