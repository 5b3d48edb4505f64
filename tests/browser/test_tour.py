"""The tour of a page: every note finds what it speaks of, and is never in the way."""

import pytest
from playwright.sync_api import Page, expect

from components.nav.navigation import CONTENTS, DEEPER, LABS, PATH
from components.shell.tour import TARGETS, tour_notes
from tests.browser.pages import part, press, settle, turn_to, visit

TOURED = [entry for entry in CONTENTS if entry.group in (PATH, DEEPER, LABS)]


def test_every_page_of_the_lesson_has_a_tour_whose_notes_point_at_something_known() -> None:
    for entry in TOURED:
        told = tour_notes(entry.name)
        assert told, entry.name
        assert {target for target, _ in told} <= set(TARGETS), entry.name


@pytest.mark.parametrize("width", [1440, 390])
def test_each_note_rings_its_thing_lies_beside_it_and_the_tour_is_closed_at_will(
    page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(reduced_motion="reduce")
    visit(page, "flatten")
    press(page, "Tour")
    for nth in range(1, 4):
        expect(part(page, "place")).to_have_text(f"{nth} of 3")
        expect(part(page, "ring")).to_be_visible()
        note = part(page, "tour").bounding_box()
        assert note["x"] >= 0
        assert note["x"] + note["width"] <= width
        assert note["y"] + note["height"] <= 900
        if nth < 3:
            part(page, "tour").get_by_role("button", name="Next").click()
    expect(part(page, "tour").get_by_role("button", name="Next")).to_be_disabled()
    part(page, "tour").get_by_role("button", name="Close the tour").click()
    expect(part(page, "tour")).to_be_hidden()
    expect(part(page, "ring")).to_be_hidden()


def test_the_tour_ends_when_the_page_is_turned_and_leaves_the_page_usable(page: Page) -> None:
    visit(page, "flatten")
    press(page, "Tour")
    expect(part(page, "place")).to_have_text("1 of 3")
    part(page, "play").click()  # the page goes on under the tour
    turn_to(page, "Dense")
    settle(page)
    expect(part(page, "tour")).to_be_hidden()
    press(page, "Tour")
    expect(part(page, "words")).to_contain_text("Step through one neuron")
