"""The network in the browser: it follows the pen without the server, and Python agrees."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, WebSocketRoute, expect

from components.ui.lesson_text import COMMON
from tests.browser.opening import PATIENCE, open_context
from tests.browser.pages import (
    box_of,
    choose,
    draw_seven,
    paper,
    part,
    press,
    settle,
    stroke,
    turn_to,
    visit,
    wait_until,
)
from tests.browser.server import ROOT, Server
from tests.deploy.tcp_proxy import wire

SAMPLES = ROOT / "data" / "samples"
STROKES = {
    "a 1": [((0.5, 0.15), (0.5, 0.85))],
    "a 7": [((0.28, 0.22), (0.72, 0.22), (0.45, 0.8))],
    "a cross": [((0.2, 0.2), (0.8, 0.8)), ((0.8, 0.2), (0.2, 0.8))],
    "a dot in a corner": [((0.05, 0.95),)],
}


class Line:
    """A page's websocket, whose messages from the server can be held back."""

    def __init__(self, page: Page) -> None:
        self.sent: list[str | bytes] = []
        self.received = 0  # bytes
        self.is_held = False
        self._held: list[str | bytes] = []
        self._socket: WebSocketRoute | None = None
        page.route_web_socket("**/_stcore/stream", self._connect)

    def _connect(self, browser: WebSocketRoute) -> None:
        self._socket = browser
        server = browser.connect_to_server()
        browser.on_message(lambda frame: (self.sent.append(frame), server.send(frame)))
        server.on_message(self._receive)

    def _receive(self, frame: str | bytes) -> None:
        self.received += len(frame)
        if self.is_held:
            self._held.append(frame)
        else:
            self._socket.send(frame)

    def release(self) -> None:
        """Pass on what was held back."""
        self.is_held = False
        while self._held:
            self._socket.send(self._held.pop(0))

    def drawings(self) -> int:
        """Return how many messages with a picture were sent."""
        return sum(b"pixels" in frame for frame in self.sent if isinstance(frame, bytes))


@pytest.fixture
def line(tab: Page) -> Line:
    """The websocket of the page that `open_network` opens in this test."""
    return Line(tab)


def open_network(page: Page) -> None:
    """Open the page, and wait until its views compute themselves."""
    visit(page, "network")
    wait_until_live(page)


def wait_until_live(page: Page) -> None:
    expect(page.locator("[data-follows-pen]")).to_have_count(2)


def heading(page: Page):
    return page.locator("h2.answer-line")


def shown_numbers(page: Page) -> list[str]:
    """Return all that is written in the network's view and the answer beside it."""
    names = ("answer", "logits", "shifted", "powers", "probabilities", "largest", "total")
    return [*(part(page, name).inner_text() for name in names), heading(page).inner_text()]


@pytest.mark.parametrize("prepare", [True, False], ids=["prepared", "as drawn"])
def test_after_each_stroke_browser_and_python_show_the_same(
    tab: Page, line: Line, prepare: bool
) -> None:
    page = tab  # whose console must stay without errors
    open_network(page)
    if not prepare:
        page.get_by_text(COMMON.label("prepare")).click()
        settle(page)
        wait_until_live(page)
    for name, strokes in STROKES.items():
        press(page, "Clear")
        settle(page)
        for points in strokes:
            before = shown_numbers(page)
            line.is_held = True
            stroke(page, *points)
            page.wait_for_timeout(100)
            by_browser = shown_numbers(page)
            assert by_browser != before, f"{name}: no answer of the server was needed"
            line.release()
            settle(page)
            assert shown_numbers(page) == by_browser, name


def test_what_is_open_follows_the_pen_and_opens_without_the_server(tab: Page, line: Line) -> None:
    page = tab
    open_network(page)
    line.is_held = True
    draw_seven(page)
    expect(heading(page)).to_contain_text("Prediction: 7")
    part(page, "logits").get_by_role("button").nth(7).click()
    expect(part(page, "unitTitle")).to_contain_text("The logit of 7")
    steps = part(page, "chain").inner_text()
    stroke(page, (0.3, 0.5), (0.7, 0.5))
    expect(part(page, "chain")).not_to_have_text(steps)
    part(page, "terms").get_by_role("button").first.click()
    expect(part(page, "factorName")).to_contain_text("hidden neuron")
    term = [part(page, name).inner_text() for name in ("termTitle", "factorProduct", "enters")]
    line.release()
    settle(page)
    assert term == [
        part(page, name).inner_text() for name in ("termTitle", "factorProduct", "enters")
    ]
    part(page, "up").click()
    page.get_by_role("button", name="Network", exact=True).click()
    line.is_held = True
    part(page, "weigh").click()
    account = part(page, "account")
    expect(account).to_be_visible()
    by_browser = account.inner_text()
    line.release()
    settle(page)
    assert account.inner_text() == by_browser


def test_a_long_stroke_costs_a_message_every_half_second(tab: Page, line: Line) -> None:
    page = tab
    open_network(page)
    box = box_of(paper(page))
    line.sent.clear()
    page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 0.2 * box["height"])
    page.mouse.down()
    began = page.evaluate("performance.now()")
    while (seconds := (page.evaluate("performance.now()") - began) / 1000) < 2:
        across, down = 0.3 + 0.2 * seconds, 0.2 + 0.3 * seconds
        page.mouse.move(box["x"] + across * box["width"], box["y"] + down * box["height"])
    page.mouse.up()
    settle(page)
    assert 1 <= line.drawings() <= 6
    assert len(line.sent) <= 6


def test_an_uploaded_picture_is_answered_by_python_until_it_is_drawn_on(
    tab: Page, line: Line
) -> None:
    page = tab
    visit(page, "draw")
    page.locator("input[type=file]").set_input_files(SAMPLES / "photo_of_a_5.jpg")
    expect(page.get_by_text("from your file")).to_be_visible()
    settle(page)
    turn_to(page, "Network")
    wait_until_live(page)
    expect(heading(page)).to_contain_text("Prediction: 5")
    line.is_held = True
    before = shown_numbers(page)
    stroke(page, (0.1, 0.1), (0.9, 0.1), (0.9, 0.9))
    page.wait_for_timeout(100)
    assert shown_numbers(page) != before
    line.release()
    settle(page)


def test_every_size_and_color_is_computed_as_python_does(tab: Page, line: Line) -> None:
    page = tab
    open_network(page)
    for size in ("3×3", "8×8", "28×28"):
        for color in ("RGB", "gray"):
            choose(page, "Size", size)
            choose(page, "Color", color)
            press(page, "Clear")
            settle(page)
            line.is_held = True
            stroke(page, (0.5, 0.2), (0.5, 0.8))
            page.wait_for_timeout(100)
            by_browser = shown_numbers(page)
            line.release()
            settle(page)
            assert shown_numbers(page) == by_browser, (size, color)


def test_preparation_and_order_are_followed_before_python_answers(tab: Page, line: Line) -> None:
    page = tab
    visit(page, "network?hide=questions")
    wait_until_live(page)
    stroke(page, (0.1, 0.1), (0.4, 0.1), (0.2, 0.6))
    settle(page)
    toggle = page.get_by_text(COMMON.label("prepare"))
    order = page.get_by_role("radiogroup", name=COMMON.label("read order"))
    presses = (toggle, order.get_by_role("radio", name="column by column"), toggle)
    for control in presses:
        before = shown_numbers(page)
        line.is_held = True
        control.click()
        page.wait_for_timeout(100)
        by_browser = shown_numbers(page)
        assert by_browser != before
        line.release()
        settle(page)
        assert shown_numbers(page) == by_browser


OBSERVERS = """() => {
    const { observe, disconnect } = MutationObserver.prototype;
    window.watching = new Set();
    MutationObserver.prototype.observe = function (target, options) {
        if (target === document.body && options.attributeFilter) window.watching.add(this);
        return observe.call(this, target, options);
    };
    MutationObserver.prototype.disconnect = function () {
        window.watching.delete(this);
        return disconnect.call(this);
    };
}"""


def test_a_view_that_gets_new_data_watches_the_page_once(tab: Page) -> None:
    page = tab
    page.add_init_script(f"({OBSERVERS})()")
    open_network(page)
    for points in STROKES.values():
        stroke(page, *points[0])
        settle(page)
    assert page.evaluate("watching.size") <= 2  # the answer and the view


def test_the_network_is_fetched_once_and_only_for_pages_that_compute(tab: Page) -> None:
    page, asked = tab, []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    visit(page, "draw")
    page.wait_for_timeout(500)
    assert not [path for path in asked if path.startswith("/networks/")]
    turn_to(page, "Network")
    wait_until_live(page)
    turn_to(page, "Dense")
    turn_to(page, "Network")
    wait_until_live(page)
    networks = [path for path in asked if path.startswith("/networks/")]
    assert len(networks) == 1
    assert re.fullmatch(r"/networks/[0-9a-f]{16}\.unn", networks[0])


def test_until_the_network_has_arrived_python_answers(tab: Page) -> None:
    page = tab
    arriving: list[Route] = []
    page.route("**/networks/*", lambda route: arriving.append(route))
    visit(page, "network")
    draw_seven(page)
    expect(heading(page)).to_contain_text("Prediction: 7")
    expect(page.locator("[data-follows-pen]")).to_have_count(0)
    for route in arriving:
        route.continue_()
    wait_until_live(page)
    expect(heading(page)).to_contain_text("Prediction: 7")


@pytest.fixture
def cut_page(browser: Browser, server: Server) -> Iterator[tuple[Page, object]]:
    """A page whose connection can be cut, on a clock that can be moved on."""
    with wire(urlsplit(server.url).port) as laid:
        context = open_context(browser, base_url=f"http://localhost:{laid.port}")
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.clock.install()
        yield page, laid
        context.close()


def test_off_the_line_drawing_and_reading_go_on_and_afterwards_python_agrees(
    cut_page: tuple[Page, object],
) -> None:
    page, laid = cut_page
    disagreements: list[str] = []
    page.on(
        "console",
        lambda message: disagreements.append(message.text) if "disagree" in message.text else None,
    )
    open_network(page)
    laid.break_off()
    page.clock.fast_forward(3_000)
    expect(page.locator("[data-notice=lost]")).to_be_visible()
    draw_seven(page)
    expect(heading(page)).to_contain_text("Prediction: 7")
    page.clock.fast_forward(60_000)
    part(page, "logits").get_by_role("button").nth(7).click()
    expect(part(page, "unitTitle")).to_contain_text("The logit of 7")
    steps = part(page, "chain").inner_text()
    stroke(page, (0.3, 0.5), (0.7, 0.5))
    expect(part(page, "chain")).not_to_have_text(steps)
    drawn = paper(page).evaluate("paper => paper.toDataURL()")
    answer, steps = heading(page).inner_text(), part(page, "chain").inner_text()
    laid.mend()
    page.clock.fast_forward(10_000)
    expect(page.locator("[data-notice=lost]")).to_be_hidden()
    page.clock.fast_forward(1_000)
    settle(page)
    assert (heading(page).inner_text(), part(page, "chain").inner_text()) == (answer, steps)
    turn_to(page, "An image is numbers")  # which shows what Python has
    expect(page.get_by_text("(drawn by you)")).to_be_visible()
    wait_until(
        page,
        lambda: paper(page).evaluate("paper => paper.toDataURL()") == drawn,
        "the drawing of the time off the line is there",
    )
    turn_to(page, "Network")
    expect(heading(page)).to_have_text(answer)
    expect(part(page, "unitTitle")).to_contain_text("The logit of 7")
    assert not disagreements
