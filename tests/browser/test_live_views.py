"""What follows the pen and the hand within the frame, before Python has answered; then both agree.

A page whose browser and Python disagree reports an error, by which the test of a `tab` fails.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect

from tests.browser.pages import part, settle
from tests.browser.test_live_network import Line
from tests.browser.test_side_pad import clear, open_pad, pen_down


@contextmanager
def held(line: Line) -> Iterator[None]:
    """Hold the server's answers back meanwhile, and pass them on afterwards."""
    line.is_held = True
    try:
        yield
    finally:
        line.release()


def test_flattens_view_follows_the_pen_before_python_answers_and_agrees_with_it(tab: Page) -> None:
    line = Line(tab)
    open_pad(tab, "flatten")
    clear(tab)
    settle(tab)
    readout = part(tab, "readout")
    expect(readout).to_have_text("vector[8] = image[2, 2] = 0")
    with held(line):
        pen_down(tab, 2, 2)
        expect(readout).to_have_text("vector[8] = image[2, 2] = 9")
        tab.mouse.up()
        clear(tab)
        expect(readout).to_have_text("vector[8] = image[2, 2] = 0")
        pen_down(tab, 2, 2)
        tab.mouse.up()
    settle(tab)
    expect(readout).to_have_text("vector[8] = image[2, 2] = 9")
    expect(tab.get_by_text(re.compile("value.*9")).first).to_be_visible()


def test_another_order_of_reading_is_shown_before_python_answers_and_stays(tab: Page) -> None:
    line = Line(tab)
    open_pad(tab, "flatten")
    stage = part(tab, "stage")
    stage.focus()
    tab.keyboard.press("Home")
    tab.keyboard.press("ArrowRight")  # the pixel in row 0, column 1
    expect(part(tab, "arithmetic")).to_have_text("index = row·W + col = 0·3 + 1 = 1")
    orders = tab.get_by_role("radiogroup", name="Read the picture")
    with held(line):
        orders.get_by_role("radio", name="column by column").click()
        expect(part(tab, "arithmetic")).to_have_text("index = col·H + row = 1·3 + 0 = 3")
        expect(part(tab, "line")).to_have_text("One column")
    settle(tab)
    expect(part(tab, "arithmetic")).to_have_text("index = col·H + row = 1·3 + 0 = 3")
    expect(tab.locator(".katex-mathml").first).to_contain_text("=3")
