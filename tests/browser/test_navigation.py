"""Turning pages as people do: what they drew and chose is there on every page they come to."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Locator, Page, expect

from components.ui.lesson_text import COMMON
from tests.browser.pages import choose, explore, paper, part, settle, stroke, turn_to, visit
from tests.pages.visit import every_turn

PAGES = {  # with controls that several pages have: the menu's name, and whether there is a pad
    "draw": ("An image is numbers", True),
    "flatten": ("Flatten", False),
    "dense": ("Dense", False),
    "network": ("Network", True),
    "inside": ("Under the hood", False),
}
PREPARED = COMMON.label("prepare")
COUNT_INK = """paper => {
    const pixels = paper.getContext("2d").getImageData(0, 0, paper.width, paper.height).data;
    return pixels.filter((value, at) => at % 4 == 0 && value > 200).length;
}"""


def link(page: Page) -> dict[str, str]:
    """What the address carries, without the size that a page with a pad begins with."""
    # Browsers refuse many changes of an address in a row, so the last ones may still be waiting.
    page.wait_for_function("() => !window.unrolledAddress?.pending")
    carried = dict(parse_qsl(page.evaluate("location.search.slice(1)")))
    carried.pop("check", None)
    carried.pop("scene", None)  # which a lesson told in scenes has
    return {name: value for name, value in carried.items() if (name, value) != ("size", "28")}


def ink(page: Page) -> int:
    return paper(page).evaluate(COUNT_INK)


def segment(page: Page, name: str) -> Locator:
    return page.get_by_role("radio", name=name, exact=True)


def all_stands(page: Page, name: str, size: str = "28×28", color: str = "gray") -> None:
    """Find the page's controls where the session has them."""
    expect(segment(page, size)).to_be_checked()
    expect(segment(page, color)).to_be_checked()
    if PAGES[name][1]:
        expect(page.get_by_label(PREPARED)).to_be_checked()


def a_stroke_stays(page: Page, name: str, across: float) -> None:
    """Draw a line, and find it on the pad and in what the page says."""
    before = ink(page)
    stroke(page, (across, 0.2), (across, 0.7))
    settle(page)
    page.wait_for_timeout(200)  # a stroke that is lost is taken back after its page has run
    assert ink(page) > before, f"the stroke on {name} was taken back"
    if name == "network":
        expect(part(page, "answer")).to_contain_text("Prediction:")
    else:
        expect(page.get_by_text("drawn by you")).to_be_visible()


@contextmanager
def slowed(page: Page) -> Iterator[None]:
    """Meanwhile the browser's machine is four times slower."""
    speed = page.context.new_cdp_session(page)
    speed.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    yield
    speed.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    speed.detach()


def test_every_turn_by_the_menu_leaves_all_as_it_was(page: Page) -> None:
    # Dense has Flatten's controls; the links below a page lead there, and AppTest turns to it.
    names = [name for name in PAGES if name != "dense"]
    visit(page, "draw")
    for nth, (_, name) in enumerate(pairwise(every_turn(names))):
        before = link(page)
        turn_to(page, PAGES[name][0])
        all_stands(page, name)
        assert link(page) == before, f"turn {nth}, to {name}, changed the link"
        if PAGES[name][1]:
            a_stroke_stays(page, name, 0.1 + 0.8 * nth / 12)


@pytest.mark.parametrize("first", PAGES)
def test_the_first_turn_of_a_session_loses_no_stroke(page: Page, first: str) -> None:
    visit(page, first)
    then = "draw" if first == "network" else "network"
    with slowed(page):
        turn_to(page, PAGES[then][0])
        all_stands(page, then)
        assert link(page) == {}
        a_stroke_stays(page, then, 0.5)


def test_the_links_below_a_page_and_the_browsers_own_leave_all_as_it_was(page: Page) -> None:
    visit(page, "draw")
    choose(page, "Size", "8×8")
    choose(page, "Color", "RGB")
    a_stroke_stays(page, "draw", 0.3)
    before = link(page)

    def stands(name: str) -> None:
        settle(page)
        expect(page).to_have_url(re.compile(rf"/{name}(\?|$)"))
        all_stands(page, name, "8×8", "RGB")
        assert link(page) == before

    next_page = page.locator("[data-testid=stPageLink] a")
    next_page.filter(has_text="Next").click()
    settle(page)
    explore(page)
    stands("flatten")
    next_page.filter(has_text="Next").click()
    settle(page)
    explore(page)
    stands("dense")
    next_page.filter(has_text="Back").click()
    stands("flatten")
    page.go_back()
    stands("dense")
    page.go_back()
    settle(page)
    expect(part(page, "bar")).to_have_attribute("data-scene", "1")
    page.go_back()
    stands("flatten")
    page.go_back()
    settle(page)
    expect(part(page, "bar")).to_have_attribute("data-scene", "1")
    page.go_back()
    stands("draw")
    a_stroke_stays(page, "draw", 0.7)
    before = link(page)
    page.go_forward()
    settle(page)
    explore(page)
    stands("flatten")
    page.reload()
    stands("flatten")
    turn_to(page, PAGES["network"][0])
    stands("network")
    a_stroke_stays(page, "network", 0.5)


def test_a_control_stands_at_what_was_chosen_elsewhere_meanwhile(page: Page) -> None:
    visit(page, "draw")
    choose(page, "Size", "8×8")
    turn_to(page, "Network")
    page.get_by_text(PREPARED).click()
    choose(page, "Size", "28×28")
    expect(page.get_by_label(PREPARED)).not_to_be_checked()
    turn_to(page, "An image is numbers")
    expect(segment(page, "28×28")).to_be_checked()
    expect(page.get_by_label(PREPARED)).not_to_be_checked()
    a_stroke_stays(page, "draw", 0.5)
    turn_to(page, "Network")
    page.get_by_text(PREPARED).click()
    choose(page, "Size", "3×3")
    expect(part(page, "answer")).not_to_contain_text("Nothing is drawn yet")  # the pad shows 1 … 9
