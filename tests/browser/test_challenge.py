"""The challenge as a learner takes it on a phone: to the page to print."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import screen_page
from tests.browser.pages import draw_seven, move_slider, part, settle, visit
from tests.browser.server import Server
from tests.browser.test_scenes import expect_scene, faults_at
from tests.browser.test_train_scenes import in_view

pytestmark = pytest.mark.trains

TRAINING = 180_000
BUILD, SHIFTS, TRAIN, EVALUATE, PAGE = 2, 3, 4, 5, 6


def test_a_learner_builds_trains_is_evaluated_reloads_and_prints(
    contexts: Callable[..., BrowserContext], training_server: Server, tmp_path: Path
) -> None:
    with screen_page(contexts, training_server, "phone") as page:
        draw(page)
        build(page)
        train(page)
        evaluate(page)
        print_page(page, tmp_path)
        assert not faults_at(page, "the page to print")


def turn(page: Page, number: int) -> None:
    """Turn a scene by the key that a remote sends."""
    page.keyboard.press("PageDown")
    expect_scene(page, number)


def press_focused(page: Page, name: str | re.Pattern[str]) -> None:
    """Press a button by keyboard."""
    button = page.get_by_role("button", name=name, exact=isinstance(name, str))
    expect(button).to_be_enabled(timeout=TRAINING)
    button.focus()
    page.keyboard.press("Enter")


def draw(page: Page) -> None:
    """Draw a 7, say that it is one, and see it in all its positions."""
    visit(page, "challenge", as_told=True)
    draw_seven(page)
    settle(page)
    page.get_by_role("combobox").last.click()
    page.get_by_role("option", name="7", exact=True).click()
    settle(page)
    expect(part(page, "images").get_by_role("img")).to_have_count(25)
    expect(page.get_by_role("img", name="2 up, 2 left", exact=True)).to_be_visible()


def build(page: Page) -> None:
    """Find out how many neurons fit, and build the model with 75 of them."""
    turn(page, BUILD)
    expect(part(page, "budget")).to_have_text("at most 60,000 parameters")
    question = page.locator(".st-key-question")
    question.get_by_role("spinbutton").fill("76")
    question.get_by_role("button", name="Check").click()
    expect(question.get_by_text("60,430")).to_be_visible()
    question.get_by_role("spinbutton").fill("75")
    question.get_by_role("button", name="Check").click()
    expect(question.get_by_text("Correct.")).to_be_visible()
    units = part(page, "rows").get_by_label("units").first
    units.fill("76")
    expect(part(page, "budget")).to_have_text("✗ 60,430 parameters: 430 too many", timeout=TRAINING)
    units.fill("75")
    expect(part(page, "budget")).to_have_text("✓ 59,635 of 60,000 parameters", timeout=TRAINING)
    in_view(page, "rows", "budget")
    units.blur()


def train(page: Page) -> None:
    """Train with moved images, and see the curve and the predictions on one screen."""
    settle(page)
    turn(page, SHIFTS)
    press_focused(page, "training images moved at random")
    expect(page.get_by_text("Correct.")).to_be_visible()
    settle(page)
    turn(page, TRAIN)
    move_slider(page, "Epochs", 1)
    move_slider(page, "Move by up to (pixels)", 2)
    press_focused(page, "Train")
    expect(part(page, "status")).to_contain_text("Epoch 1 of 1", timeout=TRAINING)
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled()
    in_view(page, "status", "images")
    expect(part(page, "images").locator("li[data-outcome=none]")).to_have_count(0)


def evaluate(page: Page) -> None:
    """Have Keras evaluate it, take a hint, and find all of it again after a reload."""
    turn(page, EVALUATE)
    press_focused(page, "Evaluate")
    conditions = part(page, "conditions").get_by_role("listitem")
    expect(conditions.first).to_have_text("59,635 parameters of at most 60,000", timeout=TRAINING)
    expect(conditions.nth(1)).to_have_attribute("data-state", "missed")  # after one epoch
    before = conditions.all_inner_texts()
    in_view(page, "conditions", "images")
    press_focused(page, re.compile("Hint 1"))
    expect(page.get_by_text("Nearly all parameters lie between")).to_be_visible()
    settle(page)
    page.reload()
    settle(page)
    expect_scene(page, EVALUATE)
    expect(conditions).to_have_text(before)
    expect(page.get_by_role("button", name=re.compile("Hint 2"))).to_be_visible()


def print_page(page: Page, folder: Path) -> None:
    """Save the page as an image, and print it: one page, with nothing else on it."""
    turn(page, PAGE)
    name = part(page, "sheet").get_attribute("aria-label") or ""
    assert "59,635 parameters of at most 60,000, met" in name
    assert 'Dense(75, activation="relu"): 58,875' in name
    with page.expect_download() as saving:
        press_focused(page, "Save as PNG")
    saving.value.save_as(folder / "page.png")
    assert Image.open(folder / "page.png").size == (2000, 1414)
    page.emulate_media(media="print")
    assert page.evaluate("[...document.body.children].filter(e => e.checkVisibility()).length") == 1
    expect(page.locator("body > .print-sheet")).to_be_visible()
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b", printed)) == 1
    page.emulate_media(media="null")
    expect(page.locator("body > .print-sheet")).to_be_hidden()
    page.keyboard.press("PageUp")
    expect_scene(page, EVALUATE)
    expect(page.locator("body > .print-sheet")).to_have_count(0)
