"""The strict policy in a real browser: nothing the lesson does goes against it."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.pages import photograph, press, settle, visit
from tests.browser.server import NO_TRAINER, serve
from tests.browser.test_accessibility import mistakes, prepare
from tests.browser.test_draw_pad import SAMPLES

BROKEN = """
window.broken = [];
document.addEventListener("securitypolicyviolation", event =>
  broken.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`));
"""


@pytest.mark.trains
def test_no_photograph_file_code_or_download_goes_against_the_policy(tab: Page) -> None:
    page, found = tab, []
    page.add_init_script(BROKEN)
    for address in ("draw", "train"):  # on all other pages axe looks, and the console
        prepare(page, address)
        settle(page)
        if address == "draw":  # a photograph, and a file
            photograph(page)
            page.get_by_role("tab", name="Upload").click()
            page.locator("input[type=file]").set_input_files(SAMPLES / "mnist_4.png")
            expect(page.get_by_text("(from your file)")).to_be_visible()
        page.locator(".share [data-part=open]").first.click()
        expect(page.locator("dialog[open] [data-part=code] svg").first).to_be_visible()
        page.locator(".share [data-part=close]").first.click()
        if address == "train":
            with page.expect_download():
                press(page, "Script, .py")
        found += [f"/{address}: {each}" for each in page.evaluate("broken")]
    assert not found, found


def test_a_script_from_outside_or_in_the_page_itself_is_not_run(returning: BrowserContext) -> None:
    page = returning.new_page()  # which complains of what it does not run
    visit(page, "draw")
    page.evaluate(
        """() => { const script = document.createElement("script");
        script.textContent = "window.ran = true"; document.head.append(script);
        const image = document.createElement("img");
        image.setAttribute("onerror", "window.ran = true"); image.src = "/static/nothing.png";
        document.body.append(image); }"""
    )
    page.wait_for_timeout(500)
    assert page.evaluate("window.ran") is None
    page.close()


def test_a_full_class_says_so_to_everybody_and_lets_in_who_waits(browser: Browser) -> None:
    with serve(UNROLLED_PAGES="1", **NO_TRAINER) as server:
        inside = browser.new_context(base_url=server.url).new_page()
        visit(inside, "draw")
        for theme in ("dark", "light"):
            waiting = browser.new_context(base_url=server.url, color_scheme=theme).new_page()
            waiting.clock.install()
            assert waiting.goto("/flatten").status == 503
            expect(waiting.locator("h1")).to_have_text("The class is full")
            assert not mistakes(waiting)
            if theme == "dark":
                waiting.context.close()
        inside.reload()
        expect(inside.locator("h1")).to_have_text("An image is numbers")
        inside.context.close()
        expect(waiting.locator("h1")).to_have_text("The class is full")
        for _ in range(5):  # the server may take a moment to see that the other page is gone
            waiting.clock.fast_forward(20_000)  # after which it looks again by itself
            try:
                expect(waiting.locator("h1")).not_to_have_text("The class is full", timeout=5000)
                break
            except AssertionError:
                continue
        expect(waiting.locator("h1")).not_to_have_text("The class is full")
        assert "/flatten" in waiting.url
        waiting.context.close()
