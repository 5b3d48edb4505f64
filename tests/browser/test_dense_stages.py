"""The stages of the Dense lesson in a real browser: what is moved, and what follows it at once."""

import pytest
from playwright.sync_api import Locator, Page, expect

from models.exercises.worked_example import first_network
from tests.browser.pages import part, press, resting_box, settle, visit, wait_until


def scene(page: Page, number: int) -> None:
    visit(page, f"dense?scene={number}")


def cell(page: Page, grid: str, index: int) -> Locator:
    return part(page, grid).locator(".cell").nth(index)


def nudge(page: Page, name: str, key: str, times: int = 1) -> None:
    """Move a slider by its keyboard."""
    slider = page.get_by_role("slider", name=name)
    for _ in range(times):
        slider.press(key)


def drag(page: Page, start: tuple[float, float], by: float) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + by, start[1], steps=6)
    page.mouse.up()


def test_ink_on_a_blue_weight_lowers_the_sum_and_a_moved_weight_raises_it(page: Page) -> None:
    scene(page, 1)
    expect(part(page, "sum")).to_have_text("3")
    page.get_by_role("button", name="pixel in row 0, column 0: 0").click()
    expect(part(page, "sum")).to_have_text("2")
    expect(cell(page, "products", 0)).to_have_text("−1")
    nudge(page, "weight of row 0, column 0", "ArrowRight", 4)
    expect(cell(page, "weights", 0)).to_have_text("1")
    expect(part(page, "sum")).to_have_text("4")
    expect(part(page, "terms")).to_have_text("1 + 1 + 0 + 0 + 1 + 0 + 0 + 1 + 0 = 4")


def test_weights_are_chosen_by_keys_and_dragged_by_the_mouse(page: Page) -> None:
    scene(page, 1)
    page.get_by_role("radio", name="weight of row 1, column 1: 1").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="weight of row 2, column 1: 1")).to_be_focused()
    expect(page.get_by_role("slider", name="weight of row 2, column 1")).to_be_visible()
    box = resting_box(cell(page, "weights", 1))
    drag(page, (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2), 60)
    expect(cell(page, "weights", 1)).to_have_text("2")
    expect(part(page, "sum")).to_have_text("4")


def test_a_usual_wrong_sum_gets_its_sentence_and_opens_the_stage(page: Page) -> None:
    scene(page, 2)
    expect(part(page, "sum")).to_have_text("?")
    expect(page.get_by_role("slider")).to_have_count(0)
    page.get_by_role("spinbutton").fill("9")
    press(page, "Check")
    expect(page.get_by_text("so its product is subtracted")).to_be_visible()
    settle(page)
    expect(part(page, "terms")).to_have_text("1 − 2 + 6 = 5")
    expect(page.get_by_role("slider", name="weight 1")).to_be_visible()


def test_the_corner_follows_the_bias_by_keys_and_by_the_mouse(page: Page) -> None:
    scene(page, 3)
    equation = part(page, "equation")
    expect(equation).to_have_text("5 + (−2) = 3→ReLU(3) = 3")
    nudge(page, "bias", "ArrowLeft", 8)
    expect(equation).to_have_text("5 + (−6) = −1→ReLU(−1) = 0")
    expect(page.locator(".threshold [data-part=spoken]")).to_have_text(
        "The threshold is 6. The output is 0."
    )
    box = resting_box(part(page, "plot"))
    right = box["x"] + box["width"] * 0.83  # near the corner
    drag(page, (right, box["y"] + box["height"] * 0.8), -box["width"] * 0.33)
    expect(part(page, "biasText")).not_to_have_text("−6")
    expect(part(page, "weightedText")).to_have_text("5")


def test_relu_gives_the_line_corners(page: Page) -> None:
    scene(page, 4)
    equation = part(page, "equation")
    expect(equation).to_have_text("y = 1 · (1x + 1) − 1 · (2x − 2) = −1x + 3")
    nudge(page, "weight in layer 2", "ArrowRight", 4)
    expect(equation).to_have_text("y = 1 · (1x + 1) + 1 · (2x − 2) = 3x − 1")
    before = part(page, "plot").evaluate("plot => plot.toDataURL()")
    page.get_by_text("ReLU", exact=True).click()
    expect(equation).to_have_text("y = 1 · ReLU(1x + 1) + 1 · ReLU(2x − 2)")
    plot = part(page, "plot")
    wait_until(page, lambda: plot.evaluate("plot => plot.toDataURL()") != before, "the line bends")


def test_a_neuron_is_told_to_its_end_before_the_scene_turns(page: Page) -> None:
    scene(page, 5)
    neuron = first_network().dense[0].neuron(0)
    press(page, "Play")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.keyboard.press("PageDown")
    expect(part(page, "readout")).to_contain_text(f"{neuron.output:.2f}")
    expect(page.locator("[data-scene]")).to_have_attribute("data-scene", "5")
    page.keyboard.press("PageDown")
    expect(page.locator("[data-scene]")).to_have_attribute("data-scene", "6")


def test_blanks_are_filled_in_by_hand(page: Page) -> None:
    scene(page, 6)
    for label, answer in (
        ("running sum after term 1", "4.5"),
        ("x times w of term 2", "-3"),
        ("running sum after term 2", "1.5"),
        ("running sum plus bias", "3"),
        ("the neuron's output", "3"),
    ):
        field = page.get_by_label(label, exact=True)
        field.fill(answer)
        field.press("Enter")
        expect(field).to_have_attribute("data-state", "right")
    expect(part(page, "score")).to_contain_text("All correct")


@pytest.mark.parametrize("number", [8, 9])
def test_a_unit_pointed_at_is_lit(page: Page, number: int) -> None:
    scene(page, number)
    net = part(page, "net")
    layer = page.locator(".layer")
    expect(layer).to_have_attribute("data-lit", "unit 0" if number == 8 else "all")
    top, high, unit = (float(net.get_attribute(f"data-{name}")) for name in ("top", "high", "unit"))
    net.hover(position={"x": unit + 20, "y": top + high * 0.875})
    expect(layer).to_have_attribute("data-lit", "unit 3")


def test_edges_grow_once_they_were_counted(page: Page) -> None:
    scene(page, 9)
    edges = part(page, "edges")
    hidden = "edges => getComputedStyle(edges).clipPath"
    assert edges.evaluate(hidden) == "inset(0px 100% 0px 0px)"
    page.get_by_role("spinbutton").fill("36")
    press(page, "Check")
    expect(page.get_by_text("Each connection has a weight of its own.")).to_be_visible()
    wait_until(page, lambda: edges.evaluate(hidden) == "inset(0px)", "all edges have grown")
