"""The lesson on one training step, as a learner goes through it: mouse, touch and keyboard."""

import math
import re

from playwright.sync_api import Page, expect

from tests.browser.pages import explore, part, press, resting_box, settle, visit, wait_until

MIDDLE = 100  # the slider's value at which the weight is as it was


def scene(page: Page, number: int) -> None:
    expect(part(page, "bar")).to_have_attribute("data-scene", str(number))
    settle(page)
    expect(page.locator("[data-flying=true]")).to_have_count(0)


def go_on(page: Page, number: int) -> None:
    expect(page.locator("[data-flying=true]")).to_have_count(0)  # the key would first end that
    page.keyboard.press("PageDown")
    scene(page, number)


def line(page: Page, beginning: str) -> str:
    return page.locator(".lines p", has_text=re.compile(f"^{beginning}")).inner_text()


def numbers(text: str) -> list[float]:
    return [float(each.replace("−", "-")) for each in re.findall(r"−?\d+(?:\.\d+)?", text)]


def test_a_step_is_followed_from_the_batch_to_the_learning_rate(page: Page) -> None:
    visit(page, "step", as_told=True)
    scene(page, 1)
    rows = part(page, "rows").locator("li")
    expect(rows).to_have_count(4)
    expect(rows.last).to_contain_text("label: 7")
    go_on(page, 2)
    expect(rows.first).to_contain_text("Prediction: 7")
    go_on(page, 3)
    *losses, count, mean = numbers(line(page, "loss of the batch"))
    assert abs(sum(losses) / count - mean) < 6e-5
    go_on(page, 4)
    slider = part(page, "slider")
    expect(slider).to_be_hidden()
    page.get_by_role("button", name="positive", exact=True).click()
    expect(page.get_by_text("Correct.")).to_be_visible()
    expect(slider).to_be_visible()
    before = line(page, "gradient × change")
    slider.press("ArrowRight")
    wait_until(page, lambda: line(page, "gradient × change") != before, "the weight moves")
    gradient, change, predicted = numbers(line(page, "gradient × change"))
    assert abs(gradient * change - predicted) < 6e-5
    go_on(page, 5)
    expect(page.locator("[data-part=wheels] g")).to_have_count(3)
    x, slope, gradient = numbers(line(page, "gradient"))
    assert abs(x * slope - gradient) < 6e-5
    go_on(page, 6)
    expect(slider).to_be_hidden()
    expect(page.locator("[data-part=wheels]")).to_contain_text("?")
    page.get_by_role("spinbutton").fill("0")
    press(page, "Check")
    expect(page.get_by_text("Correct.")).to_be_visible()
    expect(slider).to_be_visible()
    slider.press("ArrowRight")
    expect(page.locator("[data-part=wheels] g").last).to_contain_text("+0.00")
    go_on(page, 7)
    expect(page.locator(".lines")).not_to_contain_text("new weight")
    page.get_by_role("button", name="down", exact=True).click()
    expect(page.locator(".lines")).to_contain_text("new weight")
    value, rate, gradient, after = numbers(line(page, "new weight").replace("− 0.", "0."))
    assert abs(value - rate * gradient - after) < 6e-5
    go_on(page, 8)
    correct = line(page, "1,000 test images")
    slider.press("End")
    expect(part(page, "turnText")).to_have_text("0.1")
    assert numbers(line(page, "1,000 test images"))[-1] < 0.8 * numbers(correct)[-1]
    expect(page.locator(".rows")).to_contain_text("Prediction: 7")
    explore(page)
    expect(page.get_by_role("heading", name="The slope, measured")).to_be_visible()


def test_a_wheel_is_turned_by_the_mouse_and_the_others_turn_with_it(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    visit(page, "step?scene=5")
    wheels = page.locator("[data-part=wheels] .wheel")
    expect(wheels).to_have_count(3)
    for nth in range(3):
        before = [turned(page, each) for each in range(3)]
        drag_around(page, nth)
        expect(part(page, "slider")).not_to_have_value(str(MIDDLE))
        after = [turned(page, each) for each in range(3)]
        assert all(one != other for one, other in zip(before, after, strict=True))
    x, _, _ = numbers(line(page, "gradient"))
    *_, sum_turns = numbers(line(page, "z turns"))
    assert abs(float(x) * change_of_weight(page) - sum_turns) < 1e-3


def change_of_weight(page: Page) -> float:
    (value,) = numbers(part(page, "turnText").inner_text())
    return value


def turned(page: Page, nth: int) -> str:
    return page.locator("[data-part=wheels] .wheel").nth(nth).get_attribute("transform") or ""


def drag_around(page: Page, nth: int) -> None:
    """Turn a wheel by some degrees, with the pointer inside its rim."""
    box = resting_box(page.locator("[data-part=wheels] .wheel").nth(nth))
    x, y, far = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, box["width"] / 3
    page.mouse.move(x + far, y)
    page.mouse.down()
    for degrees in range(0, 45, 5):
        angle = math.radians(degrees)
        page.mouse.move(x + far * math.cos(angle), y + far * math.sin(angle))
    page.mouse.up()
