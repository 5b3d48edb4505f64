"""Every view follows the pen: what changes while the stroke beside it is not over yet."""

import re

import numpy as np
from playwright.sync_api import Page, expect

from models.exercises.worked_example import first_network
from models.nn.dense import trace_dense
from tests.browser.pages import choose, paper, part, settle, turn_to, visit


def open_pad(page: Page, address: str) -> None:
    visit(page, address)
    page.get_by_test_id("stCheckbox").get_by_text("Draw here", exact=True).click()
    expect(paper(page)).to_be_visible()
    settle(page)


def pen_down(page: Page, row: int, column: int) -> None:
    """Put the pen on a pixel of the 3×3 picture, and leave it there."""
    paper(page).scroll_into_view_if_needed()
    box = paper(page).bounding_box()
    page.mouse.move(
        box["x"] + (column + 0.5) / 3 * box["width"], box["y"] + (row + 0.5) / 3 * box["height"]
    )
    page.mouse.down()


def clear(page: Page) -> None:
    page.locator(".pad").get_by_role("button", name="Clear", exact=True).click()


def test_the_vector_follows_the_pen_before_the_stroke_is_over(page: Page) -> None:
    open_pad(page, "flatten")
    stage, readout = part(page, "stage"), part(page, "readout")
    expect(stage).to_have_attribute("data-landed", "9")  # the whole picture, ink or not
    clear(page)
    expect(readout).to_contain_text(re.compile(r"= 0\b"))
    pen_down(page, 2, 2)
    expect(readout).to_contain_text(re.compile(r"= 9\b"))
    expect(stage).to_have_attribute("data-landed", "9")
    page.mouse.up()


def test_the_neuron_follows_the_pen_before_the_stroke_is_over(page: Page) -> None:
    layer = first_network().dense[0].layer
    image = np.zeros(9)
    open_pad(page, "dense")
    clear(page)

    def expect_neuron() -> None:
        neuron = trace_dense(image, layer).neuron(0)
        text = f"relu({neuron.sum:.2f}) = {neuron.output:.2f}".replace("-", "−")
        expect(part(page, "readout")).to_have_text(text)

    expect_neuron()
    pen_down(page, 1, 0)
    image[3] = 9
    expect_neuron()
    page.mouse.up()


def test_the_pad_beside_one_view_is_beside_the_next_and_every_size_stays_whole(
    page: Page,
) -> None:
    open_pad(page, "flatten")
    choose(page, "Size", "28×28")
    expect(part(page, "stage")).to_have_attribute("data-landed", "784")
    turn_to(page, "Dense")
    expect(paper(page)).to_be_visible()
    expect(part(page, "typed")).to_have_value("786")  # 784 terms, bias, activation: no ink yet


def test_the_pad_stays_in_sight_while_the_views_beside_it_scroll(page: Page) -> None:
    open_pad(page, "dense")
    part(page, "net").evaluate("canvas => canvas.scrollIntoView({ block: 'center' })")
    expect(part(page, "net")).to_be_in_viewport(ratio=0.9)
    expect(paper(page)).to_be_in_viewport(ratio=0.9)


def test_switching_the_pad_off_gives_the_view_the_whole_width_and_keeps_the_picture(
    page: Page,
) -> None:
    open_pad(page, "flatten")
    clear(page)
    narrow = part(page, "stage").bounding_box()["width"]
    page.get_by_test_id("stCheckbox").get_by_text("Draw here", exact=True).click()
    expect(paper(page)).to_have_count(0)
    settle(page)
    assert part(page, "stage").bounding_box()["width"] > 1.3 * narrow
    expect(page.get_by_text("This image is blank")).to_be_visible()
