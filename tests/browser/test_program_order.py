"""The lines of the program are brought into order by keyboard and by touch."""

from playwright.sync_api import Locator, Page, expect

from models.exercises.program_order import BUILD, COMPILE, FIT, LINES, LOAD, SCALE
from tests.browser.pages import part, settle, visit


def button(page: Page, line: int, name: str) -> Locator:
    row = part(page, "lines").locator("li", has_text=LINES[line].code)
    return row.locator(f"[data-action={name}]")


def test_lines_are_moved_by_keys_and_by_touch_until_they_run(phone: Page) -> None:
    page = phone
    visit(page, "train?scene=8")
    lines = part(page, "lines").locator("li")
    part(page, "check").click()
    expect(part(page, "error")).to_have_text("NameError: name 'network' is not defined")
    expect(lines.first).to_have_class("stopped")

    # By keyboard: the focus follows the line, and stays on it at the top.
    button(page, BUILD, "up").focus()
    for place in range(5, 0, -1):
        page.keyboard.press("Enter")
        expect(part(page, "spoken")).to_contain_text(f"is now line {place} of 6")
    expect(lines.first).to_contain_text("Sequential")
    expect(button(page, BUILD, "down")).to_be_focused()
    expect(part(page, "error")).to_be_empty()

    # By touch.
    for line, times in ((LOAD, 3), (SCALE, 1), (COMPILE, 1)):
        for _ in range(times):
            button(page, line, "up").tap()
    expect(lines.nth(4)).to_contain_text(LINES[FIT].code)
    part(page, "check").click()
    settle(page)
    expect(page.get_by_text("Correct.")).to_be_visible()
    expect(part(page, "check")).to_be_hidden()
