"""A question in a real browser: answered by mouse, by keyboard, and once more."""

import re

from playwright.sync_api import Page, expect

from components.ui.lesson_text import COMMON
from tests.browser.pages import (
    choose,
    close_menu,
    explore,
    menu_link,
    open_menu,
    part,
    press,
    settle,
    turn_to,
    visit,
)


def keep(page: Page, nth: int = 0) -> None:
    page.get_by_role("button", name=COMMON.label("keep answer")).nth(nth).click()
    settle(page)


def test_a_pixel_is_chosen_by_mouse_and_by_keyboard_and_both_answers_stay(page: Page) -> None:
    visit(page, "weights")
    table = part(page, "table")
    expect(table).to_have_attribute("data-side", re.compile(r"\d+"))
    side = float(table.get_attribute("data-side"))
    table.click(position={"x": 14.5 * side, "y": 13.5 * side})
    expect(part(page, "chosen")).to_contain_text("Row 13, column 14")
    explained = page.get_by_text("pixels are black in all")
    expect(explained).to_have_count(0)
    keep(page, 2)
    expect(page.get_by_text("Your answer: row 13, column 14")).to_be_visible()
    expect(explained).to_be_visible()

    page.get_by_role("button", name=COMMON.label("change answer")).click()
    settle(page)
    expect(explained).to_have_count(0)
    table.focus()
    for key in ("ArrowDown", "ArrowRight", "Enter"):
        table.press(key)
    expect(part(page, "chosen")).to_contain_text("Row 1, column 1")
    keep(page, 2)
    expect(
        page.get_by_text("Your answer: row 1, column 1 (before that: row 13, column 14)")
    ).to_be_visible()
    expect(page.get_by_text(COMMON.label("correct"))).to_be_visible()


def test_a_page_is_ticked_in_the_menu_once_all_it_asks_is_answered(page: Page) -> None:
    visit(page, "?scene=3")
    done = open_menu(page).get_by_role("link", name="0 · The puzzle ✓")
    expect(menu_link(page, "The puzzle")).to_be_visible()
    expect(done).to_have_count(0)
    close_menu(page)
    press(page, "still a 7")
    expect(page.get_by_text("Not quite.")).to_be_visible()
    settle(page)
    open_menu(page)
    expect(done).to_have_count(0)
    close_menu(page)
    press(page, "another digit")
    expect(page.get_by_text("Correct.")).to_be_visible()
    settle(page)
    open_menu(page)
    expect(done).to_be_visible()


def test_the_wrong_order_can_be_tried_once_its_cost_was_guessed(page: Page) -> None:
    visit(page, "network")
    control = page.get_by_role("radiogroup", name=COMMON.label("read order"))
    expect(control).to_have_count(0)
    visit(page, "network?scene=7")
    press(page, "almost all")
    settle(page)
    explore(page)
    choose(page, COMMON.label("read order"), "column by column")
    turn_to(page, "An image is numbers")
    turn_to(page, "Network")
    chosen = control.get_by_role("radio", name="column by column")
    expect(chosen).to_have_attribute("aria-checked", "true")
