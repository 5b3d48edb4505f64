"""The whole layer on /dense: every edge drawn, and what lights up is what Keras computes."""

import re

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from components.drawing.network_input import network_input
from components.ui.lesson_text import Lesson
from models.exercises.worked_example import first_network
from models.nn.dense import DenseLayer, trace_dense
from models.nn.network import shipped_layers
from tests.browser.pages import choose, settle, shown_field, visit
from tests.pages.visit import session
from tests.pages.visit import visit as visit_without_browser

LAYER = first_network().dense[0].layer
INPUTS = np.arange(1.0, 10.0)
TRACE = trace_dense(INPUTS, LAYER)
SLOW = 120_000  # milliseconds; a busy machine takes its time to open the page


@pytest.fixture(scope="module")
def keras_sums():
    """Return what computes a layer's sums with Keras itself."""
    keras = pytest.importorskip("keras")

    def sums(inputs: np.ndarray, layer: DenseLayer) -> np.ndarray:
        dense = keras.layers.Dense(layer.units)
        dense.build((None, inputs.size))
        dense.set_weights([layer.kernel, layer.bias])
        return np.asarray(dense(inputs[None].astype("float32")))[0]

    return sums


def view(page: Page) -> Locator:
    return page.locator(".layer")


def part(page: Page, name: str) -> Locator:
    return view(page).locator(f"[data-part={name}]")


def card_values(page: Page) -> list[str]:
    return [text.replace("−", "-") for text in part(page, "facts").locator("dd").all_inner_texts()]


def expect_drawn(page: Page, edges: int = 36) -> None:
    expect(part(page, "edges")).to_have_attribute("data-drawn", str(edges), timeout=SLOW)
    part(page, "net").scroll_into_view_if_needed()


@pytest.fixture(scope="module")
def dense(lasting_page: Page) -> Page:
    """The worked example's layer, for tests that only point at it."""
    visit(lasting_page, "dense")
    expect_drawn(lasting_page)
    return lasting_page


def open_trained(page: Page) -> None:
    visit(page, "dense")
    choose(page, "Weights", "trained")
    expect_drawn(page, 784 * 128)


def point(page: Page, side: str, index: int, of: int, tap: bool = False) -> None:
    """Point at an input of the vector or at a unit, in the picture of the edges."""
    net = part(page, "net")
    net.scroll_into_view_if_needed()
    top, high, left = (float(net.get_attribute(f"data-{each}")) for each in ("top", "high", side))
    position = {"x": left + 6, "y": top + (index + 0.5) / of * high}
    if tap:
        net.tap(position=position)
        return
    net.evaluate("(net, [x, y]) => net.scrollIntoView({block: 'center'})", [0, 0])
    box = net.bounding_box()
    page.mouse.move(box["x"] + position["x"], box["y"] + position["y"])


def expect_lit(page: Page, words: str) -> None:
    expect(view(page)).to_have_attribute("data-lit", words)


def number(text: str) -> float:
    return float(text.replace("−", "-"))


def test_all_36_edges_and_all_100352_are_drawn(page: Page) -> None:
    visit(page, "dense")
    expect_drawn(page)
    expect(part(page, "title")).to_have_text("9 × 4 = 36 connections")
    open_trained(page)
    expect(part(page, "title")).to_have_text("784 × 128 = 100,352 connections")


def test_a_unit_pointed_at_shows_the_sum_keras_computes(dense: Page, keras_sums) -> None:
    expected = keras_sums(INPUTS, LAYER)
    for unit in range(4):
        point(dense, "unit", unit, 4)
        expect_lit(dense, f"unit {unit}")
        weighted, bias, total, output = map(number, card_values(dense))
        assert weighted == round(TRACE.products[:, unit].sum(), 2)
        assert bias == LAYER.bias[unit]
        assert total == pytest.approx(expected[unit], abs=1e-5)
        assert output == pytest.approx(max(0, expected[unit]), abs=1e-5)
        terms = part(dense, "dot").inner_text().replace("−", "-").split(" = ")[0].split(" + ")
        products = [re.findall(r"-?[\d.]+", term) for term in terms]
        assert [float(x) for x, _ in products] == INPUTS.tolist()
        assert [float(w) for _, w in products] == LAYER.kernel[:, unit].tolist()


def test_an_input_pointed_at_shows_what_it_gives_every_unit(dense: Page) -> None:
    for index in (0, 5, 8):
        point(dense, "vector", index, 9)
        expect_lit(dense, f"input {index}")
        given = [float(text.split(" = ")[1]) for text in card_values(dense)]
        assert given == TRACE.products[index].round(2).tolist()
        row, column = divmod(index, 3)
        expect(part(dense, "title")).to_contain_text(f"x[{index}] = image[{row}, {column}]")


def test_a_pixel_of_the_image_is_its_input_in_keras_order(dense: Page) -> None:
    net = part(dense, "net")
    net.evaluate("net => net.scrollIntoView({block: 'center'})")
    box, top, high = (
        net.bounding_box(),
        float(net.get_attribute("data-top")),
        float(net.get_attribute("data-high")),
    )
    side = min(240, box["width"] * 0.27) / 3
    for row in range(3):
        for column in range(3):
            dense.mouse.move(
                box["x"] + 4 + (column + 0.5) * side,
                box["y"] + top + high / 2 + (row - 1) * side,
            )
            expect_lit(dense, f"input {3 * row + column}")


def test_the_signs_can_be_distinguished_without_colors(dense: Page) -> None:
    above, below = int((LAYER.kernel > 0).sum()), int((LAYER.kernel < 0).sum())
    for choice, shown in (("above", above), ("below", below)):
        part(dense, "signs").select_option(f"{choice} 0")
        expect(part(dense, "edges")).to_have_attribute("data-drawn", str(shown))
        expect(part(dense, "title")).to_have_text(f"{shown} of 36 connections")
        expect(part(dense, "said")).to_contain_text(f"Only weights {choice} 0")
    part(dense, "signs").select_option("all")
    expect(part(dense, "edges")).to_have_attribute("data-drawn", "36")
    expect(part(dense, "title")).to_have_text("9 × 4 = 36 connections")


def test_row_and_column_of_the_matrix_light_up_and_its_cells_light_their_edge(dense: Page) -> None:
    table = part(dense, "table")

    def marked(kind: str) -> list[tuple]:
        cells = table.locator(f"td[data-lit={kind}]")
        return [tuple(each) for each in cells.evaluate_all(
            "cells => cells.map(({dataset: d}) => [d.input ?? null, d.unit ?? null])"
        )]  # fmt: skip

    point(dense, "unit", 2, 4)
    expect_lit(dense, "unit 2")
    column = [(str(i), "2") for i in range(9)]
    x = [(str(i), None) for i in range(9)]
    assert sorted(marked("column"), key=str) == sorted([*column, *x, *[(None, "2")] * 4], key=str)
    assert marked("row") == marked("both") == []

    point(dense, "vector", 4, 9)
    expect_lit(dense, "input 4")
    assert marked("row") == [("4", None), *(("4", str(unit)) for unit in range(4))]
    assert marked("column") == []

    cell = table.locator("td[data-input='4'][data-unit='2']")
    cell.hover()
    expect_lit(dense, "input 4 unit 2")
    assert marked("both") == [("4", "2")]
    assert number(cell.inner_text()) == LAYER.kernel[4, 2]
    assert card_values(dense)[0].endswith(f"= {TRACE.products[4, 2]:.2f}")


def test_the_matrix_shows_the_numbers_of_the_layer(dense: Page) -> None:
    rows = [
        [number(text) for text in row.locator("td").all_inner_texts()]
        for row in part(dense, "table").locator("tbody tr, tfoot tr").all()
    ]
    np.testing.assert_array_equal([row[0] for row in rows[:9]], INPUTS)
    np.testing.assert_array_equal([row[1:] for row in rows[:9]], LAYER.kernel)
    for row, values in zip(
        rows[9:], (TRACE.sums - LAYER.bias, LAYER.bias, TRACE.sums, TRACE.outputs), strict=True
    ):
        np.testing.assert_allclose(row, values, atol=1e-9)


def test_the_keyboard_alone_walks_and_chooses_and_what_is_lit_is_read_out(page: Page) -> None:
    visit(page, "dense")
    expect_drawn(page)
    net = part(page, "net")
    part(page, "all").focus()
    page.keyboard.press("Tab")  # the story's button is disabled while no unit is lit
    expect(part(page, "signs")).to_be_focused()
    page.keyboard.press("Tab")
    expect(net).to_be_focused()
    assert net.evaluate("net => getComputedStyle(net).outlineStyle") == "solid"
    for key, at in {
        "ArrowRight": "unit 0", "ArrowDown": "unit 1", "End": "unit 3", "ArrowLeft": "input 0",
        "PageDown": "input 3", "ArrowUp": "input 2", "Home": "input 0",
    }.items():  # fmt: skip
        page.keyboard.press(key)
        expect_lit(page, at)
    expect(part(page, "said")).to_contain_text("Input 0: x[0] = image[0, 0] = 1. Neuron 0: 0.09")
    page.keyboard.press("ArrowRight")
    expect_lit(page, "unit 3")
    expect(part(page, "said")).to_contain_text("Neuron 3: weighted sum 9.32, bias 0.24, z 9.56")
    page.keyboard.press("Enter")
    expect(shown_field(page, Lesson("dense").label("unit", last=3))).to_have_value("3")
    expect(net).to_be_focused()
    expect_lit(page, "unit 3")


def test_a_click_on_a_unit_turns_the_neurons_view_to_it(page: Page) -> None:
    visit(page, "dense")
    expect_drawn(page)
    point(page, "unit", 3, 4)
    page.mouse.down()
    page.mouse.up()
    expect(shown_field(page, Lesson("dense").label("unit", last=3))).to_have_value("3")
    expect(page.get_by_text(f"sum is {TRACE.sums[3]:.4f}")).to_be_visible()
    expect(part(page, "tell")).to_be_disabled()
    expect(part(page, "edges")).to_have_attribute("data-times", "1")  # the edges stayed
    point(page, "unit", 1, 4)
    page.mouse.down()
    page.mouse.up()
    expect(page.get_by_text(f"sum is {TRACE.sums[1]:.4f}")).to_be_visible()


def test_a_finger_lights_by_one_tap_and_chooses_by_the_next(phone: Page) -> None:
    page = phone
    visit(page, "dense")
    expect_drawn(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    point(page, "vector", 6, 9, tap=True)
    expect_lit(page, "input 6")
    point(page, "unit", 2, 4, tap=True)
    expect_lit(page, "unit 2")
    settle(page)
    expect(part(page, "tell")).to_have_text("Show neuron 2 above")
    point(page, "unit", 2, 4, tap=True)
    expect(part(page, "tell")).to_have_text("Neuron 2 is shown above")
    part(page, "all").tap()
    expect_lit(page, "all")


def test_the_trained_layer_shows_keras_sums_and_its_weights_come_once(
    tab: Page, keras_sums
) -> None:
    page, sizes = tab, []
    page.on(
        "websocket",
        lambda socket: socket.on("framereceived", lambda frame: sizes.append(len(frame))),
    )
    open_trained(page)
    settle(page)
    vector = network_input(session(visit_without_browser("dense"))).ravel()
    layer = shipped_layers()[0]
    expected = keras_sums(vector, layer)
    part(page, "net").focus()
    page.keyboard.press("ArrowRight")
    for unit in (0, 1, 2):
        expect_lit(page, f"unit {unit}")
        assert number(card_values(page)[2]) == pytest.approx(expected[unit], abs=1e-4)
        page.keyboard.press("ArrowDown")
    assert [size for size in sizes if size > 100_000] == [max(sizes)], "the weights came once"
    sizes.clear()
    choose(page, "Size", "28×28")  # another picture through the same weights
    expect(part(page, "net")).to_be_visible()
    expect(part(page, "edges")).to_have_attribute("data-drawn", str(784 * 128))
    assert max(sizes) < 100_000, max(sizes)
    expect_lit(page, "unit 3")
    total = layer.bias[3]  # no ink: the biases alone
    assert number(card_values(page)[2]) == pytest.approx(float(total), abs=1e-4)
