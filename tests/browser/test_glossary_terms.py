"""A term of the glossary in a real browser: a click, a tap or a key opens its entry."""

from playwright.sync_api import Locator, Page, expect

from components.ui.glossary_terms import definitions
from tests.browser.pages import visit

ENTRY = ".term-entry:popover-open"


def term(page: Page, word: str) -> Locator:
    return page.locator("button.term", has_text=word)


def test_a_click_opens_the_entry_beside_its_word_and_the_next_one_closes_it(page: Page) -> None:
    visit(page, "dense?scene=1")
    term(page, "connection").click()
    entry = page.locator(ENTRY)
    expect(entry).to_have_text(f"connection · {definitions()['connection']}")
    word, box = term(page, "connection").bounding_box(), entry.bounding_box()
    assert 0 <= box["y"] - (word["y"] + word["height"]) < 20
    page.locator("h2", has_text="A weight is an opinion").click()
    expect(entry).to_have_count(0)


def test_the_keyboard_opens_it_and_escape_closes_it_where_it_was(page: Page) -> None:
    visit(page, "dense?scene=1")
    term(page, "neuron").focus()
    page.keyboard.press("Enter")
    expect(page.locator(ENTRY)).to_contain_text(definitions()["neuron"][:20])
    page.keyboard.press("Escape")
    expect(page.locator(ENTRY)).to_have_count(0)
    expect(term(page, "neuron")).to_be_focused()


def test_a_tap_opens_it_on_a_phone_whole_on_the_screen(phone: Page) -> None:
    visit(phone, "dense?scene=1")
    size = phone.viewport_size
    for word in ("pixel", "neuron", "weight"):
        term(phone, word).first.tap()
        box = phone.locator(ENTRY).bounding_box()
        assert min(box["x"], box["y"]) >= 0
        assert box["x"] + box["width"] <= size["width"]
        assert box["y"] + box["height"] <= size["height"]
        phone.keyboard.press("Escape")


def test_a_mark_takes_no_room_of_its_scene(page: Page) -> None:
    visit(page, "dense?scene=1")
    words = page.locator(".st-key-scene_text p").first
    height = words.bounding_box()["height"]
    words.evaluate(
        "p => { for (const b of p.querySelectorAll('button')) b.replaceWith(b.textContent); }"
    )
    assert words.bounding_box()["height"] == height
