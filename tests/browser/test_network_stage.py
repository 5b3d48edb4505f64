"""The stage of Network: it follows the pen, what is dragged and the slider, and stays."""

import re

import numpy as np
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from models.data.datasets import load_examples
from models.exercises.transforms import shift
from models.nn.network import shipped_layers, trace_network
from models.nn.softmax import trace_softmax
from tests.browser.pages import box_of, draw_seven, part, press, settle, visit, wait_until

SCENES = ("whole", "hidden", "logits", "exp", "largest", "certainty", "order", "solved")


def at_scene(page: Page, name: str) -> Locator:
    """Open a scene, and return its stage once it computes itself."""
    visit(page, f"network?scene={SCENES.index(name) + 1}")
    expect(page.locator("[data-follows-pen]").first).to_be_attached()
    return stage(page)


def stage(page: Page) -> Locator:
    return page.locator(".stage [data-part=stage]")


def readout(page: Page) -> Locator:
    return page.locator(".stage [data-part=readout]")


def expect_number(page: Page, expected: float, tolerance: float) -> None:
    """Wait until the readout's first number is the expected one."""

    def is_shown() -> bool:
        found = numbers(readout(page).inner_text())
        return bool(found) and found[0] == pytest.approx(expected, abs=tolerance)

    wait_until(page, is_shown, f"the readout has {expected}")


def seven() -> np.ndarray:
    return load_examples("mnist", "test").images[0] / 255


def numbers(text: str) -> list[float]:
    return [float(each) for each in re.findall(r"-?\d+\.\d+", text.replace("−", "-"))]


def test_every_layer_follows_the_pen_before_python_answers(page: Page) -> None:
    at_scene(page, "whole")
    answer = page.locator(".stage [data-part=answer]")
    expect(answer).to_have_text(re.compile(r"^Example: 7"))
    expect(page.get_by_text("Draw a digit here")).to_be_visible()
    draw_seven(page)
    expect(page.get_by_text("Draw a digit here")).to_be_hidden()
    expect(answer).to_have_text(re.compile(r"^Prediction: "))
    settle(page)
    expect(stage(page)).to_have_attribute("data-prediction", "7")
    press(page, "Undo")
    expect(answer).to_have_text(re.compile(r"^Example: 7"))


def test_a_value_that_is_pointed_at_can_be_read(page: Page) -> None:
    at_scene(page, "whole")
    stage(page).focus()
    for key in ("ArrowRight", "End", "ArrowUp"):
        page.keyboard.press(key)
    expect(readout(page)).to_have_text("pixel (26, 27) = vector[ 755 ] = 0.000")


def test_a_neuron_is_chosen_by_mouse_and_by_keys_and_its_sum_adds_up(page: Page) -> None:
    at_scene(page, "hidden")
    traced = trace_network(seven(), shipped_layers()).dense[0]
    expect(stage(page)).to_have_attribute("data-unit", str(traced.outputs.argmax()))
    stage(page).focus()
    for key, unit in (("Home", 0), ("ArrowRight", 1), ("End", 127)):
        page.keyboard.press(key)
        expect(stage(page)).to_have_attribute("data-unit", str(unit))
        weighted, bias, z, output = numbers(readout(page).inner_text())
        assert z == pytest.approx(traced.sums[unit], abs=6e-4)
        assert output == pytest.approx(traced.outputs[unit], abs=6e-4)
        assert weighted + bias == pytest.approx(z, abs=1e-3)
    box = box_of(stage(page))
    page.mouse.click(box["x"] + 20, box["y"] + 60)
    expect(stage(page)).to_have_attribute("data-unit", "0")


def test_a_logit_is_chosen_by_keys(page: Page) -> None:
    at_scene(page, "logits")
    last = trace_network(seven(), shipped_layers()).dense[-1]
    stage(page).focus()
    page.keyboard.press("Home")
    expect(stage(page)).to_have_attribute("data-class", "0")
    page.keyboard.press("ArrowDown")
    expect(stage(page)).to_have_attribute("data-class", "1")
    assert numbers(readout(page).inner_text())[-1] == pytest.approx(last.sums[1], abs=6e-4)


def test_a_logit_is_dragged_and_moved_by_keys_and_softmax_follows(page: Page) -> None:
    at_scene(page, "exp")
    logits = trace_network(seven(), shipped_layers()).dense[-1].sums.copy()
    expect_number(page, np.exp(logits).sum(), 0.06)
    three = page.get_by_role("slider", name="logit of 3")
    box = box_of(three)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.75 * box["width"], box["y"] + 5, steps=4)
    page.mouse.up()
    expect(three).to_have_attribute("aria-valuenow", "6.00")
    logits[3] = 6
    expect_number(page, np.exp(logits).sum(), 0.6)
    three.focus()
    page.keyboard.press("ArrowLeft")
    expect(three).to_have_attribute("aria-valuenow", "5.75")
    expect(part(page, "bar")).to_have_attribute("data-scene", "4")
    press(page, "Reset")
    expect(three).to_have_attribute("aria-valuenow", re.compile(r"-0\.11"))


def test_what_a_question_asks_is_not_shown_before_it_is_answered(page: Page) -> None:
    at_scene(page, "largest")
    adding = page.get_by_role("slider", name="Add to every logit")
    expect(adding).to_have_count(0)
    press(page, "nothing")
    settle(page)
    adding.fill("1000")
    expect(part(page, "added")).to_have_text("1000")


def test_the_slider_moves_the_image_in_the_browser(page: Page) -> None:
    at_scene(page, "solved")
    expect(readout(page)).to_have_text(re.compile(r"^4 pixels to the right"))
    slider = page.get_by_role("slider", name="Pixels to the right")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(readout(page)).to_have_text(re.compile(r"^5 pixels to the right"))
    settle(page)
    moved = trace_network(shift(seven(), "right", 5), shipped_layers())
    assert trace_softmax(moved.dense[-1].sums).probabilities.argmax() == 2
    for _ in range(7):
        page.keyboard.press("ArrowLeft")
    expect(readout(page)).to_have_text(re.compile(r"^2 pixels to the left"))
    settle(page)


def test_the_stage_stays_from_scene_to_scene_and_moves(page: Page) -> None:
    at_scene(page, "whole")
    stage(page).evaluate("stage => { stage.dataset.kept = 'yes' }")
    for number in range(2, len(SCENES) + 1):
        part(page, "bar").locator("[data-part=next]").click()
        expect(part(page, "bar")).to_have_attribute("data-scene", str(number))
        expect(stage(page)).to_have_attribute("data-scene", SCENES[number - 1])
        expect(stage(page)).to_have_attribute("data-kept", "yes")
        expect(stage(page)).to_have_attribute("data-flying", "false")


def test_with_reduced_motion_the_stage_jumps(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    at_scene(page, "whole")
    stage(page).evaluate(
        """stage => {
          window.moved = false;
          new MutationObserver(() => { window.moved ||= stage.dataset.flying === "true"; })
            .observe(stage, { attributeFilter: ["data-flying"] });
        }"""
    )
    part(page, "bar").locator("[data-part=next]").click()
    expect(stage(page)).to_have_attribute("data-scene", "hidden")
    settle(page)
    assert not page.evaluate("window.moved")


def test_without_the_networks_file_scenes_show_what_python_computed(
    context: BrowserContext,
) -> None:
    page = context.new_page()  # which complains of the file that is not there
    page.route("**/networks/*", lambda route: route.abort())
    visit(page, "network?scene=1")
    answer = page.locator(".stage [data-part=answer]")
    expect(answer).to_have_text(re.compile(r"^Example: 7"))
    draw_seven(page)
    expect(answer).to_have_text(re.compile(r"^Prediction: 7"))


def test_a_heart_is_drawn_on_the_pad_and_can_be_taken_back(page: Page) -> None:
    at_scene(page, "certainty")
    answer = page.locator(".stage [data-part=answer]")
    expect(answer).to_have_text(re.compile(r"^Example: "))
    press(page, "Draw a heart")
    expect(answer).to_have_text(re.compile(r"^Prediction: "))
    expect(readout(page)).to_have_text("The ten probabilities together: 1.0000")
    press(page, "Undo")
    expect(answer).to_have_text(re.compile(r"^Example: "))
