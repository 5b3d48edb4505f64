"""A myth and a pitfall in a real browser: predicted, run in real Keras, and explained."""

import pytest
from playwright.sync_api import Locator, Page, expect

from components.ui.lesson_text import COMMON
from tests.browser.pages import choose, part, press, settle, turn_to, visit

pytestmark = pytest.mark.trains

ANSWER = 240_000  # milliseconds; a fresh Python loads Keras, on a machine that may be busy


def predict(page: Page, option: str) -> None:
    page.get_by_text(option, exact=True).click()
    settle(page)
    press(page, COMMON.label("keep answer"))
    settle(page)


def run_until(page: Page, button: str, there: Locator) -> None:
    """Press the button until the answer is there: a busy machine's trainer may ask for that."""
    again = page.get_by_text("Try again.").first
    for _ in range(5):
        press(page, button)
        expect(there.or_(again).first).to_be_visible(timeout=ANSWER)
        settle(page)
        if there.is_visible():
            return
    expect(there).to_be_visible()


def test_a_mistake_is_predicted_then_made_in_keras_and_its_message_explained(page: Page) -> None:
    visit(page, "pitfalls")
    choose(page, "Pitfall", "No batch axis")
    expect(page.locator(".script [data-part=code]")).to_have_count(1)
    expect(page.locator(".script [data-part=code]")).to_contain_text("picture = x_test[0]")
    predict(page, "28 predictions, one for each row")

    wrong, fixed = page.locator(".script").nth(0), page.locator(".script").nth(1)
    expect(wrong.locator("li.wrong")).to_have_text("10−picture = x_test[0]")
    expect(fixed.locator("li.right")).to_have_text("10+picture = x_test[:1]")
    run_until(page, "Run both", wrong.locator(".error"))
    expect(wrong.locator(".error")).to_contain_text("Expected shape (None, 28, 28)")
    expect(wrong.locator("li.stopped")).to_contain_text("model.predict")
    expect(wrong.locator("li.stopped")).to_contain_text("it stops here")
    expect(wrong.locator("mark")).to_have_count(4)
    expect(wrong.locator("[data-part=parts] li")).to_have_count(4)
    wrong.locator("[data-part=parts] li").nth(2).hover()
    expect(wrong.locator("mark.lit")).to_have_text("3Expected shape (None, 28, 28)")
    expect(fixed.locator(".printed")).to_contain_text("(1, 10)", timeout=ANSWER)
    text = page.get_by_text("Your answer: 28 predictions, one for each row")
    expect(text).to_have_count(2)  # at its question, and beside what happened
    expect(page.get_by_text("Correct answer: an error at predict")).to_be_visible()
    expect(page.get_by_role("button", name="Run both again")).to_be_visible()

    turn_to(page, "Flatten")
    turn_to(page, "Fix four bugs")  # what was run outlives turning the page
    expect(page.get_by_role("radio", name="No batch axis ✓")).to_be_checked()
    expect(fixed.locator(".printed")).to_contain_text("(1, 10)")


def test_a_myth_is_judged_and_tested_with_the_learners_own_image(page: Page) -> None:
    visit(page, "myths")
    expect(page.get_by_role("button", name="Run it")).to_have_count(0)
    predict(page, "true: it brings them to 0…1")
    table = part(page, "table")
    table.focus()
    table.press("ArrowDown")
    table.press("ArrowRight")
    table.press("ArrowRight")
    table.press("Enter")
    expect(page.get_by_text("vector[5] = 6")).to_be_visible()
    run_until(page, "Run it", page.get_by_text("9 of 9 values are the same, not even copied"))
    expect(page.get_by_text("Correct answer: false: same values, new shape")).to_be_visible()
    choose(page, "Size", "28×28")
    expect(page.get_by_text("values are the same")).to_have_count(0)
