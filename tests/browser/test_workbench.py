"""The workbench in a real browser: build by mouse and keyboard, cause an error, fix it, train."""

import ast
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from components.ui.lesson_text import COMMON
from tests.browser.pages import part, press, settle, visit

pytestmark = pytest.mark.trains

TRAINING = 120_000  # milliseconds a training, or the trainer's start, may take on a slow machine


def row(page: Page, index: int) -> Locator:
    """Return a layer's row, counted from 1; 0 is the input."""
    return part(page, "rows").locator("> li").nth(index)


def expect_shape(page: Page, index: int, text: str) -> None:
    expect(row(page, index).locator(".tensor code")).to_have_text(text)


def opened(page: Page) -> None:
    """Open the workbench and wait for Keras's report."""
    visit(page, "build")
    first = row(page, 2).locator(".tensor code")
    again = page.get_by_role("button", name=COMMON.label("ask again"))
    expect(first.or_(again)).to_be_visible(timeout=TRAINING)
    while again.is_visible():  # a trainer that starts on a busy machine may not answer in time
        again.click()
        settle(page)
        expect(first.or_(again)).to_be_visible(timeout=TRAINING)
    expect(first).to_have_text("(None, 128)")


def load_preset(page: Page, words: str) -> None:
    page.get_by_role("combobox", name="Begin with").click()
    page.get_by_role("option", name=words, exact=True).click()
    settle(page)


def test_a_model_is_built_broken_fixed_trained_and_downloaded(page: Page, tmp_path: Path) -> None:
    opened(page)
    expect(row(page, 2).locator(".cost")).to_contain_text("100,480 (402 kB)")
    expect(row(page, 2).locator(".percent").first).to_have_text("98.7%")

    # A number typed flows along, to the layer behind and into the code.
    row(page, 2).get_by_label("units").fill("300")
    expect_shape(page, 2, "(None, 300)")
    expect(row(page, 3).locator(".cost")).to_contain_text("3,010")
    expect(page.get_by_text("Dense(300")).to_be_visible()

    # By keyboard alone: a layer is added, moved up twice, and keeps the focus on its way.
    add = part(page, "kind")
    add.focus()
    page.keyboard.type("MaxPooling2D")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(row(page, 4).locator("strong")).to_have_text("MaxPooling2D")
    expect(row(page, 4).get_by_label("pool_size")).to_be_focused()
    row(page, 4).get_by_role("button", name="Move up MaxPooling2D, layer 4").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(row(page, 2).locator("strong")).to_have_text("MaxPooling2D")
    expect(row(page, 2).get_by_role("button", name="Move up")).to_be_focused()
    expect(row(page, 2).locator(".problem")).to_contain_text("expected ndim=4, found ndim=2")
    expect(row(page, 2).locator(".problem")).to_contain_text(
        "a flattened vector no longer has rows"
    )
    expect(row(page, 3)).to_have_attribute("data-state", "unreached")
    expect(page.get_by_role("button", name="Train it")).to_be_disabled()

    # One place further up it fits.
    page.keyboard.press("Enter")
    expect_shape(page, 1, "(None, 14, 14, 1)")
    expect_shape(page, 3, "(None, 300)")
    expect(part(page, "rows").locator(".problem:visible")).to_have_count(0)
    expect(page.get_by_role("button", name="Train it")).to_be_enabled()

    with page.expect_download() as download:
        press(page, "Script, .py")
    script = download.value.path().read_text("utf-8")
    ast.parse(script)
    assert "keras.layers.MaxPooling2D(2),\n        keras.layers.Flatten()," in script

    page.get_by_label("Epochs").fill("2")
    page.get_by_label("Epochs").press("Enter")
    settle(page)
    press(page, "Train it")
    expect(page.get_by_test_id("stMetric").filter(has_text="Epoch")).to_contain_text(
        "2", timeout=TRAINING
    )
    expect(page.get_by_text("Validation accuracy", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Train it")).to_be_enabled()

    # The input is anybody's choice, and a removed layer's button hands the focus on.
    row(page, 0).get_by_role("textbox", name="shape").fill("(32, 32, 3)")
    expect_shape(page, 1, "(None, 16, 16, 3)")
    row(page, 0).get_by_label("one image").select_option("28x28")
    expect(row(page, 1).locator(".problem")).to_contain_text("Reshape((28, 28, 1))")
    row(page, 1).get_by_role("button", name="Remove").click()
    expect_shape(page, 1, "(None, 784)")
    expect(row(page, 1).get_by_role("button", name="Remove")).to_be_focused()


def test_without_flatten_the_error_comes_late_at_the_loss(page: Page) -> None:
    opened(page)
    load_preset(page, "Flatten left out")
    expect_shape(page, 1, "(None, 28, 28, 10)")
    loss = part(page, "rows").locator("> li").last
    expect(loss).to_contain_text("doesn't fit")
    expect(loss.locator("pre")).to_contain_text("output.shape=(128, 28, 28, 10)")


def test_a_long_training_can_be_stopped_and_its_curves_stay(page: Page) -> None:
    opened(page)
    for label, value in (("Training images", "50000"), ("Epochs", "50")):
        page.get_by_label(label).fill(value)
        page.get_by_label(label).press("Enter")
        settle(page)
    press(page, "Train it")
    metric = page.get_by_test_id("stMetric").filter(has_text="Validation accuracy")
    expect(metric).to_be_visible(timeout=TRAINING)
    # Streamlit's own button of this name stands in the bar above while a page runs.
    main = page.get_by_test_id("stMainBlockContainer")
    main.get_by_role("button", name="Stop", exact=True).click()
    expect(page.get_by_text("You stopped this.")).to_be_visible()
    expect(metric).to_be_visible()
