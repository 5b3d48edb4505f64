"""The whole network in columns, one unit, one multiplication, and the evidence of the pixels."""

import re
from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from components.drawing.network_input import read_picture
from components.state.drawing import Drawing
from components.state.session import Session
from models.data.image_files import as_digit
from models.explain.attribution import trace_attribution
from models.nn.network import NetworkTrace, shipped_layers, trace_network
from tests.browser.pages import box_of, draw_seven, settle, stroke, turn_to, visit

# Walk through a column's cells by its keys, and return each one's readout.
WALK = """
canvas => {
  const root = canvas.getRootNode(), readouts = [];
  const press = key => canvas.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const count = Number(canvas.dataset.count);
  for (let at = 0; at < count; at++) {
    if (at) press("ArrowRight"); else press("Home");
    readouts.push(root.querySelector("[data-part=readout]").textContent);
  }
  return readouts;
}
"""


def part(page: Page, name: str):
    return page.locator(f".network [data-part={name}]")


def readout(page: Page):
    return part(page, "readout")


def minus(text: str) -> str:
    return re.sub(r"^-(0\.?0*)$", r"\1", text).replace("-", "−")


def written(value: float, digits: int = 4) -> str:
    return minus(f"{value:.{digits}f}")


def pad_levels(page: Page) -> np.ndarray:
    """Return the pad's picture in whole steps of ink, read from its paper."""
    levels = page.locator("canvas[data-part=paper]").evaluate(
        """canvas => {
          const brush = canvas.getContext("2d"), cell = canvas.width / 28;
          return [...Array(784).keys()].map(at => brush.getImageData(
            (at % 28 + 0.5) * cell, (Math.floor(at / 28) + 0.5) * cell, 1, 1).data[0]);
        }"""
    )
    return np.array(levels, np.uint8).reshape(28, 28)


def trace_of(page: Page) -> NetworkTrace:
    """Return Python's trace of the picture on the pad."""
    return trace_network(as_digit(pad_levels(page) / 255), shipped_layers())


def drawn(page: Page) -> NetworkTrace:
    visit(page, "network")
    draw_seven(page)
    expect(part(page, "answer")).to_contain_text("Prediction: 7")
    settle(page)
    page.wait_for_timeout(500)
    return trace_of(page)


@pytest.fixture(scope="module")
def drawn_seven(lasting_page: Page) -> tuple[Page, NetworkTrace]:
    return lasting_page, drawn(lasting_page)


@pytest.fixture
def seven(drawn_seven: tuple[Page, NetworkTrace]) -> Iterator[tuple[Page, NetworkTrace]]:
    """A page with a 7, and Python's trace of it, for tests that change neither."""
    page, trace = drawn_seven
    yield page, trace
    if not part(page, "columns").is_visible():
        page.get_by_role("button", name="Network", exact=True).click()
    expect(part(page, "columns")).to_be_visible()


def walk_to(page: Page, name: str, index: int, per_line: int) -> None:
    """Walk to a cell of a column by keys alone."""
    canvas = part(page, name).locator("canvas").first
    canvas.focus()
    page.keyboard.press("Home")
    for _ in range(index // per_line):
        page.keyboard.press("ArrowDown")
    for _ in range(index % per_line):
        page.keyboard.press("ArrowRight")


def open_unit(page: Page, unit: int) -> None:
    walk_to(page, "hidden", unit, 8)
    page.keyboard.press("Enter")
    expect(part(page, "unitTitle")).to_contain_text(f"Hidden neuron {unit} of 128")


def test_every_column_holds_every_value_in_order_to_the_shown_digits(
    seven: tuple[Page, NetworkTrace],
) -> None:
    page, trace = seven
    vector = part(page, "vector").locator("canvas").evaluate(WALK)
    assert vector == [
        f"pixel ({index // 28}, {index % 28}) = vector[{index}] = {written(value)}"
        for index, value in enumerate(trace.flatten.vector)
    ]
    hidden = part(page, "hidden").locator("canvas").evaluate(WALK)
    assert hidden == [
        f"hidden neuron {unit} = {written(value)}"
        for unit, value in enumerate(trace.dense[0].outputs)
    ]
    logits = trace.dense[1].sums
    shifted, powers = logits - logits.max(), np.exp(logits - logits.max())
    columns = {
        "logits .value": [written(value) for value in logits],
        "shifted span": [written(value) for value in shifted],
        "powers span": [written(value, 6) for value in powers],
        "probabilities .value": [written(value) for value in trace.outputs],
    }
    for name, values in columns.items():
        where, _, inside = name.partition(" ")
        assert part(page, where).locator(inside).all_inner_texts() == values
    expect(part(page, "largest")).to_have_text(f"largest: {written(logits.max())}")
    expect(part(page, "total")).to_have_text(f"sum: {written(powers.sum(), 6)}")


def test_a_pixel_pointed_at_lights_up_its_cell_and_the_other_way_round(
    seven: tuple[Page, NetworkTrace],
) -> None:
    page, trace = seven
    for column, per_line in (("picture", 28), ("vector", 14)):
        canvas = part(page, column).locator("canvas")
        box = box_of(canvas)
        for index in (0, 266, 783):
            side = box["width"] / per_line
            page.mouse.move(
                box["x"] + (index % per_line + 0.5) * side,
                box["y"] + (index // per_line + 0.5) * side,
            )
            row, pixel = divmod(index, 28)
            expect(readout(page)).to_have_text(
                f"pixel ({row}, {pixel}) = vector[{index}] = {written(trace.flatten.vector[index])}"
            )
            for lit in ("picture", "vector"):
                expect(part(page, lit).locator(".cursor")).to_be_visible()


def test_from_the_whole_to_a_multiplication_and_back_the_selection_stays_also_under_the_pen(
    page: Page,
) -> None:
    trace = drawn(page)
    neuron = trace.dense[0].neuron(17)
    open_unit(page, 17)
    chain = part(page, "chain").locator("b")
    expect(chain.nth(0)).to_have_text(written(neuron.products.sum(), 6))
    expect(chain.nth(1)).to_have_text(written(neuron.bias, 6))
    expect(chain.nth(2)).to_have_text(written(neuron.sum))
    expect(chain.nth(3)).to_have_text(written(neuron.output))
    products = part(page, "products").locator("canvas").evaluate(WALK)
    assert len(products) == 784
    for index in np.flatnonzero(trace.flatten.vector)[:20]:
        readout_text = products[index].replace("−", "-")
        one, other, sign, product = re.search(
            r"([-.\d]+) × \(?([-.\d]+)\)? (=|≈) ([-.\d]+)$", readout_text
        ).groups()
        assert product == written(neuron.products[index]).replace("−", "-")
        follows = f"{float(one) * float(other) + 0.0:.4f}" == product
        assert (sign == "=") == follows, "the product of the shown factors is the shown product"

    walk_to(page, "products", 266, 28)
    page.keyboard.press("Enter")
    way = re.compile(r"Network.*hidden neuron 17.*pixel \(9, 14\)")
    expect(part(page, "trail")).to_have_text(way)
    assert_term(page, trace, 17, 266)

    stroke(page, (0.3, 0.5), (0.7, 0.5))
    settle(page)
    page.wait_for_timeout(500)
    assert_term(page, trace_of(page), 17, 266)

    turn_to(page, "Dense")
    turn_to(page, "Network")
    expect(part(page, "factorName")).to_have_text("pixel (9, 14)")
    assert_term(page, trace_of(page), 17, 266)

    part(page, "up").click()
    expect(part(page, "unitTitle")).to_contain_text("Hidden neuron 17 of 128")
    expect(readout(page)).to_contain_text("pixel (9, 14): ")
    part(page, "up").click()
    expect(part(page, "columns")).to_be_visible()
    expect(readout(page)).to_contain_text("hidden neuron 17 = ")


def assert_term(page: Page, trace: NetworkTrace, unit: int, index: int) -> None:
    neuron = trace.dense[0].neuron(unit)
    expect(part(page, "factorValue")).to_have_text(written(neuron.inputs[index], 8))
    expect(part(page, "factorWeight")).to_contain_text(written(neuron.weights[index], 8))
    expect(part(page, "factorProduct")).to_contain_text(written(neuron.products[index], 6))
    expect(part(page, "enters")).to_contain_text(f"= {written(neuron.running_sums[index])}")
    expect(part(page, "runningNote")).to_contain_text(f"the sum ends at {written(neuron.sum)}.")


def test_the_numbers_of_the_next_term_come_with_the_arrow(
    seven: tuple[Page, NetworkTrace],
) -> None:
    page, trace = seven
    open_unit(page, 44)
    walk_to(page, "products", 266, 28)
    page.keyboard.press("Enter")
    expect(part(page, "which")).to_be_focused()
    for index in (267, 268):
        page.keyboard.press("ArrowRight")
        assert_term(page, trace, 44, index)
    page.get_by_role("button", name="Previous term").click()
    assert_term(page, trace, 44, 267)


def test_a_logit_shows_its_terms_the_largest_first_with_their_true_index(
    seven: tuple[Page, NetworkTrace],
) -> None:
    page, trace = seven
    neuron = trace.dense[1].neuron(7)
    part(page, "logits").get_by_role("button").nth(7).click()
    expect(part(page, "unitTitle")).to_have_text(
        "The logit of 7: a weighted sum of 128 inputs, plus a bias"
    )
    order = sorted(range(128), key=lambda unit: (-abs(round(neuron.products[unit], 4)), unit))
    rows = part(page, "terms").locator("button")
    expect(rows).to_have_count(128)
    assert rows.locator("b").all_inner_texts() == [f"neuron {unit}" for unit in order]
    expected = [written(neuron.products[unit]) for unit in order]
    assert rows.locator(".value").all_inner_texts() == expected
    share = part(page, "chain").locator("b").last
    expect(share).to_have_text(written(trace.outputs[7]))
    rows.first.click()
    expect(part(page, "factorName")).to_have_text(f"hidden neuron {order[0]}")
    expect(part(page, "factorValue")).to_have_text(written(neuron.inputs[order[0]], 8))


def test_the_evidence_adds_up_to_the_difference_shown_for_any_pair(page: Page) -> None:
    trace = drawn(page)
    part(page, "weigh").click()
    ranking = [int(each) for each in np.argsort(-trace.dense[1].sums)]
    assert_account(page, trace, *ranking[:2])
    part(page, "one").select_option("3")
    part(page, "other").select_option("8")
    assert_account(page, trace, 3, 8)
    evidence = trace_attribution(trace, 3, 8)
    readouts = part(page, "evidencePicture").locator("canvas").evaluate(WALK)
    assert len(readouts) == 784
    for index in np.flatnonzero(trace.flatten.vector):
        assert f": {written(evidence.pixels[index])}, evidence for " in readouts[index]
    stroke(page, (0.3, 0.5), (0.7, 0.5))
    settle(page)
    page.wait_for_timeout(500)
    assert_account(page, trace_of(page), 3, 8)


def assert_account(page: Page, trace: NetworkTrace, one: int, other: int) -> None:
    evidence, rows = trace_attribution(trace, one, other), part(page, "account").locator("b")
    expect(rows.nth(3)).to_have_text(f"= {written(evidence.difference)}")
    shown = [float(text.lstrip("+= ").replace("−", "-")) for text in rows.all_inner_texts()]
    assert shown[0] >= 0 >= shown[1]
    assert sum(shown[:3]) == pytest.approx(shown[3], abs=6e-5)
    assert shown[2] == pytest.approx(evidence.biases, abs=1e-6)


def test_the_keyboard_alone_gets_in_and_out_again(page: Page) -> None:
    drawn(page)
    part(page, "weigh").focus()
    focused = []
    for _ in range(6):
        page.keyboard.press("Tab")
        focused.append(page.evaluate(ACTIVE))
    assert [name for name in focused if name] == [
        "picture", "vector", "hidden", "logits", "probabilities",
    ]  # fmt: skip
    part(page, "logits").locator("button[tabindex='0']").focus()
    for key in ("Home", "ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    expect(readout(page)).to_contain_text("logit of 1:")
    page.keyboard.press("Enter")
    expect(part(page, "unitTitle")).to_contain_text("The logit of 1")
    expect(part(page, "products").locator("canvas")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(part(page, "spoken")).to_contain_text("hidden neuron 1: ")
    page.keyboard.press("Enter")
    expect(part(page, "which")).to_be_focused()
    page.keyboard.press("Backspace")
    expect(part(page, "products").locator("canvas")).to_be_focused()
    page.keyboard.press("Backspace")
    expect(part(page, "logits").get_by_role("button").nth(1)).to_be_focused()


ACTIVE = """() => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active?.parentElement?.closest("[data-part]")?.dataset.part ?? "";
}"""


def test_a_finger_points_first_and_opens_with_the_second_tap(phone: Page) -> None:
    page = phone
    visit(page, "network")
    canvas = part(page, "hidden").locator("canvas")
    side = canvas.bounding_box()["width"] / 8
    position = {"x": 1.5 * side, "y": 2.5 * side}  # row 2, column 1 of 8: unit 17
    canvas.tap(position=position)
    expect(readout(page)).to_contain_text("hidden neuron 17 = ")
    expect(part(page, "columns")).to_be_visible()
    canvas.tap(position=position)
    expect(part(page, "unitTitle")).to_contain_text("Hidden neuron 17 of 128")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    part(page, "up").tap()
    expect(part(page, "columns")).to_be_visible()
    canvas.tap(position=position | {"x": 2.5 * side})
    part(page, "open").tap()
    expect(part(page, "unitTitle")).to_contain_text("Hidden neuron 18 of 128")


def test_an_empty_picture_shows_the_biases_alone(page: Page) -> None:
    visit(page, "network")
    expect(part(page, "answer")).to_contain_text("Nothing is drawn yet")
    empty = read_picture(Session(drawing=Drawing(pad="28×28")))
    expect(part(page, "probabilities").locator(".value").first).to_have_text(
        written(empty.outputs[0])
    )
    part(page, "weigh").click()
    expect(part(page, "account").locator("b").first).to_have_text("+0.000000")
    page.get_by_role("button", name="Network", exact=True).click()
    expect(part(page, "columns")).to_be_visible()


def test_going_closer_moves_only_where_motion_is_wanted(page: Page) -> None:
    visit(page, "network")
    page.evaluate(
        "() => { window.moves = 0; const animate = Element.prototype.animate;"
        "Element.prototype.animate = function (...how) {"
        "  window.moves += this.matches('[data-level]'); return animate.apply(this, how); }; }"
    )
    for motion, moves in (("reduce", 0), ("no-preference", 1)):
        page.emulate_media(reduced_motion=motion)
        open_unit(page, 17)
        expect(page.locator(".network [data-level=unit]")).to_be_visible()
        page.wait_for_function("moves => window.moves === moves", arg=moves)
        part(page, "up").click()
        expect(part(page, "columns")).to_be_visible()
