"""What is told in steps, played, paused, stepped, jumped, typed: Flatten, and the player of all."""

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from models.flatten import trace_flatten
from tests.browser.pages import choose, visit
from tests.browser.server import Server

IMAGE = np.arange(1.0, 10.0).reshape(3, 3)


def typed(page: Page):
    return page.locator("[data-part=typed]")


def readout(page: Page):
    return page.locator("[data-part=readout]")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize("address", ["flatten", "dense"])
def test_play_moves_pause_holds_and_the_buttons_step_and_jump(page: Page, address: str) -> None:
    visit(page, address)
    last = {"flatten": "9", "dense": "11"}[address]
    expect(page.locator("[data-part=slider]")).to_have_attribute("max", last)
    press(page, "Play")
    expect(typed(page)).to_have_value("1")
    press(page, "Pause")
    held = typed(page).input_value()
    page.wait_for_timeout(1200)
    assert typed(page).input_value() == held

    press(page, "To the end")
    expect(typed(page)).to_have_value(last)
    press(page, "One step back")
    expect(typed(page)).to_have_value(str(int(last) - 1))
    press(page, "To the start")
    expect(typed(page)).to_have_value("0")
    typed(page).fill("4")
    typed(page).press("Enter")
    press(page, "One step on")
    expect(typed(page)).to_have_value("5")
    typed(page).fill("-7")
    typed(page).press("Enter")
    expect(page.locator("[data-part=slider]")).to_have_value("0")


def test_a_pixel_and_its_cell_are_the_same_index_whichever_is_pointed_at(page: Page) -> None:
    visit(page, "flatten")
    trace = trace_flatten(IMAGE)
    stage = page.locator("[data-part=stage]")
    box = stage.bounding_box()
    side = min(300, box["width"] * 0.36) / 3
    for row, column in ((0, 0), (1, 2), (2, 0)):
        page.mouse.move(box["x"] + (column + 0.5) * side, box["y"] + 22 + (row + 0.5) * side)
        index = trace.index_of(row, column)
        expect(readout(page)).to_have_text(
            f"vector[{index}] = image[{row}, {column}] = {trace.vector[index]:.0f}"
        )
    for index in (0, 4, 8):
        page.mouse.move(box["x"] + 3 * side + 28 + (index + 0.5) * 52, box["y"] + 22 + 20)
        row, column = trace.pixel_of(index)
        expect(readout(page)).to_have_text(
            f"vector[{index}] = image[{row}, {column}] = {trace.vector[index]:.0f}"
        )


def test_the_arithmetic_follows_the_position_also_in_colour(page: Page) -> None:
    visit(page, "flatten")
    choose(page, "Colour", "RGB")
    typed(page).fill("15")
    typed(page).press("Enter")
    expect(page.locator(".katex-mathml").first).to_contain_text("1⋅3⋅3+1⋅3+2=14")
    expect(page.get_by_text("image[1, 1, 2]").last).to_be_visible()
    expect(page.get_by_text("(None, 3, 3, 3)")).to_be_visible()
    expect(page.get_by_text("27 of 27 values are where they were.")).to_be_visible()


def test_the_keyboard_alone_walks_through_the_image(page: Page) -> None:
    visit(page, "flatten")
    page.locator("[data-part=stage]").focus()
    walk = {"ArrowRight": 1, "ArrowDown": 4, "ArrowLeft": 3, "End": 9, "ArrowUp": 6, "Home": 1}
    for key, position in walk.items():
        page.keyboard.press(key)
        expect(typed(page)).to_have_value(str(position))


def test_whoever_wants_no_motion_gets_to_the_end_at_once(browser: Browser, server: Server) -> None:
    still = browser.new_context(base_url=server.url, reduced_motion="reduce")
    page = still.new_page()
    visit(page, "flatten")
    press(page, "Play")
    expect(typed(page)).to_have_value("9", timeout=1000)
    still.close()
