"""What a page says while it loads, where its network blocks it, and once it is cut off."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.opening import open_context
from tests.browser.pages import draw_seven, visit
from tests.browser.server import Server
from tests.browser.test_accessibility import mistakes
from tests.deploy.tcp_proxy import wire

FRONT_END = re.compile(r"/static/js/index\.[\w-]+\.js$")
PAPER = {"light": "rgb(255, 255, 255)", "dark": "rgb(16, 22, 29)"}
COLORS = """() => [document.body, document.querySelector('[data-testid="stApp"]')].filter(Boolean)
  .map(each => getComputedStyle(each).backgroundColor)"""

WATCH_DIALOG = """() => {  // whether it could be seen as it came
  window.dialogs = [];
  new MutationObserver(() => {
    const dialog = document.querySelector('[data-testid="stDialog"]');
    if (dialog && dialog !== window.last)
      dialogs.push((window.last = dialog).checkVisibility({visibilityProperty: true}));
  }).observe(document.body, {childList: true, subtree: true});
}"""


def notice(page: Page, name: str):
    return page.locator(f"[data-notice={name}]")


def held(page: Page, what: str | re.Pattern) -> list[Route]:
    """Hold back what a page asks for, until it may go on."""
    routes: list[Route] = []
    page.route(what, lambda route: routes.append(route))
    return routes


def go_on(routes: list[Route]) -> None:
    while routes:
        routes.pop().continue_()


def test_from_the_first_paint_on_a_page_has_its_theme_and_says_that_it_loads(
    browser: Browser, server: Server
) -> None:
    context = open_context(browser, base_url=server.url, color_scheme="dark")
    context.add_init_script("localStorage.setItem('stActiveTheme-/network-v2', '\"Light\"')")
    for address, theme in (("draw", "dark"), ("network", "light")):  # the system's, and one's own
        page = context.new_page()
        front_end = held(page, FRONT_END)
        page.goto(f"/{address}", wait_until="commit")
        expect(notice(page, "loading")).to_be_visible()
        assert page.evaluate(COLORS) == [PAPER[theme]]
        lines = held(page, "**/_stcore/health")
        go_on(front_end)  # so that it runs, and waits for the server
        page.get_by_test_id("stApp").wait_for()
        expect(notice(page, "loading")).to_be_visible()
        assert page.evaluate(COLORS)[-1] == PAPER[theme]
        go_on(lines)
        page.unroute_all()
        expect(page.locator("h1")).to_be_visible()
        expect(notice(page, "loading")).to_be_hidden()
    context.close()


def test_a_network_that_blocks_websockets_is_named_after_ten_seconds(
    context: BrowserContext,
) -> None:
    page = context.new_page()
    page.clock.install()
    context.route_web_socket("**", lambda socket: socket.close())
    page.goto("/draw")
    page.get_by_test_id("stApp").wait_for()
    page.clock.fast_forward(8_000)
    expect(notice(page, "blocked")).to_be_hidden()
    page.clock.fast_forward(3_000)
    expect(notice(page, "blocked")).to_be_visible()
    expect(notice(page, "loading")).to_be_hidden()
    assert not mistakes(page)
    page.route("**/_stcore/health", lambda route: route.abort())
    for _ in range(20):
        page.clock.fast_forward(5_000)
        page.wait_for_timeout(50)
    expect(notice(page, "silent")).to_be_visible()
    expect(page.get_by_test_id("stDialog")).to_have_count(0)


def test_who_is_cut_off_reads_so_in_our_words_and_can_go_on_drawing(
    browser: Browser, server: Server
) -> None:
    with wire(urlsplit(server.url).port) as laid:
        context = open_context(browser, base_url=f"http://localhost:{laid.port}")
        page = context.new_page()
        page.clock.install()
        visit(page, "draw")
        laid.break_off()
        page.clock.fast_forward(3_000)
        expect(notice(page, "lost")).to_be_visible()
        dialog = page.get_by_test_id("stDialog")
        page.evaluate(WATCH_DIALOG)
        for _ in range(200):  # it comes when Streamlit has tried six times
            page.clock.fast_forward(5_000)
            page.wait_for_timeout(50)
            if page.evaluate("dialogs.length"):
                break
        expect(dialog).to_have_count(0)
        assert page.evaluate("dialogs") == [False]
        draw_seven(page)
        assert page.evaluate("document.body.innerText").count("streamlit run") == 0
        laid.mend()
        page.clock.fast_forward(10_000)
        expect(notice(page, "lost")).to_be_hidden()
        page.clock.fast_forward(1_000)
        expect(page.get_by_text("(drawn by you)")).to_be_visible()
        context.close()
