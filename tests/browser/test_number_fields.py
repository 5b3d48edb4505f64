"""Numbers as people type them, in every language's way."""

from playwright.sync_api import Page, expect

from tests.browser.pages import visit


def test_a_decimal_comma_is_read_as_a_point_and_one_of_thousands_is_dropped(page: Page) -> None:
    visit(page, "train")
    page.get_by_text("More settings").click()
    for label, typed, value in (
        ("Learning rate", "0,25", "0.25"),
        ("Learning rate", "0.5", "0.5"),
        ("Seed", "12,345", "12345"),
    ):
        field = page.get_by_label(label, exact=True)
        field.fill("")
        field.press_sequentially(typed)
        expect(field).to_have_value(value)
        field.press("Enter")
        expect(field).to_have_value(value)
