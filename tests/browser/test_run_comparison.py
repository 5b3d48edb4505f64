"""From a preset that diverges, by its notice's remedy, to a comparison of both runs."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import press, settle, shown_field, sole, visit

pytestmark = pytest.mark.trains

TRAINING = 120_000


def test_the_remedy_of_a_run_that_diverged_starts_one_that_is_shown_and_compared(
    page: Page,
) -> None:
    visit(page, "train")
    page.get_by_role("combobox", name="Experiment").click()
    page.get_by_role("option", name="Learning rate far too high", exact=True).click()
    settle(page)
    press(page, "Train")
    expect(page.get_by_text("Training diverged.")).to_be_visible(timeout=TRAINING)
    page.get_by_role("button", name=re.compile("^Run again with learning rate")).click()
    # A button in a part of the page that is drawn alone: the whole page has to follow.
    expect(page.get_by_text("This network is yours now")).to_be_visible(timeout=TRAINING)
    page.get_by_text("More settings").click()
    expect(shown_field(page, "Learning rate")).to_have_value("0.1")
    table = page.get_by_role("table").filter(has_text="learning rate")
    expect(table.get_by_role("row")).to_have_count(3)
    expect(sole(page, "otherKeys")).to_have_text("run 1")

    # And once more, with another number of units: the menu opens, and brings the fields.
    menu = page.get_by_role("combobox", name="but change")
    menu.scroll_into_view_if_needed()
    settle(page)  # a scrolling that is still under way would close the menu
    menu.click()
    page.get_by_role("option", name="hidden neurons", exact=True).click()
    settle(page)
    page.get_by_label("neurons in layer 1").fill("5")
    page.get_by_label("neurons in layer 1").press("Enter")
    settle(page)
    press(page, "Run it")
    expect(table.get_by_role("row")).to_have_count(4, timeout=TRAINING)
    expect(table.get_by_role("row").last).to_contain_text("3,985")
