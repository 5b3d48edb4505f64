"""Where the system sets all colors, as Windows' contrast themes do, what is chosen still shows."""

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.pages import part, settle, visit

BACKGROUND = "element => getComputedStyle(element).backgroundColor"


@pytest.fixture
def page(page: Page) -> Page:
    page.emulate_media(forced_colors="active")
    return page


def background(locator: Locator) -> str:
    return locator.evaluate(BACKGROUND)


def test_what_is_chosen_among_streamlits_controls_differs_from_the_rest(page: Page) -> None:
    visit(page, "dense")
    sizes = page.get_by_role("radiogroup", name="Size").get_by_role("radio")
    assert background(sizes.nth(0)) != background(sizes.nth(1))
    switch = page.get_by_test_id("stCheckbox").filter(has_text="Draw here")
    track = switch.locator("label > div").first
    off = background(track)
    assert track.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    switch.click()
    settle(page)
    assert background(track) != off


def test_what_is_chosen_in_our_own_controls_differs_from_the_rest(page: Page) -> None:
    visit(page, "network")
    pens = page.locator("button[aria-pressed]")
    chosen = page.locator('button[aria-pressed="true"]')
    assert 0 < chosen.count() < pens.count()
    others = page.locator('button[aria-pressed="false"]')
    assert background(chosen.first) != background(others.first)


def test_the_dots_of_scenes_show_and_so_does_the_one_that_is_shown(page: Page) -> None:
    visit(page, "flatten?scene=2")
    dots = part(page, "dots").get_by_role("button")
    drawn = dots.evaluate_all(
        "dots => dots.map(dot => getComputedStyle(dot, '::after').backgroundColor)"
    )
    page_color = background(page.get_by_test_id("stApp"))
    assert page_color not in drawn
    assert drawn.count(drawn[1]) == 1


def test_bars_keep_their_colors_and_so_show_how_long_they_are(page: Page) -> None:
    visit(page, "network")
    bars = page.locator(".track .fill")
    assert bars.count()
    assert "rgba(0, 0, 0, 0)" not in {background(bar) for bar in bars.all()}
    assert {background(bar) for bar in bars.all()}.isdisjoint(
        {background(page.get_by_test_id("stApp"))}
    )
