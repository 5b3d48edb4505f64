"""Sheets in a real browser: each is printed on one side of A4, whole and alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from components.ui.lesson_text import sections
from tests.browser.pages import visit

SHEETS = ("cheatsheet", "worksheet", "ticket")
PAGE = re.compile(rb"/Type\s*/Page\b")
SIZE = re.compile(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]")
A4 = (595, 842)  # points
TEXT_WIDTH = 696  # CSS pixels that the margins leave of 210 mm


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_sheet_is_one_page_of_a4(page: Page, name: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    visit(page, name)
    printed = page.pdf(prefer_css_page_size=True)
    assert len(PAGE.findall(printed)) == 1
    assert {tuple(round(float(each)) for each in size) for size in SIZE.findall(printed)} == {A4}
    page.emulate_media(color_scheme=None)


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_else_is_printed_and_nothing_is_left_out_or_cut(page: Page, name: str) -> None:
    visit(page, name)
    page.set_viewport_size({"width": TEXT_WIDTH, "height": 1040})
    page.emulate_media(media="print")
    sheet = page.locator(".st-key-sheet")
    expect(sheet.locator("h1")).to_have_text(sections(name)["title"])
    for other in (".st-key-top_bar", "[data-testid=stPageLink]", "[data-testid=stBidiComponent]"):
        assert not [each for each in page.locator(other).all() if each.is_visible()]
    headings = [line for text in sections(name).values() for line in re.findall("^## (.+)", text)]
    assert sheet.locator("h2").all_inner_texts() == headings
    wide = sheet.locator("td, th, p, li, pre").evaluate_all(
        "all => all.filter((each) => each.getBoundingClientRect().right > innerWidth + 1).length"
    )
    assert wide == 0
    page.emulate_media(media="screen")


def test_the_button_opens_the_print_dialog(tab: Page) -> None:
    tab.add_init_script("print = () => { document.title = 'printed'; };")
    visit(tab, "cheatsheet")
    tab.get_by_role("button", name="Print this page").click()
    expect(tab).to_have_title("printed")
