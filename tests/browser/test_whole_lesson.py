"""What holds for the lesson as a whole, in a real browser; test_walk.py walks through it."""

import pytest
from playwright.sync_api import Page, expect

from components.nav.navigation import CONTENTS
from components.ui.lesson_text import sections
from tests.browser.pages import (
    choose,
    draw_seven,
    follow_menu,
    paper,
    part,
    resting_box,
    settle,
    stroke,
    visit,
)

TITLES = {
    "" if entry is CONTENTS[0] else entry.name: sections(entry.name)["title"] for entry in CONTENTS
}


def answer(page: Page):
    return page.locator("[data-part=answer]")


@pytest.mark.parametrize("address", ["draw", "network"])
def test_the_paper_lies_still_under_the_pen_and_the_answer_follows_it(
    page: Page, address: str
) -> None:
    visit(page, address)
    if address == "network":
        answer_follows_the_pen(page)
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


def answer_follows_the_pen(page: Page) -> None:
    """Expect a prediction while the pen is down, and another one after another stroke."""
    expect(answer(page)).to_contain_text("Nothing is drawn yet")
    box = paper(page).bounding_box()
    page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 0.2 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 0.8 * box["height"], steps=10)
    expect(answer(page)).to_contain_text("Prediction: 1")  # the pen is still down
    page.mouse.up()
    stroke(page, (0.2, 0.2), (0.8, 0.2), (0.8, 0.5))
    expect(answer(page)).not_to_contain_text("Prediction: 1")


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
