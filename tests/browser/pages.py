"""What a person does on a page: short words for the browser tests."""

import re
from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from components.nav.navigation import CONTENTS, TOLD
from tests.browser.opening import PATIENCE

SHORT = 3000  # milliseconds a menu may take on a busy machine
MOVES = 60  # of a slider
ANSWER = 15_000  # and the server, to begin and end a run of a page's script


def visit(page: Page, address: str, *, as_told: bool = False) -> None:
    """Open an address as a link from outside would.

    Args:
        page: the tab.
        address: the page's, with its query; of a lesson told in scenes it leads to *Explore*,
            which has all that pages without scenes have, unless the query names a scene.
        as_told: whether such a lesson begins with its first scene, as it does for a learner.
    """
    name = address or CONTENTS[0].name
    explore = "?scene=40" if name in TOLD and not as_told else ""
    page.goto(f"/{address}{explore}")
    settle(page)


def menu_link(page: Page, title: str) -> Locator:
    """The link to a page in the open menu, with its step, and its tick once it is done."""
    name = re.compile(rf"(\d+ · )?{re.escape(title)}( ✓)?$")
    return page.locator(".st-key-menu").get_by_role("link", name=name)


def menu_button(page: Page) -> Locator:
    """The button that opens the menu of all pages."""
    return page.locator("[class*=st-key-menu_]").get_by_role("button")


def open_menu(page: Page) -> Locator:
    """Open the menu of all pages, and return it."""
    menu = page.locator(".st-key-menu")
    for _ in range(PATIENCE // SHORT):
        with suppress(PlaywrightTimeout, AssertionError):  # the page before takes its menu along
            if not menu.is_visible():
                menu_button(page).last.click(timeout=SHORT)
            expect(menu).to_be_visible(timeout=SHORT)
            return menu
    raise AssertionError("waited in vain for the menu")


def close_menu(page: Page) -> None:
    """Close the menu without choosing a page."""
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-menu")).to_have_count(0)


def follow_menu(page: Page, title: str) -> None:
    """Choose a page in the menu, without waiting for it."""
    for _ in range(PATIENCE // SHORT):
        # It may be the menu of the page before, which closes meanwhile, and does not lead there.
        with suppress(PlaywrightTimeout):
            if not page.locator(".st-key-menu").is_visible():
                menu_button(page).last.click(timeout=SHORT)
            enabled = page.locator("a:not([disabled])")
            menu_link(page, title).and_(enabled).click(timeout=SHORT)
            return
    raise AssertionError(f"waited in vain for {title} in the menu")


def turn_to(page: Page, title: str, *, as_told: bool = False) -> None:
    """Turn to another page through the menu, keeping the session.

    Args:
        page: the tab.
        title: in the menu.
        as_told: as for `visit`.
    """
    follow_menu(page, title)
    told = [entry.name for entry in CONTENTS if entry.title == title and entry.name in TOLD]
    if told:
        expect(part(page, "bar").last).to_have_attribute("data-lesson", told[0])
    settle(page)
    if told and not as_told:
        explore(page)


def explore(page: Page) -> None:
    """Turn to the last scene of a lesson, *Explore*."""
    bar = part(page, "bar").last  # the one before may still be there
    last = bar.get_attribute("data-scenes")
    if bar.get_attribute("data-scene") != last:
        # On a phone the dots are too small to be touched.
        part(page, "dots").get_by_role("button").last.dispatch_event("click")
    expect(bar).to_have_attribute("data-scene", str(last))
    settle(page)


def settle(page: Page) -> None:
    """Wait until the page stands, its script has come to rest, and its widgets have theirs."""
    page.wait_for_timeout(150)  # for what was just done to be asked for
    with suppress(AssertionError):  # where the line is cut, or for a page that was left
        expect(page.locator("html[data-asked]")).to_have_count(0, timeout=ANSWER)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("[data-unsent]")).to_have_count(0)  # what a widget has yet to report
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)  # stands where a part is to come
    ready = page.locator("[data-waiting]:not([inert])")
    expect(page.locator(".stBidiComponent").filter(has_not=ready)).to_have_count(0)


def wait_until(page: Page, true: Callable[[], bool], what: str) -> None:
    """Let the page go on until something is true that the test itself sees.

    Args:
        page: whose events are handled meanwhile.
        true: looks whether it is.
        what: says it in words, for the message of a test that waited in vain.
    """
    for _ in range(PATIENCE // 50):
        if true():
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"waited in vain until {what}")


def part(page: Page, name: str) -> Locator:
    """A part of a widget, by the name its html gives it."""
    return page.locator(f"[data-part={name}]")


def sole(page: Page, name: str) -> Locator:
    """A part of a widget of which there is one, once no other is on its way out."""
    found = part(page, name)
    expect(found).to_have_count(1)
    return found


def press(page: Page, name: str) -> None:
    """Press a button by its whole name."""
    page.get_by_role("button", name=name, exact=True).click()


def move_slider(page: Page, name: str, to: int) -> None:
    """Move one of Streamlit's sliders by its keys, looking where it stands, as people do."""
    slider = page.get_by_role("slider", name=name)
    for _ in range(MOVES):  # one pressed while its page is run may stay where it was
        at = int(slider.input_value())
        if at == to:
            settle(page)
            if slider.input_value() == str(to):
                return
        else:
            slider.press("ArrowRight" if at < to else "ArrowLeft")
    raise AssertionError(f"{name} did not come to {to} in {MOVES} moves")


def paper(page: Page) -> Locator:
    """The drawing pad's paper."""
    return part(page, "paper")


def box_of(locator: Locator) -> dict[str, float]:
    """Bring something into sight, and say where on the screen it stands then."""
    locator.scroll_into_view_if_needed()
    return locator.bounding_box()


def resting_box(locator: Locator) -> dict[str, float]:
    """Wait until something moves no more, and say where on the screen it stands."""
    boxes = [locator.bounding_box()]
    while len(boxes) < 4 or any(box != boxes[-1] for box in boxes[-4:]):
        assert len(boxes) < 600, "it never comes to rest"
        locator.page.wait_for_timeout(50)
        boxes.append(locator.bounding_box())
    return boxes[-1]


def stroke(page: Page, *places: tuple[float, float]) -> None:
    """Draw one stroke through places given as shares of the paper, (across, down)."""
    box = box_of(paper(page))
    points = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in places]
    page.mouse.move(*points[0])
    page.mouse.down()
    for point in points[1:]:
        page.mouse.move(*point, steps=8)
    page.mouse.up()


def draw_seven(page: Page) -> None:
    """Draw a 7 with two strokes."""
    stroke(page, (0.28, 0.22), (0.72, 0.22), (0.45, 0.8))


def photograph(page: Page) -> None:
    """Take a picture of a digit with the tests' camera."""
    page.get_by_role("tab", name="Camera").click()
    page.get_by_text("Use the camera").click()
    page.locator("video").scroll_into_view_if_needed()  # out of sight it stands still, and is black
    page.wait_for_function("() => document.querySelector('video').currentTime > 0")
    press(page, "Take Photo")
    expect(page.get_by_text("from your camera")).to_be_visible()


def choose(page: Page, group: str, option: str) -> None:
    """Press one of the segments of a control."""
    page.get_by_role("radiogroup", name=group).get_by_role("radio", name=option, exact=True).click()
    settle(page)


def shown_field(page: Page, label: str) -> Locator:
    """The field of a label; one that another has just taken the place of is there, out of sight."""
    return page.get_by_label(label, exact=True).filter(visible=True)


def metric(page: Page, label: str) -> Locator:
    """The value of a metric, by its label."""
    return (
        page.get_by_test_id("stMetric")
        .filter(has_text=re.compile(f"^{label}"))
        .get_by_test_id("stMetricValue")
    )
