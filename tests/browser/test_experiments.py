"""An experiment in a real browser: predicted, stopped, run to its end, with a conclusion."""

import re

import pytest
from playwright.sync_api import Page, expect

from components.ui.lesson_text import COMMON
from tests.browser.pages import press, settle, visit

pytestmark = pytest.mark.trains


def turn_to_experiment(page: Page, name: str) -> None:
    page.get_by_role("radiogroup", name="Experiment").get_by_text(name).click()
    settle(page)


def predict(page: Page, option: str) -> None:
    page.get_by_test_id("stRadio").get_by_text(option).click()
    settle(page)
    press(page, COMMON.label("keep answer"))
    settle(page)


def test_a_run_can_be_stopped_and_a_complete_one_is_shown_beside_the_stored_one(page: Page) -> None:
    visit(page, "experiments")
    turn_to_experiment(page, "Never-moving weights")
    expect(page.get_by_text("Stored run")).to_have_count(0)
    predict(page, "those that are black in all")
    expect(page.get_by_text("What follows from the stored run")).to_be_visible()
    epochs = page.get_by_label("Epochs")
    epochs.fill("10")
    epochs.press("Enter")
    settle(page)
    press(page, "Run it yourself")
    page.get_by_role("button", name="Stop", exact=True).click(timeout=120_000)
    expect(page.get_by_text("You stopped this.")).to_be_visible()
    expect(page.get_by_text("What follows from the stored run")).to_be_visible()
    epochs.fill("1")
    epochs.press("Enter")
    settle(page)
    press(page, "Run it yourself")
    concluded = page.get_by_text(re.compile("^What follows from your run"))
    expect(concluded).to_contain_text("3,000 training images", timeout=120_000)
    expect(
        page.get_by_text("Your run had training images 3,000, epochs 1, seed 1.")
    ).to_be_visible()


def test_a_shift_highlights_its_point_of_the_curve_and_classifies_the_own_digit(page: Page) -> None:
    visit(page, "experiments")
    turn_to_experiment(page, "Shifted digits")
    number = page.get_by_role("spinbutton")
    number.fill("60")
    number.press("Enter")
    settle(page)
    press(page, COMMON.label("keep answer"))
    settle(page)
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    before = page.get_by_text("What follows from your numbers").inner_text()
    page.get_by_role("slider", name="Pixels").press("ArrowRight")
    settle(page)
    expect(page.get_by_text("What follows from your numbers")).not_to_have_text(before)
    expect(page.get_by_text("What follows from your numbers")).to_contain_text("3 pixels right")
