"""One neuron in a real Chromium: its steps, its edits, its blanks, by mouse, touch and keyboard."""

import re
from itertools import pairwise

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from components.dense.manual_weights import apply_changes
from models.exercises.worked_example import first_network
from models.explain.written_sum import to_fixed_point_sum
from models.nn.dense import trace_dense
from tests.browser.pages import box_of, choose, draw_seven, part, press, settle, turn_to, visit
from tests.browser.test_side_pad import open_pad

IMAGE = np.arange(1.0, 10.0)


def jump(page: Page, position: int) -> None:
    part(page, "typed").fill(str(position))
    part(page, "typed").press("Enter")


def choose_mode(page: Page, name: str) -> None:
    page.locator(".neuron .segments").get_by_text(name, exact=True).click()
    settle(page)


@pytest.fixture
def example(lasting_page: Page) -> Page:
    """The worked example's neuron as a visit finds it, whatever the test before did."""
    page = lasting_page
    if "/dense?" not in page.url:
        visit(page, "dense")
    choose_mode(page, "Watch it")
    if part(page, "reset").is_enabled():
        part(page, "reset").click()
        settle(page)
    if not page.get_by_role("radio", name="random", exact=True).is_checked():
        choose(page, "Weights", "random")
    part(page, "orders").locator("label").first.click()
    page.mouse.move(0, 0)
    press(page, "To the start")
    return page


def neuron_with(**changes: float):
    """Return neuron 0 of the worked example, as Python computes it with some numbers changed."""
    layer = first_network().dense[0].layer
    rows = {"bias": 9} | {f"w{index}": index for index in range(9)}
    cells = {(rows[name], 0): value for name, value in changes.items()}
    return trace_dense(IMAGE, apply_changes(layer, cells)).neuron(0)


def minus(text: str) -> str:
    return text.replace("-", "−")


def table_rows(page: Page, group: str = "terms") -> list[list[str]]:
    rows = part(page, group).locator("tr").all()
    return [
        [text.replace("−", "-") for text in row.locator("td").all_inner_texts()] for row in rows
    ]


def expect_end(page: Page, neuron) -> None:
    """Expect the last step to show a neuron's numbers, in each of its three forms."""
    output = f"{neuron.output + 0:.2f}"
    expect(part(page, "readout")).to_have_text(minus(f"relu({neuron.sum + 0:.2f}) = {output}"))
    expect(part(page, "ends").locator("tr").last).to_contain_text(minus(output))


def test_each_term_of_the_neuron_is_what_the_model_computes(example: Page) -> None:
    page = example
    neuron = neuron_with()
    press(page, "To the end")
    for index, cells in enumerate(table_rows(page)):
        assert cells == [
            str(index),
            f"{index // 3}, {index % 3}",
            f"{neuron.inputs[index]:.0f}",
            f"{neuron.weights[index]:.2f}",
            f"{neuron.products[index]:.2f}",
            f"{neuron.running_sums[index] + 0:.2f}",
        ]
    assert table_rows(page, "ends")[0] == ["+ bias", f"{neuron.bias:.2f}", f"{neuron.sum:.2f}"]
    expect_end(page, neuron)
    expect(part(page, "formula")).to_have_text(re.compile(r"^z = 1 × 0.09 \+ 2 × 0.17 \+"))


def test_a_typed_weight_changes_the_sum_as_python_computes_it_and_stays(example: Page) -> None:
    page = example
    press(page, "To the end")
    page.get_by_role("button", name="edit w[4]").click()
    page.keyboard.type("2,5")
    changed = neuron_with(w4=2.5)
    # The answer stands in the next frame, before Python has been asked at all.
    output = page.evaluate(
        """() => new Promise(done => requestAnimationFrame(() => done(
            [...document.querySelectorAll('*')].map(each => each.shadowRoot)
                .find(root => root?.querySelector('.neuron'))
                .querySelector('[data-part=readout]').textContent)))"""
    )
    assert output == f"relu({changed.sum:.2f}) = {changed.output:.2f}"
    page.keyboard.press("Enter")
    settle(page)
    expect(page.get_by_role("radiogroup", name="Weights").get_by_role("radio", name="by hand")).to_be_checked()  # fmt: skip  # noqa: E501
    expect(page.get_by_text(f"This neuron's sum is {changed.sum:.4f}")).to_be_visible()
    expect(part(page, "editNote")).to_have_text("1 changed by you")
    expect_end(page, changed)

    page.get_by_role("button", name="edit the bias").click()
    page.keyboard.type("−30")
    page.keyboard.press("Enter")
    settle(page)
    both = neuron_with(w4=2.5, bias=-30)
    expect(page.get_by_text(f"This neuron's sum is {both.sum:.4f}")).to_be_visible()
    expect_end(page, both)

    turn_to(page, "Glossary")
    turn_to(page, "Dense")
    press(page, "To the end")
    expect_end(page, both)
    press(page, "Undo")
    expect_end(page, changed)
    press(page, "Undo all")
    expect_end(page, neuron_with())


def test_a_weight_is_dragged_and_the_steps_follow(example: Page) -> None:
    page = example
    press(page, "To the end")
    box = box_of(part(page, "weights"))
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 + 50, box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()
    settle(page)
    dragged = neuron_with(w4=0.22 + 0.5)
    expect(page.get_by_text(f"This neuron's sum is {dragged.sum:.4f}")).to_be_visible()
    expect_end(page, dragged)


def test_what_is_no_weight_is_refused_where_it_is_typed(example: Page) -> None:
    page = example
    press(page, "To the end")
    for text in ("1000,01", "abc", "1e3", "", "--1"):
        page.get_by_role("button", name="edit w[4]").click()
        part(page, "edit").fill(text)
        part(page, "edit").press("Enter")
        expect(part(page, "editNote")).to_contain_text("from −1000 to 1000")
        expect_end(page, neuron_with())
        expect(part(page, "edit")).to_have_value("0.22")


def test_largest_first_is_another_order_and_the_same_sum(example: Page) -> None:
    page = example
    neuron = neuron_with()
    page.get_by_text("largest first").click()
    press(page, "To the end")
    order = to_fixed_point_sum(neuron, 2).order.tolist()
    running = np.cumsum(neuron.products[order])
    shown = table_rows(page)
    assert [int(cells[0]) for cells in shown] == order
    assert [cells[5] for cells in shown] == [f"{total + 0:.2f}" for total in running]
    expect(page.get_by_text("a different order, the same sum")).to_be_visible()
    expect_end(page, neuron)


def test_pointing_at_a_pixel_lights_up_its_row_and_names_its_numbers(example: Page) -> None:
    page = example
    press(page, "To the end")
    neuron = neuron_with()
    for name in ("inputs", "weights", "products"):
        box = box_of(part(page, name))
        for index in (0, 5):
            row, column = divmod(index, 3)
            page.mouse.move(
                box["x"] + (column + 0.5) * box["width"] / 3,
                box["y"] + (row + 0.5) * box["height"] / 3,
            )
            expect(part(page, "terms").locator("[data-pointed=true]")).to_have_attribute(
                "data-index", str(index)
            )
            expect(part(page, "readout")).to_contain_text(f"x[{index}] × w[{index}] = ")
            expect(part(page, "readout")).to_contain_text(minus(f"{neuron.products[index]:.2f}"))
    part(page, "terms").locator("tr").nth(7).hover()
    expect(part(page, "readout")).to_contain_text("x[7] × w[7] = ")


def test_of_784_terms_the_shown_lines_add_up_with_a_line_for_rounding(page: Page) -> None:
    visit(page, "draw")
    draw_seven(page)
    turn_to(page, "Dense")
    choose(page, "Weights", "trained")
    expect(part(page, "slider")).to_have_attribute("max", "787")
    press(page, "To the end")
    (_, bias, with_bias), (_, rounding, total), (_, _, output) = table_rows(page, "ends")
    last = table_rows(page)[-1][5]
    cents = [round(float(text) * 10_000) for text in (last, bias, with_bias, rounding, total)]
    assert cents[0] + cents[1] == cents[2]
    assert cents[2] + cents[3] == cents[4]
    assert float(output) == max(0, float(total))
    # Any stretch of the table: each running sum is the one above plus its own product.
    for position in (200, 300, 421):
        jump(page, position)
        shown = [cells for cells in table_rows(page) if cells[4]]
        assert len(shown) >= 4
        for above, below in pairwise(shown):
            assert round((float(above[5]) + float(below[4])) * 1e4) == round(float(below[5]) * 1e4)


def test_blanks_accept_the_right_number_and_refuse_a_wrong_one_with_hint_then_working(
    page: Page,
) -> None:
    visit(page, "dense")
    neuron = neuron_with()
    choose_mode(page, "Fill in the blanks")
    hint, blank = part(page, "hint"), page.locator("[data-blank='product 2']")

    def answer(text: str) -> None:
        blank.fill(text)
        blank.press("Enter")

    answer("5")
    expect(blank).to_have_attribute("aria-invalid", "true")
    expect(hint).to_have_text("Not yet. Multiply the input x[2] = 3 by its weight w[2] = −0.62.")
    expect(page.get_by_text("−1.86")).to_have_count(0)
    answer("1.86")
    expect(hint).to_have_text("Not yet. The working: 3 × (−0.62) = −1.86.")
    answer("minus two")
    expect(hint).to_contain_text("This isn't a number")
    answer("−1,86")
    expect(blank).to_have_attribute("data-state", "right")
    expect(page.locator("[data-blank='running 2']")).to_be_focused()
    expect(page.get_by_text("1 of 5 correct")).to_be_visible()

    for name, value in {
        "running 1": neuron.running_sums[1],
        "running 2": neuron.running_sums[2],
        "sum": neuron.sum,
        "output": neuron.output,
    }.items():
        field = page.locator(f"[data-blank='{name}']")
        field.fill(f"{value:.2f}")
        field.press("Enter")
        expect(field).to_have_attribute("data-state", "right")
    expect(page.get_by_text("All correct. You know every step now")).to_be_visible()

    turn_to(page, "The puzzle")
    turn_to(page, "Dense")
    expect(blank).to_have_value("−1,86")
    expect(page.get_by_text("All correct. You know every step now")).to_be_visible()
    press(page, "Next terms")
    expect(page.get_by_text("the 3 terms before")).to_be_visible()
    expect(page.get_by_text("0 of 5 correct")).to_be_visible()


def test_alone_asks_for_a_new_neurons_sum_and_output(example: Page) -> None:
    page = example
    choose_mode(page, "On your own")
    place = part(page, "practice")
    cells = [
        [text.replace("−", "-") for text in row.locator("td").all_inner_texts()]
        for row in place.locator("tbody tr").all()
    ]
    assert [float(row[2]) for row in cells] == IMAGE.tolist()
    bias = float(place.locator("tfoot td").nth(1).inner_text().replace("−", "-"))
    total = sum(float(row[2]) * float(row[3]) for row in cells) + bias
    for name, wrong, right in (
        ("sum", total + 1, total),
        ("output", max(0, total) + 1, max(0, total)),
    ):
        field = page.locator(f"[data-blank='{name}']")
        field.fill(str(wrong))
        field.press("Enter")
        expect(field).to_have_attribute("data-state", "wrong")
        field.fill(str(right))
        field.press("Enter")
        expect(field).to_have_attribute("data-state", "right")
    expect(page.get_by_text("you calculated a whole neuron")).to_be_visible()
    press(page, "Another neuron")
    expect(page.get_by_text("0 of 2 correct")).to_be_visible()
    choose_mode(page, "Watch it")
    expect(part(page, "story")).to_be_visible()


def test_the_keyboard_alone_gets_through_all_three_ways(page: Page) -> None:
    visit(page, "dense")
    page.locator(".neuron input[value=watch]").focus()
    for _ in range(20):  # the Tab key alone finds the weights
        page.keyboard.press("Tab")
        if part(page, "weights").evaluate("each => each.getRootNode().activeElement === each"):
            break
    expect(part(page, "weights")).to_be_focused()
    for key, position in {"ArrowRight": 1, "ArrowDown": 4, "ArrowLeft": 3, "End": 11, "Home": 0}.items():  # fmt: skip  # noqa: E501
        page.keyboard.press(key)
        expect(part(page, "typed")).to_have_value(str(position))
    page.keyboard.press("ArrowRight")
    page.keyboard.type("-3")
    expect(part(page, "edit")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"This neuron's sum is {neuron_with(w0=-3).sum:.4f}")).to_be_visible()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    settle(page)
    changed = neuron_with(w0=-2.9)
    expect(page.get_by_text(f"This neuron's sum is {changed.sum:.4f}")).to_be_visible()
    part(page, "weights").focus()
    page.keyboard.press("Control+z")
    expect(page.get_by_text(f"This neuron's sum is {neuron_with(w0=-3).sum:.4f}")).to_be_visible()

    page.locator(".neuron input[value=watch]").focus()
    page.keyboard.press("ArrowRight")
    expect(part(page, "practice")).to_be_visible()
    page.locator(".neuron input[value=blanks]").press("ArrowRight")
    expect(page.get_by_text("Another neuron")).to_be_visible()


def test_a_finger_plays_and_edits_on_a_narrow_screen(phone: Page) -> None:
    page = phone
    visit(page, "dense")
    page.get_by_role("button", name="One step on", exact=True).tap()
    expect(part(page, "typed")).to_have_value("1")
    settle(page)  # what is drawn anew meanwhile would move the weights under the finger
    part(page, "weights").tap()
    expect(part(page, "edit")).to_be_focused()
    part(page, "edit").fill("1")
    part(page, "edit").press("Enter")
    settle(page)
    expect(page.get_by_text(f"sum is {neuron_with(w4=1).sum:.4f}")).to_be_visible()
    width = page.locator(".neuron").evaluate("each => each.scrollWidth - each.clientWidth")
    assert width <= 0, "nothing sticks out sideways"


def test_with_reduced_motion_play_goes_to_the_end_at_once(example: Page) -> None:
    page = example
    page.emulate_media(reduced_motion="reduce")
    press(page, "Play")
    expect(part(page, "typed")).to_have_value("11", timeout=1000)
    page.emulate_media(reduced_motion="null")


def test_softmax_has_a_note_instead_of_a_curve(page: Page) -> None:
    visit(page, "dense")
    page.get_by_test_id("stSelectbox").get_by_role("combobox").click()
    page.get_by_role("option", name="softmax").click()
    settle(page)
    expect(part(page, "noCurve")).to_contain_text("no curve of its own")
    expect(part(page, "curve")).to_be_hidden()


def grip_slider(page: Page) -> tuple[float, float]:
    """Press the mouse on the slider, far right of its middle, and return where."""
    part(page, "drag").evaluate("slider => slider.scrollIntoView({ block: 'center' })")
    box = part(page, "drag").bounding_box()
    point = box["x"] + 0.8 * box["width"], box["y"] + box["height"] / 2
    page.mouse.move(*point)
    page.mouse.down()
    return point


def test_the_slider_stays_under_the_hand_while_the_page_grows_above_it(page: Page) -> None:
    open_pad(page, "dense")
    press(page, "To the end")
    page.get_by_role("button", name="edit w[4]").click()
    x, y = grip_slider(page)
    before = part(page, "drag").bounding_box()["y"]
    page.mouse.move(x + 20, y, steps=3)
    # The hand rests: Python turns to *by hand*, and a table of the weights appears above.
    expect(page.get_by_role("button", name="Back to the random weights")).to_be_visible()
    settle(page)
    assert abs(part(page, "drag").bounding_box()["y"] - before) < 2
    page.mouse.move(x + 40, y, steps=3)
    page.mouse.up()
    settle(page)
    assert abs(part(page, "drag").bounding_box()["y"] - before) < 2


def test_the_field_beside_the_slider_has_the_sliders_number_after_every_kind_of_drag(
    example: Page,
) -> None:
    page = example
    press(page, "To the end")

    def expect_same_number() -> None:
        field, slider = part(page, "edit").input_value(), part(page, "drag").input_value()
        assert float(field.replace("−", "-")) == float(slider)

    page.get_by_role("button", name="edit w[4]").click()  # the field has the focus
    grip_slider(page)
    page.mouse.up()
    assert part(page, "edit").input_value() != "0.22"
    expect_same_number()
    settle(page)
    expect_same_number()

    page.get_by_role("button", name="edit w[5]").click()
    box = box_of(part(page, "weights"))
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 + 30, box["y"] + box["height"] / 2, steps=3)
    expect_same_number()
    page.mouse.up()
    settle(page)
    expect_same_number()


def test_a_weight_that_is_taken_back_is_shown_in_the_field_that_has_the_focus(
    example: Page,
) -> None:
    page = example
    press(page, "To the end")
    page.get_by_role("button", name="edit w[4]").click()
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    settle(page)
    press(page, "Undo")
    settle(page)
    part(page, "edit").focus()
    expect(part(page, "edit")).to_have_value("0.22")


def test_no_number_in_a_picture_is_wider_than_its_cell(tab: Page) -> None:
    page = tab
    page.add_init_script(
        """const draw = CanvasRenderingContext2D.prototype.fillText;
        window.written = {};
        CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
          const name = this.canvas.dataset.part;
          (window.written[name] ??= []).push([text, this.measureText(text).width]);
          return draw.call(this, text, ...place);
        };"""
    )
    open_pad(page, "dense")  # beside the pad the pictures are small
    press(page, "To the end")
    page.get_by_role("button", name="edit w[4]").click()
    page.keyboard.type("-12.75")
    page.keyboard.press("Enter")
    settle(page)
    for name, text in (("weights", "−12.75"), ("products", "−63.75"), ("weights", "−0.62")):
        cell = part(page, name).bounding_box()["width"] / 3
        widths = [
            width
            for written, width in page.evaluate("name => window.written[name]", name)
            if written == text
        ]
        assert widths
        assert widths[-1] < cell, f"{text} is {widths[-1]} wide, its cell {cell}"
