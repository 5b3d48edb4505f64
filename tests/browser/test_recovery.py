"""A page whose front end fails comes back by itself, with all that its session held."""

from playwright.sync_api import BrowserContext, Page, WebSocketRoute, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.ui.lesson_text import COMMON
from tests.browser.pages import (
    choose,
    draw_seven,
    menu_link,
    open_menu,
    part,
    settle,
    turn_to,
    visit,
)

BREAK = "() => { document.createElement = () => { throw new Error('broken'); }; }"


def fail(page: Page, then: str) -> None:
    """Break what React builds pages with, and turn to a page that is to be built."""
    open_menu(page)
    page.evaluate(BREAK)
    with page.expect_navigation(wait_until="load"):
        menu_link(page, then).click()


def test_a_page_that_fails_comes_back_with_its_session(returning: BrowserContext) -> None:
    page = returning.new_page()  # which complains of what is broken here
    visit(page, "network")
    draw_seven(page)
    settle(page)
    page.get_by_text(COMMON.label("prepare")).click()
    settle(page)
    turn_to(page, "Under the hood")
    fail(page, "Dense")
    settle(page)
    turn_to(page, "Network")
    expect(part(page, "answer")).to_contain_text("Prediction: ")
    expect(page.get_by_label(COMMON.label("prepare"))).not_to_be_checked()
    choose(page, "Size", "8×8")  # and it lives
    settle(page)
    # The picture was in the link too; what was typed and kept nowhere else was in the session.
    assert page.evaluate("sessionStorage.getItem('unrolled-session')") is None
    page.close()


FAIL_ONCE = """() => {
  if (sessionStorage.getItem("failed-once")) return;
  sessionStorage.setItem("failed-once", "yes");
  addEventListener("DOMContentLoaded", () => {
    const root = document.getElementById("root");
    const fail = () => { document.createElement = () => { throw new Error("broken"); }; };
    new MutationObserver(fail).observe(root, { childList: true });
    if (root.childElementCount) fail();
  });
}"""


def test_a_page_that_fails_while_it_is_built_comes_back(returning: BrowserContext) -> None:
    page = returning.new_page()
    page.add_init_script(f"({FAIL_ONCE})()")
    visit(page, "dense")
    assert page.evaluate("sessionStorage.getItem('unrolled-returns')")
    page.close()


def test_what_a_run_under_way_still_sends_does_not_break_the_page(
    returning: BrowserContext,
) -> None:
    page = returning.new_page()
    sent: list[bytes] = []  # by the server to the page that fails
    connections = 0

    def pass_on(route: WebSocketRoute) -> None:
        nonlocal connections
        connections += 1
        server = route.connect_to_server()

        def to_page(message: bytes) -> None:
            if ForwardMsg.FromString(message).WhichOneof("type") == "delta":
                sent.append(message)
            route.send(message)

        server.on_message(to_page)
        if connections == 2:  # as if the old page's run went on
            for message in reversed(sent):
                route.send(message)

    page.route_web_socket("**/_stcore/stream", pass_on)
    visit(page, "network")
    fail(page, "Dense")
    settle(page)
    assert connections == 2
    page.close()


def test_a_page_that_fails_again_and_again_says_so(returning: BrowserContext) -> None:
    page = returning.new_page()
    visit(page, "inside")
    page.evaluate(
        "() => sessionStorage.setItem('unrolled-returns', Array(3).fill(Date.now()).join())"
    )
    open_menu(page)
    page.evaluate(BREAK)
    menu_link(page, "Dense").click()
    expect(page.get_by_text("This page keeps failing.")).to_be_visible()
    page.close()
