"""Bugs to fix, as a learner goes through them: predict, run in real Keras, try a change."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import part, press, settle, visit

pytestmark = pytest.mark.trains

ANSWER = 240_000  # milliseconds; a fresh Python loads Keras, on a machine that may be busy


def scene(page: Page, number: int) -> None:
    expect(part(page, "bar")).to_have_attribute("data-scene", str(number))
    settle(page)


def answer(page: Page, option: str) -> None:
    """Give an answer by the keyboard."""
    button = page.get_by_role("button", name=option, exact=True)
    button.focus()
    page.keyboard.press("Enter")
    settle(page)


def wait_for(page: Page, there: Locator) -> None:
    """Wait for an output; a busy machine's trainer may ask to try again."""
    again = page.get_by_role("button", name="Try again")
    for _ in range(5):
        expect(there.or_(again).first).to_be_visible(timeout=ANSWER)
        settle(page)
        if there.is_visible():
            return
        press(page, "Try again")
    expect(there).to_be_visible()


def test_a_bug_is_predicted_seen_and_fixed_by_keyboard(page: Page) -> None:
    visit(page, "pitfalls", as_told=True)
    scene(page, 1)
    code, output = page.locator(".program .code"), page.locator(".program .output")
    expect(code).to_contain_text('keras.layers.Dense(10, "softmax")')
    expect(output).to_contain_text("once you've answered")
    answer(page, "it trains well")
    expect(page.get_by_text("Not quite.")).to_be_visible()
    wait_for(page, output.locator(".error"))
    expect(output.locator(".error")).to_contain_text("output.shape=(100, 28, 10)")
    expect(code.locator(".stopped")).to_contain_text("model.fit")
    answer(page, "an error when training begins")
    expect(page.get_by_text("Correct.")).to_be_visible()
    page.keyboard.press("PageDown")
    scene(page, 2)
    expect(output.locator(".error")).to_be_visible()  # until a change is chosen
    on_a_phone_the_output_takes_the_programs_room_and_gives_it_back(page, "Dense(784)")
    answer(page, "Flatten()")
    expect(page.get_by_text("Correct.")).to_be_visible()
    expect(code.locator(".changed")).to_contain_text("keras.layers.Flatten()")
    wait_for(page, output.get_by_text("test accuracy"))
    expect(output).to_contain_text("(None, 10)")
    expect(output.locator(".error")).to_have_count(0)


def on_a_phone_the_output_takes_the_programs_room_and_gives_it_back(
    page: Page, change: str
) -> None:
    """Choose a change on a small screen, and see what it does before the program again."""
    code, output = page.locator(".program .code"), page.locator(".program .output")
    wide = page.viewport_size
    page.set_viewport_size({"width": 390, "height": 844})
    expect(code).to_be_visible()
    expect(output).to_be_hidden()
    answer(page, change)
    expect(code).to_be_hidden()
    wait_for(page, output.locator(".error"))
    part(page, "programTab").click()
    expect(code.locator(".changed")).to_contain_text(f"keras.layers.{change}")
    expect(output).to_be_hidden()
    page.set_viewport_size(wide)
