"""The drawing pad, by mouse, touch and keyboard; what is drawn is what Python has."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from models.data.image_files import MAX_BYTES
from tests.browser.pages import (
    choose,
    draw_seven,
    metric,
    paper,
    photograph,
    settle,
    stroke,
    turn_to,
    visit,
    wait_until,
)
from tests.browser.server import ROOT

SAMPLES = ROOT / "data" / "samples"


def numbers(page: Page) -> list[int]:
    """Read the picture's values, channel after channel, from the table that Python fills."""
    cells = page.get_by_test_id("stDataFrame").locator("[role=gridcell]:not([aria-colindex='1'])")
    return [int(text) for text in cells.all_text_contents()]


def has_numbers(page: Page, *values: int) -> None:
    """Wait until Python's table has these values: it is drawn a moment after the page."""
    settle(page)
    wait_until(page, lambda: numbers(page) == list(values), f"Python has {values}")


def on_pad(page: Page, size: str, color: str = "gray") -> Page:
    """Open a pad of a size as it was at first, whatever the test before drew on it."""
    if "/draw?" not in page.url:
        visit(page, "draw")
    for group, option in (("Size", size), ("Color", color)):
        if not page.get_by_role("radio", name=option, exact=True).is_checked():
            choose(page, group, option)
    undo = page.get_by_role("button", name="Undo", exact=True)
    while undo.is_enabled():
        undo.click()
    if page.locator("[data-part=eraser]").get_attribute("aria-pressed") == "true":
        press(page, "Eraser")
    page.locator("[data-part=ink]").evaluate("ink => { ink.value = ink.max; ink.oninput?.(); }")
    settle(page)
    return page


@pytest.fixture
def small_pad(lasting_page: Page) -> Page:
    return on_pad(lasting_page, "3×3")


@pytest.fixture
def wide_pad(lasting_page: Page) -> Page:
    return on_pad(lasting_page, "28×28")


def type_on(page: Page, *keys: str) -> None:
    """Press keys on the paper, beginning at its first pixel."""
    paper(page).focus()
    for key in ("ArrowLeft", "ArrowLeft", "ArrowUp", "ArrowUp", *keys):
        page.keyboard.press(key)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    settle(page)


def test_the_small_pad_opens_with_one_to_nine_and_the_mouse_paints_the_pixel_under_it(
    lasting_page: Page,
) -> None:
    page = lasting_page
    visit(page, "draw?size=3")
    expect(metric(page, "range")).to_have_text("1 to 9")
    has_numbers(page, 1, 2, 3, 4, 5, 6, 7, 8, 9)
    stroke(page, (0.5, 0.17))
    has_numbers(page, 1, 9, 3, 4, 5, 6, 7, 8, 9)


def test_the_keyboard_moves_paints_writes_erases_and_takes_back(small_pad: Page) -> None:
    page = small_pad
    type_on(page, "ArrowRight", "ArrowDown", "7", "ArrowDown", "Delete", "ArrowLeft", "Space")
    expect(page.locator("[data-part=spoken]").first).to_have_text("Row 2, column 0: 9")
    has_numbers(page, 1, 2, 3, 4, 7, 6, 9, 0, 9)
    page.keyboard.press("5")
    has_numbers(page, 1, 2, 3, 4, 7, 6, 5, 0, 9)
    page.keyboard.press("Control+z")
    has_numbers(page, 1, 2, 3, 4, 7, 6, 9, 0, 9)


@pytest.mark.parametrize("keys", ["Control+z", "Meta+z"])
def test_undo_has_its_key_on_every_machine(small_pad: Page, keys: str) -> None:
    page = small_pad
    type_on(page, "8")
    expect(page.locator("[data-part=spoken]").first).to_have_text("Row 0, column 0: 8")
    page.keyboard.press("Meta+7")  # the browser's own, as to turn to another tab
    has_numbers(page, 8, 2, 3, 4, 5, 6, 7, 8, 9)
    page.keyboard.press(keys)
    has_numbers(page, 1, 2, 3, 4, 5, 6, 7, 8, 9)


# Sends pointer events to the paper: [kind, pointer, its type, its button, pixel of the first row].
POINT = """(paper, events) => {
  const box = paper.getBoundingClientRect();
  for (const [kind, pointerId, pointerType, button, column] of events)
    paper.dispatchEvent(new PointerEvent(kind, {
      bubbles: true, composed: true, pointerId, pointerType, button, buttons: 1,
      clientX: box.left + ((column + 0.5) / 3) * box.width, clientY: box.top + box.height / 6,
    }));
}"""


def test_shift_and_an_arrow_draw_on(small_pad: Page) -> None:
    page = small_pad
    press(page, "Clear")
    type_on(page, "Shift+ArrowRight", "Shift+ArrowRight")
    has_numbers(page, 0, 9, 9, 0, 0, 0, 0, 0, 0)


def test_clear_invert_and_undo(small_pad: Page) -> None:
    page = small_pad
    press(page, "Invert")
    press(page, "Clear")
    expect(metric(page, "range")).to_have_text("0 to 0")
    press(page, "Undo")
    has_numbers(page, 8, 7, 6, 5, 4, 3, 2, 1, 0)


def test_the_eraser_takes_ink_away_and_the_ink_slider_gives_less(small_pad: Page) -> None:
    page = small_pad
    press(page, "Eraser")
    stroke(page, (0.17, 0.83))
    page.locator("[data-part=ink]").fill("4")
    stroke(page, (0.83, 0.83))
    has_numbers(page, 1, 2, 3, 4, 5, 6, 0, 8, 4)


def test_in_color_a_pixels_three_channels_are_painted_together(lasting_page: Page) -> None:
    page = on_pad(lasting_page, "3×3", "RGB")
    press(page, "Clear")
    page.locator("[data-part=color]").fill("#ff8000")
    stroke(page, (0.5, 0.5))
    painted = (9, 5, 0)  # 255, 128 and 0 of 255, in ninths
    has_numbers(page, *(value for each in painted for value in (0, 0, 0, 0, each, 0, 0, 0, 0)))


# The last of the small pads': a palm that was never lifted may stay with the pad.
def test_a_stylus_draws_where_a_palm_landed_first_and_its_other_end_erases(
    small_pad: Page,
) -> None:
    page = small_pad
    press(page, "Clear")
    palm, pen = (7, "touch"), (8, "pen")
    down, up = "pointerdown", "pointerup"
    events = [(down, *palm, 0, 0), (down, *pen, 0, 2), (up, *pen, 0, 2), (up, *palm, 0, 0)]
    paper(page).evaluate(POINT, events)
    has_numbers(page, 0, 0, 9, 0, 0, 0, 0, 0, 0)
    paper(page).evaluate(POINT, [(down, *pen, 5, 2), (up, *pen, 5, 2)])
    has_numbers(page, *[0] * 9)
    paper(page).evaluate(POINT, [(down, *pen, 0, 1), (down, *palm, 0, 0), (up, *pen, 0, 1)])
    has_numbers(page, 0, 9, 0, 0, 0, 0, 0, 0, 0)
    paper(page).evaluate(POINT, [(up, *palm, 0, 0)])


def test_a_thicker_brush_leaves_more_ink(wide_pad: Page) -> None:
    page = wide_pad
    ink = []
    for brush in ("Thin brush", "Medium brush", "Thick brush"):
        press(page, "Clear")
        page.get_by_role("button", name=brush).click()
        stroke(page, (0.2, 0.5), (0.8, 0.5))
        settle(page)
        page.wait_for_timeout(300)
        ink.append(inked_pixels(page))
    assert ink[0] < ink[1] < ink[2]


def inked_pixels(page: Page) -> int:
    """Count the pad's pixels that are not black, at their middles."""
    return paper(page).evaluate(
        """canvas => {
          const brush = canvas.getContext("2d"), cell = canvas.width / 28;
          const places = [...Array(784).keys()].map(at => [at % 28, Math.floor(at / 28)]);
          const light = ([x, y]) =>
            brush.getImageData((x + 0.5) * cell, (y + 0.5) * cell, 1, 1).data[0];
          return places.filter(place => light(place) > 20).length;
        }"""
    )


def test_touch_paints_without_scrolling_the_page(phone: Page) -> None:
    page = phone
    visit(page, "draw")
    paper(page).scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    box = paper(page).bounding_box()
    touch = page.context.new_cdp_session(page)
    across = box["x"] + box["width"] / 2
    places = [(across, box["y"] + box["height"] * share) for share in (0.3, 0.45, 0.6, 0.75)]
    for kind, at in zip(("touchStart", "touchMove", "touchMove", "touchMove"), places, strict=True):
        touch.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": at[0], "y": at[1]}]}
        )
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(metric(page, "range")).to_have_text("0 to 1")
    assert inked_pixels(page) >= 20, "a line from 0.3 to 0.75 of the height"
    assert paper(page).bounding_box()["y"] == box["y"], "the page stayed where it was"


def test_the_drawing_survives_turning_pages_and_changing_size(wide_pad: Page) -> None:
    page = wide_pad
    stroke(page, (0.5, 0.2), (0.5, 0.8))
    settle(page)
    before = inked_pixels(page)
    assert before > 10
    choose(page, "Size", "8×8")
    turn_to(page, "Dense")
    turn_to(page, "An image is numbers")
    choose(page, "Size", "28×28")
    for _ in range(100):  # a busy machine shows the other picture a moment later
        if inked_pixels(page) == before:
            break
        page.wait_for_timeout(100)
    assert inked_pixels(page) == before


def test_undo_brings_back_a_drawing_that_an_upload_replaced(wide_pad: Page) -> None:
    page = wide_pad
    stroke(page, (0.5, 0.2), (0.5, 0.8))
    settle(page)
    before = inked_pixels(page)
    page.locator("input[type=file]").set_input_files(SAMPLES / "mnist_4.png")
    expect(page.get_by_text("from your file")).to_be_visible()
    press(page, "Undo")
    expect(page.get_by_text("drawn by you")).to_be_visible()
    assert inked_pixels(page) == before


@pytest.mark.parametrize("name", ["broken.png", "disguised.png"])
def test_a_bad_file_gets_one_sentence_and_the_drawing_stays(
    wide_pad: Page, name: str, tmp_path: Path
) -> None:
    page = wide_pad
    stroke(page, (0.5, 0.2), (0.5, 0.8))
    settle(page)
    before = inked_pixels(page)
    good = (SAMPLES / "mnist_4.png").read_bytes()
    bad = tmp_path / name
    bad.write_bytes(
        good[: len(good) // 2] if name == "broken.png" else b"<html>not a picture</html>"
    )
    page.locator("input[type=file]").set_input_files(bad)
    alert = page.get_by_test_id("stAlert")
    expect(alert).to_have_count(1)
    expect(alert).to_contain_text("Your image hasn't changed.")
    assert inked_pixels(page) == before


def test_a_file_that_is_too_large_is_refused_in_words_until_the_next_one_comes(
    wide_pad: Page, tmp_path: Path
) -> None:
    page = wide_pad
    large = tmp_path / "large.png"
    large.write_bytes((SAMPLES / "mnist_4.png").read_bytes() + bytes(MAX_BYTES))
    page.locator("input[type=file]").set_input_files(large)
    refusal = page.get_by_text("we can read up to 20 MB")
    expect(refusal).to_be_visible()
    page.locator("input[type=file]").set_input_files(SAMPLES / "mnist_4.png")
    expect(page.get_by_text("from your file")).to_be_visible()
    expect(refusal).to_have_count(0)


def test_the_camera_takes_a_picture(page: Page) -> None:
    visit(page, "draw")
    photograph(page)


def test_mnist_has_every_digit_to_pick_from(wide_pad: Page) -> None:
    page = wide_pad
    page.get_by_role("tab", name="MNIST").click()
    page.get_by_role("radiogroup", name="Digit").get_by_role("radio", name="7").click()
    expect(page.get_by_text("MNIST test image 0, labeled 7")).to_be_visible()


def test_one_report_at_most_is_under_way_and_the_last_stroke_always_comes(tab: Page) -> None:
    page = tab
    sent: list[bytes] = []
    held: list[bytes] = []
    down, holds = [], []

    def between(browser: WebSocketRoute) -> None:
        server = browser.connect_to_server()
        down[:] = [browser.send]
        browser.on_message(lambda frame: (sent.append(frame), server.send(frame)))
        server.on_message(lambda frame: held.append(frame) if holds else browser.send(frame))

    page.route_web_socket("**/_stcore/stream", between)
    visit(page, "draw")
    holds.append("until the pen has been lifted")
    sent.clear()
    draw_seven(page)
    wait_until(page, lambda: any(b"pixels" in frame for frame in sent), "the pad reports")
    page.wait_for_timeout(500)
    assert sum(b"pixels" in frame for frame in sent) == 1  # of dozens of movements
    holds.clear()
    for frame in held:
        down[0](frame)
    settle(page)
    assert sum(b"pixels" in frame for frame in sent) == 2
    shown = paper(page).evaluate("paper => paper.toDataURL()")
    turn_to(page, "Network")
    turn_to(page, "An image is numbers")
    assert paper(page).evaluate("paper => paper.toDataURL()") == shown
