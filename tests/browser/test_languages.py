"""A reader's language in a real browser: the browser's own, the menu's, and a link's."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Page, expect

from components.ui.lesson_text import Lesson
from models.languages import in_language
from tests.browser.opening import open_context
from tests.browser.pages import draw_seven, open_menu, settle, wait_until
from tests.browser.server import Server

PHONE = {"width": 390, "height": 844}


def heading(language: str, lesson: str, scene: str) -> str:
    """A scene's heading in a language."""
    with in_language(language):
        return Lesson(lesson).sections[f"scene {scene}"].partition("\n")[0].removeprefix("## ")


def expect_language(page: Page, language: str, lesson: str, scene: str) -> None:
    """Expect a scene in a language, and the document to say so."""
    expect(page.get_by_role("heading", name=heading(language, lesson, scene))).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", language)


def picture(page: Page) -> list[str]:
    """The drawing in the page's address, once it is there."""
    found: list[str] = []

    def has_come() -> bool:
        found[:] = parse_qs(urlsplit(page.url).query).get("picture", [])
        return bool(found)

    wait_until(page, has_come, "the drawing in the address")
    return found


def test_a_reader_keeps_the_drawing_in_another_language(browser: Browser, server: Server) -> None:
    context = open_context(browser, base_url=server.url, locale="es-MX")
    page = context.new_page()
    first = page.goto("/")
    assert first is not None
    assert '<html lang="es">' in first.text()  # before any script runs
    expect_language(page, "es", "home", "read")
    settle(page)
    draw_seven(page)
    drawn = picture(page)
    for own_name, language in (("English", "en"), ("Español", "es")):
        open_menu(page).get_by_role("radio", name=own_name).click()
        expect_language(page, language, "home", "read")
        settle(page)
        assert picture(page) == drawn
    context.close()
    context = open_context(browser, base_url=server.url, locale="en-US", viewport=PHONE)
    page = context.new_page()
    page.goto("/flatten?lang=es")
    expect_language(page, "es", "flatten", "change")
    context.close()
