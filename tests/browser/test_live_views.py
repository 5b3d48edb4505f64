"""What follows the pen and the hand within the frame, before Python has answered; then both agree.

A page whose browser and Python disagree reports an error, by which the test of a `tab` fails.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
from playwright.sync_api import Locator, Page, expect

from components.dense.manual_weights import apply_changes
from components.ui.lesson_text import COMMON
from models.exercises.worked_example import first_network
from models.nn.dense import DenseTrace, trace_dense
from tests.browser.pages import choose, draw_seven, part, press, settle, turn_to, visit
from tests.browser.test_live_network import SAMPLES, Line
from tests.browser.test_side_pad import clear, open_pad, pen_down


@contextmanager
def held(line: Line) -> Iterator[None]:
    """Hold the server's answers back meanwhile, and pass them on afterwards."""
    line.is_held = True
    try:
        yield
    finally:
        line.release()


def test_flattens_view_follows_the_pen_and_the_order_before_python_answers_and_agrees_with_it(
    tab: Page,
) -> None:
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

    stage = part(tab, "stage")
    stage.focus()
    tab.keyboard.press("Home")
    tab.keyboard.press("ArrowRight")  # the pixel in row 0, column 1
    expect(part(tab, "arithmetic")).to_have_text("index = row · width + column = 0 · 3 + 1 = 1")
    orders = tab.get_by_role("radiogroup", name=COMMON.label("read order"))
    by_columns = "index = column · height + row = 1 · 3 + 0 = 3"
    with held(line):
        orders.get_by_role("radio", name="column by column").click()
        expect(part(tab, "arithmetic")).to_have_text(by_columns)
        expect(part(tab, "line")).to_have_text("One column")
    settle(tab)
    expect(part(tab, "arithmetic")).to_have_text(by_columns)
    expect(tab.locator(".katex-mathml").first).to_contain_text("=3")


def minus(text: str) -> str:
    return text.replace("-", "−")


def outcomes(page: Page, row: int) -> Locator:
    """A row under the layer's matrix: weighted sums, biases, sums, outputs."""
    return page.locator(".layer [data-part=table] tfoot tr").nth(row).locator("td")


def expect_dense(page: Page, trace: DenseTrace) -> None:
    """Expect the neuron's and the layer's view to show what Python computes."""
    neuron = trace.neuron(0)
    words = f"relu({neuron.sum + 0:.2f}) = {neuron.output + 0:.2f}"
    expect(part(page, "readout")).to_have_text(minus(words))
    expect(outcomes(page, 2)).to_have_text([minus(f"{value + 0:.2f}") for value in trace.sums])
    expect(outcomes(page, 3)).to_have_text([minus(f"{value + 0:.2f}") for value in trace.outputs])


def test_denses_views_follow_the_pen_and_an_edited_weight_before_python_answers(tab: Page) -> None:
    line = Line(tab)
    layer = first_network().dense[0].layer
    open_pad(tab, "dense")
    clear(tab)
    settle(tab)
    expect_dense(tab, trace_dense(np.zeros(9), layer))
    image = np.zeros(9)
    with held(line):
        for row, column in ((1, 0), (2, 2)):
            pen_down(tab, row, column)
            image[3 * row + column] = 9
            expect_dense(tab, trace_dense(image, layer))
            tab.mouse.up()
    settle(tab)
    expect_dense(tab, trace_dense(image, layer))
    expect(tab.get_by_text(f"sum is {trace_dense(image, layer).sums[0]:.4f}")).to_be_visible()

    press(tab, "To the end")
    settle(tab)
    edited = apply_changes(layer, {(3, 0): -2.5})
    with held(line):
        tab.get_by_role("button", name="edit w[3]").click()
        tab.keyboard.type("-2,5")
        expect_dense(tab, trace_dense(image, edited))
        tab.keyboard.press("Enter")
        weight = tab.locator(".layer td[data-input='3'][data-unit='0']")
        expect(weight).to_have_text("−2.50")
        pen_down(tab, 0, 0)  # and the edited layer follows the pen
        tab.mouse.up()
        image[0] = 9
        both = trace_dense(image, edited)
        expect_dense(tab, both)
    settle(tab)
    expect_dense(tab, both)
    expect(part(tab, "editNote")).to_have_text("1 changed by you")


def test_the_trained_layer_follows_the_pen_through_preparation(tab: Page) -> None:
    line = Line(tab)
    open_pad(tab, "dense")
    choose(tab, "Size", "28×28")
    choose(tab, "Weights", "trained")
    expect(tab.locator(".layer [data-part=edges]")).to_have_attribute("data-drawn", "100352")
    settle(tab)
    with held(line):
        draw_seven(tab)
        expect(part(tab, "readout")).to_contain_text("relu(")
        drawn = part(tab, "readout").inner_text()
        expect(part(tab, "slider")).to_have_attribute("max", "787")  # a step for rounding
    settle(tab)
    expect(part(tab, "readout")).to_have_text(drawn)


def test_an_uploaded_picture_stays_with_python_until_the_pen_draws_on_it(tab: Page) -> None:
    visit(tab, "draw")
    choose(tab, "Size", "28×28")
    tab.locator("input[type=file]").set_input_files(SAMPLES / "photo_of_a_5.jpg")
    expect(tab.get_by_text("from your file")).to_be_visible()
    settle(tab)
    turn_to(tab, "Dense")
    choose(tab, "Weights", "trained")
    tab.get_by_test_id("stCheckbox").get_by_text("Draw here", exact=True).click()
    settle(tab)
    uploaded = part(tab, "readout").inner_text()
    assert uploaded.startswith("relu(")
    draw_seven(tab)
    settle(tab)
    expect(part(tab, "readout")).not_to_have_text(uploaded)


def test_with_softmax_the_whole_layer_answers_the_pen(tab: Page) -> None:
    line = Line(tab)
    layer = replace(first_network().dense[0].layer, activation="softmax")
    open_pad(tab, "dense?activation=softmax")
    clear(tab)
    settle(tab)
    image = np.zeros(9)
    with held(line):
        pen_down(tab, 1, 0)
        tab.mouse.up()
        image[3] = 9
        trace = trace_dense(image, layer)
        output = f"{trace.outputs[0]:.4f}"
        expect(part(tab, "readout")).to_contain_text(f"gives this neuron {output}")
        expect(outcomes(tab, 3).first).to_have_text(output)
    settle(tab)
    expect(part(tab, "readout")).to_contain_text(f"gives this neuron {output}")


def test_an_edit_of_a_trained_weight_agrees_with_python(tab: Page) -> None:
    line = Line(tab)
    open_pad(tab, "dense?weights=trained")
    press(tab, "To the end")
    settle(tab)
    before = line.received
    tab.get_by_role("button", name="edit the bias").click()
    tab.keyboard.type("0,5")
    tab.keyboard.press("Enter")
    settle(tab)
    expect(part(tab, "editNote")).to_have_text("1 changed by you")
    expect(part(tab, "ends").locator("tr").first).to_contain_text("0.5000")
    assert line.received - before < 200_000, "the weights do not come again"
