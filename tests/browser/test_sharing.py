"""Share and teach in a real browser: the address, the copy button, the projector, the reload."""

import re

from playwright.sync_api import Browser, Page, expect

from components.ui.lesson_text import COMMON, Lesson
from models.config.public_address import own_address
from tests.browser.opening import open_context
from tests.browser.pages import (
    choose,
    draw_seven,
    menu_button,
    open_menu,
    part,
    press,
    settle,
    turn_to,
    visit,
)
from tests.browser.server import NO_TRAINER, Server, serve
from tests.browser.test_accessibility import GROUNDS, OF_COLORS, lasting_mistakes, mistakes
from tests.browser.test_whole_lesson import TITLES, answer

PICTURE = re.compile(r"[?&]picture=[\w-]+")


def opened(browser: Browser, server: Server, link: str, **context: object) -> Page:
    """A link in another browser, which knows nothing of the first."""
    page = open_context(browser, base_url=server.url, **context).new_page()
    page.goto(link)
    settle(page)
    return page


def title(page: Page, address: str) -> None:
    expect(page.locator("h1")).to_have_text(TITLES[address])
    settle(page)


def test_a_drawing_travels_in_the_address_and_is_read_alike_elsewhere(
    tab: Page, elsewhere: Page
) -> None:
    page, other = tab, elsewhere  # whose history is short, so that every entry counts
    visit(page, "network")
    entries = page.evaluate("history.length")
    draw_seven(page)
    expect(answer(page)).to_contain_text("Prediction: 7")
    expect(page).to_have_url(PICTURE)
    settle(page)
    page.wait_for_timeout(600)  # the address may follow half a second behind the pen
    assert page.evaluate("history.length") <= entries + 1, "strokes are no places to go back to"
    assert len(page.url) < 600
    read = answer(page).inner_text()
    other.goto(page.url)
    settle(other)
    expect(answer(other)).to_have_text(read)
    assert part(other, "paper").evaluate("e => e.toDataURL?.()") == part(page, "paper").evaluate(
        "e => e.toDataURL?.()"
    )

    turn_to(page, "Weights", as_told=True)
    expect(page).to_have_url(re.compile(rf"/weights\?.*{PICTURE.pattern}"))
    page.go_back()
    title(page, "network")
    expect(page).to_have_url(re.compile(rf"/network\?.*{PICTURE.pattern}"))
    expect(answer(page)).to_have_text(read)

    page.goto(page.url[:-20])
    settle(page)
    expect(page.get_by_text("This link doesn't work")).to_be_visible()
    expect(answer(page)).to_contain_text("Example: 7")  # in the first scene
    expect(page).not_to_have_url(PICTURE)


def test_the_link_is_copied_and_drawn_as_a_qr_code(browser: Browser, server: Server) -> None:
    page = opened(
        browser,
        server,
        "/dense?run=mine&present=0&seed=7",
        permissions=["clipboard-read", "clipboard-write"],
    )
    press(page, "Share")
    link = page.get_by_role("textbox", name=COMMON.words("share")["link"])
    expect(link).to_have_value(f"{server.url}/dense?scene=13&seed=7")
    expect(page.get_by_text("Only this computer can open this link.")).to_be_visible()
    press(page, "Copy link")
    expect(page.get_by_text("Link copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{server.url}/dense?scene=13&seed=7"
    code = page.get_by_role("img", name=f"{server.url}/dense?scene=13&seed=7")
    expect(code).to_be_visible()
    assert mistakes(page, ".st-key-share") == []
    press(page, COMMON.words("share")["wide"])
    assert code.last.bounding_box()["height"] > 500
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    # Over plain http there is no clipboard, and at last one's own keys.
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.evaluate("document.execCommand = () => false")
    press(page, "Share")
    press(page, "Copy link")
    expect(page.get_by_text(COMMON.words("share")["copy by hand"])).to_be_visible()
    assert page.evaluate("String(getSelection())") or link.evaluate("e => e.selectionEnd") > 20
    page.context.close()


def test_a_link_made_on_the_servers_own_computer_holds_the_address_that_others_have(
    browser: Browser,
) -> None:
    public = "https://lesson.school.example/unrolled"
    with serve(UNROLLED_PUBLIC_URL=public, HOST="0.0.0.0", **NO_TRAINER) as server:
        page = opened(browser, server, "/dense?present=1&hide=units&seed=7")
        press(page, "Share")
        link = page.get_by_role("textbox", name=COMMON.words("share")["link"])
        expect(link).to_have_value(re.compile(f"^{public}/dense\\?(?!.*present).*hide=units"))
        expect(page.get_by_role("img", name=f"{public}/dense?").first).to_be_visible()
        expect(page.get_by_text("Only this computer")).to_be_hidden()
        page.goto(f"{server.url}/?seed=7")
        settle(page)
        press(page, "Share")
        expect(link).to_have_value(re.compile(rf"^{public}/\?(.*&)?seed=7$"))
        address = own_address()
        if address and ":" not in address:  # a browser that came by it knows one that is right
            there = f"{server.url.replace('localhost', address)}/dense?scene=13&seed=7"
            page.goto(there)
            settle(page)
            press(page, "Share")
            expect(link).to_have_value(there)
        page.context.close()


def test_on_a_projector_keys_turn_the_pages_and_those_that_are_used_do_not(page: Page) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    visit(page, "challenge?present=1&hide=share&scene=7")
    expect(menu_button(page)).to_have_count(0)
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") > 20
    page.keyboard.press("PageDown")
    title(page, "recall")
    expect(page.locator(".st-key-present_keys [data-ready]")).to_be_attached()
    expect(page).to_have_url(re.compile("present=1"))
    expect(page).to_have_url(re.compile("hide=share"))
    page.keyboard.press("ArrowLeft")
    title(page, "challenge")
    bar = part(page, "bar")
    expect(bar).to_have_attribute("data-scene", "7")
    slider = page.get_by_role("slider").first
    slider.focus()
    page.keyboard.press("ArrowLeft")
    settle(page)
    expect(bar).to_have_attribute("data-scene", "7")
    slider.evaluate("e => e.blur()")
    page.keyboard.press("ArrowLeft")
    expect(bar).to_have_attribute("data-scene", "6")
    settle(page)
    expect(page.locator("[data-flying=true]")).to_have_count(0)
    part(page, "next").last.click()
    expect(bar).to_have_attribute("data-scene", "7")
    part(page, "next").last.click()
    title(page, "recall")
    press(page, COMMON.label("present leave"))
    expect(menu_button(page)).to_be_visible()
    expect(page).not_to_have_url(re.compile("present"))


def test_answers_and_ticks_outlive_a_reload_and_no_other_tab_sees_them(
    page: Page, elsewhere: Page
) -> None:
    visit(page, "?scene=3")
    press(page, "another digit")
    expect(page.get_by_text("Correct.")).to_be_visible()
    settle(page)
    page.reload()
    settle(page)
    expect(page.get_by_text("Correct.")).to_be_visible()
    menu = open_menu(page)
    expect(menu.get_by_role("link", name="0 · The puzzle ✓")).to_be_visible()
    for other in (page.context.new_page(), elsewhere):
        other.goto(page.url)
        settle(other)
        expect(other.get_by_role("button", name="another digit")).to_be_enabled()
        expect(other.get_by_text("Correct.")).to_have_count(0)


def test_the_story_of_a_neuron_goes_on_where_a_reload_broke_it_off(page: Page) -> None:
    visit(page, "dense")
    for _ in range(4):
        press(page, "One step on")
    settle(page)
    expect(page).to_have_url(re.compile("step=4"))
    choose(page, "Size", "8×8")
    choose(page, "Size", "3×3")
    for _ in range(2):
        press(page, "One step on")
    expect(page).to_have_url(re.compile("step=2"))
    page.reload()
    settle(page)
    expect(part(page, "typed")).to_have_value("2")


def test_a_teacher_builds_a_link_that_does_what_it_says(page: Page, elsewhere: Page) -> None:
    visit(page, "dense?units=3")
    turn_to(page, "For teachers")
    pages = page.get_by_role("combobox", name="Page")
    pages.scroll_into_view_if_needed()
    settle(page)  # its list closes where the page scrolls below it
    pages.click()
    page.get_by_role("option", name="Dense", exact=True).click()
    settle(page)
    page.get_by_role("paragraph").filter(has_text="Present on a projector").first.click()
    settle(page)
    page.get_by_role("button", name=COMMON.label("hide units"), exact=True).click()
    settle(page)
    link = page.get_by_role("textbox", name=COMMON.words("share")["link"])
    expect(link.last).to_have_value(re.compile(r"/dense\?.*units=3&hide=units$"))
    expect(page.get_by_role("img", name=re.compile("units=3&hide=units$"))).to_have_count(1)
    expect(link.first).to_have_value(re.compile(r"/dense\?.*units=3&present=1&hide=units$"))
    there = elsewhere
    there.goto(link.first.input_value())
    settle(there)
    title(there, "dense")
    expect(menu_button(there)).to_have_count(0)
    expect(there.get_by_text(Lesson("dense").label("unit", last=2))).to_be_visible()
    expect(there.get_by_label(COMMON.label("units"), exact=True)).to_have_count(0)
    for theme, ground in GROUNDS.items():
        there.emulate_media(color_scheme=theme)
        expect(there.get_by_test_id("stApp")).to_have_css("background-color", ground)
        assert lasting_mistakes(there, rules=None if theme == "light" else OF_COLORS) == []
