"""How a widget's script reaches the page."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from components.ui.lesson_text import COMMON
from components.ui.widget_bundles import SHARED_BUNDLE, bundle_of, bundles
from components.ui.widget_scripts import MAX_RETRIES, SHARED_STYLE, digest, scripts
from tests.browser.pages import draw_seven, paper, part, press, settle, stroke, visit

ARRIVED = """bundle => performance.getEntriesByType("resource").some(
    file => file.name.endsWith(bundle) && file.responseStatus === 200)"""
# A page that asks again for its scripts has more files than a browser lists of itself.
LIST_ALL = "performance.setResourceTimingBufferSize(5000)"


def test_scripts_and_styles_come_once_and_not_with_every_change_of_the_data(tab: Page) -> None:
    page, asked, told = tab, [], []
    page.on("request", lambda request: asked.append(request.url))
    hear = lambda frame: told.append(frame)  # noqa: E731 - Playwright takes no method of a list
    page.on("websocket", lambda socket: socket.on("framereceived", hear))
    visit(page, "draw")
    draw_seven(page)
    settle(page)
    press(page, "Undo")
    settle(page)
    paths = [url.partition(f"/widgets/{digest()}/")[2] for url in asked if "/widgets/" in url]
    assert len(paths) == len(set(paths)), "what widgets share comes once"
    assert {SHARED_BUNDLE, bundle_of("pixel_view")} <= set(paths) <= set(bundles())
    own = max(scripts()["drawing/draw_pad/view.js"].splitlines(), key=len).encode()
    style = max(SHARED_STYLE.read_text("utf-8").splitlines(), key=len).encode()
    frames = [frame if isinstance(frame, bytes) else frame.encode() for frame in told]
    assert len(frames) > 5
    assert not any(own in frame or style in frame for frame in frames)


def test_a_page_asks_for_its_widgets_scripts_before_it_knows_its_widgets(tab: Page) -> None:
    visit(tab, "network")
    early = set(tab.evaluate("[...document.head.querySelectorAll('link')].map(link => link.href)"))
    loaded = tab.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    scripts_loaded = {url for url in loaded if f"/widgets/{digest()}/" in url}
    assert scripts_loaded
    assert scripts_loaded <= early


def test_browsers_keep_a_script_for_good_and_find_none_that_is_not_ours(page: Page) -> None:
    own, name = digest(), SHARED_BUNDLE
    for version in (own, f"{own}.1", f"{own}.{MAX_RETRIES}"):
        answer = page.request.get(f"/widgets/{version}/{name}")
        assert answer.ok
        assert answer.text() == bundles()[name]
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-type"].startswith("text/javascript")
    for version in ("0", f"{own}.0", f"{own}.{MAX_RETRIES + 1}", f"{own}.", f"{own}x"):
        assert page.request.get(f"/widgets/{version}/{name}").status == 404
    for path in (f"{name}x", "ui/js/load.js", "ui/js/wire.js", "../app.py", "ui/numbers.py", ""):
        assert page.request.get(f"/widgets/{own}/{path}").status == 404


@pytest.mark.parametrize(
    ("address", "bundle"), [("draw", SHARED_BUNDLE), ("dense", bundle_of("neuron_view"))]
)
def test_a_script_that_was_lost_on_its_way_is_asked_for_again(
    context: BrowserContext, address: str, bundle: str
) -> None:
    page, lost = context.new_page(), set()
    page.add_init_script(LIST_ALL)

    def lose(route: Route) -> None:
        # By address, as what imports a script asks for it too, sooner or later than the page does.
        if len(lost | {route.request.url}) <= 2:
            lost.add(route.request.url)
            route.abort()
        else:
            route.continue_()

    page.route(f"**/{bundle}", lose)
    page.goto(f"/{address}?scene=40")
    page.wait_for_function(ARRIVED, arg=bundle)
    settle(page)
    expect(page.locator(".widget").first).to_be_visible()
    # Each try under another address: a browser remembers what did not come, and what imports it.
    assert len({url.split("/widgets/")[1] for url in lost}) == 2


def test_an_address_with_a_stroke_at_its_end_finds_the_scripts_too(context: BrowserContext) -> None:
    page = context.new_page()
    page.add_init_script(LIST_ALL)
    page.goto("/draw/?scene=40")
    page.wait_for_function(ARRIVED, arg=SHARED_BUNDLE)
    settle(page)
    draw_seven(page)
    expect(page.get_by_text("drawn by you").first).to_be_visible()


def test_what_is_pressed_before_a_script_is_there_is_not_lost(context: BrowserContext) -> None:
    page, lost = context.new_page(), []

    def lose(route: Route) -> None:  # three tries later more than a second has passed
        lost.append(route.request.url)
        route.abort() if len(lost) < 4 else route.continue_()

    page.route(f"**/{bundle_of('neuron_view')}", lose)
    page.goto("/dense?scene=40")
    page.locator(".neuron .segments").get_by_text("Fill in the blanks", exact=True).click()
    expect(page.locator("[data-blank]").first).to_be_visible()
    assert len(lost) == 4


def test_a_script_that_never_comes_is_told_of_in_a_sentence(context: BrowserContext) -> None:
    page = context.new_page()
    page.route(f"**/{bundle_of('neuron_view')}", lambda route: route.abort())
    page.goto("/dense?scene=40")
    expect(page.get_by_text(COMMON.label("part missing"))).to_be_visible()
    expect(page.get_by_text("blob:")).to_have_count(0)  # where in which script
    expect(page.get_by_role("heading", level=1)).to_be_visible()


LATE = re.compile(r"/static/js/(Checkbox|ButtonGroup)\.")  # Streamlit's own controls' scripts


@contextmanager
def controls_come_late(page: Page) -> Iterator[None]:
    """Open /network, whose controls are there only after what is done meanwhile."""
    late = []
    page.route(LATE, lambda route: late.append(route))
    page.goto("/network?scene=40")
    yield
    assert len(late) == 2
    for route in late:
        route.continue_()
    settle(page)


def stands_as_it_was(page: Page) -> None:
    """Draw there, and find all as it is for everybody."""
    draw_seven(page)
    settle(page)
    expect(part(page, "answer")).to_contain_text("Prediction: 7")
    expect(page.get_by_label(COMMON.label("prepare"))).to_be_checked()
    expect(page.get_by_role("radio", name="28×28", exact=True)).to_be_checked()


def test_what_the_tab_remembered_undoes_no_control_that_comes_late(context: BrowserContext) -> None:
    page = context.new_page()
    visit(page, "recall")  # the tab remembers something, and hands it over after the next load
    with controls_come_late(page):
        expect(paper(page)).to_be_visible()
        page.wait_for_timeout(1500)
    stands_as_it_was(page)


def test_who_draws_before_the_controls_are_there_undoes_none(context: BrowserContext) -> None:
    page = context.new_page()
    with controls_come_late(page):
        expect(paper(page)).to_be_visible()
        page.wait_for_timeout(500)
        stroke(page, (0.3, 0.3), (0.7, 0.3))
        page.wait_for_timeout(500)
    stands_as_it_was(page)


def test_a_button_pressed_before_the_other_controls_are_there_undoes_none(
    context: BrowserContext,
) -> None:
    page = context.new_page()
    with controls_come_late(page):
        page.get_by_role("button", name=COMMON.label("check")).click()
        page.wait_for_timeout(1000)
    stands_as_it_was(page)
