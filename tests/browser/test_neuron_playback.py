"""The neuron's steps: played, paused, stepped, jumped to, typed."""

import numpy as np
from playwright.sync_api import Page, expect

from models.exercises.worked_example import first_network
from models.nn.dense import trace_dense
from tests.browser.pages import choose, press, settle, visit

IMAGE = np.arange(1.0, 10.0).reshape(3, 3)


def typed(page: Page):
    return page.locator("[data-part=typed]")


def readout(page: Page):
    return page.locator("[data-part=readout]")


def test_play_moves_pause_stops_and_the_buttons_step_and_jump(page: Page) -> None:
    visit(page, "dense")
    last = "11"
    expect(page.locator("[data-part=slider]")).to_have_attribute("max", last)
    press(page, "Play")
    expect(typed(page)).to_have_value("1")
    press(page, "Pause")
    paused = typed(page).input_value()
    page.wait_for_timeout(1200)
    assert typed(page).input_value() == paused

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


def test_a_weight_set_by_hand_changes_the_sum_as_computed(page: Page) -> None:
    visit(page, "dense")
    choose(page, "Weights", "by hand")
    grid = page.get_by_test_id("stDataFrame").first
    grid.hover()  # which waits for the grid to stand still
    box = grid.bounding_box()
    # The table is a canvas: its first cell lies right of the index and below the header.
    page.mouse.dblclick(box["x"] + 100, box["y"] + 35 + 17)
    editor = page.locator("#portal input")
    expect(editor).to_be_focused()
    editor.fill("2.5")
    page.keyboard.press("Enter")
    settle(page)
    layer = first_network().dense[0].layer
    changed = 2.5 - layer.kernel[0, 0]
    total = trace_dense(IMAGE.ravel(), layer).sums[0] + changed * 1
    press(page, "To the end")
    expect(readout(page)).to_have_text(f"relu({total:.2f}) = {max(0, total):.2f}")
