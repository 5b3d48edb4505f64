"""The first lesson: its picture moves by itself, follows the pen, and moves the 7."""

import re

from playwright.sync_api import Page, expect

from tests.browser.pages import draw_seven, part, settle, visit
from tests.browser.test_live_network import Line

# Time as the page's motion sees it, so many times slower: on a busy machine it would be over before
# the page has come to rest.
SLOW = """factor => {
  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (draw) => request((time) => draw(time / factor));
}"""


def slow_down(page: Page, factor: int) -> None:
    """Let the next page's motion take so many times longer."""
    page.add_init_script(f"({SLOW})({factor})")


def growth(page: Page) -> str:
    """Whether the picture is still growing."""
    return page.locator("[data-growth]").get_attribute("data-growth")


def picture(page: Page) -> str:
    """The stage as it is painted, as a data address."""
    return part(page, "canvas").evaluate("canvas => canvas.toDataURL()")


def test_the_picture_moves_by_itself_and_comes_to_its_answer(tab: Page) -> None:
    slow_down(tab, 3)
    visit(tab, "", as_told=True)
    before = picture(tab)
    expect(part(tab, "answer")).to_have_text(re.compile(r"Prediction: 7, \d+\.\d%"))
    assert picture(tab) != before
    assert growth(tab) == "done"
    label = part(tab, "stage").get_attribute("aria-label")
    assert "Prediction: 7" in label


def test_next_ends_the_motion_first(tab: Page) -> None:
    slow_down(tab, 100)
    visit(tab, "", as_told=True)
    assert growth(tab) == "growing"
    tab.keyboard.press("PageDown")
    expect(part(tab, "answer")).not_to_be_empty()
    expect(part(tab, "bar")).to_have_attribute("data-scene", "1")
    tab.keyboard.press("PageDown")
    expect(part(tab, "bar")).to_have_attribute("data-scene", "2")


def test_a_drawing_takes_the_examples_place_before_python_answers_and_agrees(tab: Page) -> None:
    line = Line(tab)
    visit(tab, "", as_told=True)
    tab.locator("[data-follows-pen]").first.wait_for(state="attached")
    expect(part(tab, "answer")).not_to_be_empty()
    line.is_held = True
    before = picture(tab)
    draw_seven(tab)
    expect(part(tab, "answer")).to_have_text(re.compile("Prediction: 7"))
    assert picture(tab) != before
    line.release()
    settle(tab)
    part(tab, "bar").locator("[data-part=next]").click()
    settle(tab)
    expect(part(tab, "answer")).to_have_text(re.compile("Prediction: 7"))


def test_the_7_is_another_digit_once_it_is_moved_and_follows_the_slider(tab: Page) -> None:
    line = Line(tab)
    visit(tab, "?scene=3")
    tab.locator("[data-follows-pen]").first.wait_for(state="attached")
    expect(part(tab, "answer")).to_have_text(re.compile("Prediction: 7"))
    tab.get_by_role("button", name="another digit").click()
    settle(tab)
    expect(part(tab, "answer")).to_have_text(re.compile(r"Prediction: [^7]"))
    slider = tab.get_by_role("slider", name="Pixels to the right")
    line.is_held = True
    slider.focus()
    for _ in range(6):
        tab.keyboard.press("ArrowLeft")
    expect(part(tab, "answer")).to_have_text(re.compile("Prediction: 7"))
    line.release()
    settle(tab)
    expect(part(tab, "answer")).to_have_text(re.compile("Prediction: 7"))
