"""Flatten played in a real browser: what flies, what lights up, by mouse, keyboard and touch."""

import json
import re
from itertools import product

import keras
import numpy as np
import pytest
from playwright.sync_api import Page, expect

from components.ui.lesson_text import COMMON
from models.nn.flatten import ORDERS
from tests.browser.pages import box_of, choose, press, settle, turn_to, visit
from tests.browser.server import ROOT

PHOTO = ROOT / "data" / "samples" / "photo_of_a_5.jpg"
CHANNELS = {"gray": 1, "RGB": 3}
KINDS = [("3×3", "gray"), ("3×3", "RGB"), ("28×28", "gray"), ("28×28", "RGB")]


@pytest.fixture
def page(lasting_page: Page) -> Page:
    """The tab of all tests of this file, which `show` brings to where a visit begins."""
    return lasting_page


def stage(page: Page):
    return page.locator("[data-part=stage]")


def readout(page: Page):
    return page.locator("[data-part=readout]")


def stage_data(page: Page) -> dict[str, str]:
    """Return the stage's data attributes: what is lit, landed, in the air."""
    return stage(page).evaluate("stage => ({ ...stage.dataset })")


def expect_rest(page: Page, landed: int) -> None:
    """Wait for nothing to move, with so many values in the vector."""
    expect(stage(page)).to_have_attribute("data-flying", "false")
    expect(stage(page)).to_have_attribute("data-landed", str(landed))
    assert stage_data(page)["air"] == "0"


def scrub(page: Page, position: float) -> None:
    page.locator("[data-part=slider]").evaluate(
        "(slider, at) => { slider.value = at; slider.oninput(); }", position
    )


def show(page: Page, size: str, color: str = "gray") -> None:
    """Show the pad's picture of a size, and the colors of one, as they are when one comes."""
    rgb = color == "RGB"
    if "/flatten?" not in page.url:
        visit(page, f"flatten?size={size.split('×')[0]}{'&colour=RGB' if rgb else ''}")
    for group, option in (("Size", size), ("Color", color)):
        if not page.get_by_role("radio", name=option, exact=True).is_checked():
            choose(page, group, option)
    expect(page.get_by_role("radio", name=size, exact=True)).to_be_checked()
    shape = size.replace("×", ", ")
    expect(page.get_by_text(f"({shape}, 3)" if rgb else f"({shape})").first).to_be_visible()
    page.mouse.move(0, 0)
    read_in_order(page, "row by row")
    scrub(page, 0)  # whatever was chosen is so no longer
    page.locator("[data-part=speed]").select_option("1")
    settle(page)
    expect_rest(page, 0)


def read_in_order(page: Page, order: str) -> None:
    """Read the picture in an order, and wait for what flies to its new cell."""
    if not page.get_by_role("radio", name=order, exact=True).is_checked():
        choose(page, COMMON.label("read order"), order)
        expect(page.get_by_role("radio", name=order, exact=True)).to_be_checked()
    expect(stage(page)).to_have_attribute("data-flying", "false")


def keras_flatten(image: np.ndarray) -> np.ndarray:
    return np.asarray(keras.layers.Flatten()(image[np.newaxis]))[0].astype(int)


def keras_indices(shape: tuple[int, ...], order: str) -> np.ndarray:
    """Return which value of the image Keras puts at each index of the vector.

    The values are numbered as they lie; another order is Keras's own, on an image turned round.
    """
    numbered = np.arange(np.prod(shape), dtype=np.float32).reshape(shape)
    turned = {
        "row by row": numbered,
        "column by column": numbered.T,
        "channels first": numbered if numbered.ndim == 2 else np.moveaxis(numbered, 2, 0),
    }
    return keras_flatten(turned[order])


def screen_points(page: Page, shape: tuple[int, ...]):
    """Return what gives the point on the screen of an image's value, and of a vector's cell."""
    box, place = box_of(stage(page)), json.loads(stage_data(page)["layout"])
    channels = shape[2] if len(shape) == 3 else 1

    def in_image(value: int) -> tuple[float, float]:
        row, column, channel = (*np.unravel_index(value, shape), 0)[:3]
        across = column + (channel + 0.5) / channels
        return (
            box["x"] + place["left"] + across * place["pixel"],
            box["y"] + place["top"] + (row + 0.5) * place["pixel"],
        )

    def in_vector(index: int) -> tuple[float, float]:
        line, along = divmod(index, place["vector"]["perLine"])
        return (
            box["x"] + place["vector"]["left"] + (along + 0.5) * place["vector"]["cell"],
            box["y"] + place["vector"]["top"]
            + line * place["vector"]["step"] + place["vector"]["high"] / 2,
        )  # fmt: skip

    return in_image, in_vector


@pytest.mark.parametrize(("size", "color"), KINDS)
def test_pixel_and_cell_light_up_together_as_keras_flatten_pairs_them(
    page: Page, size: str, color: str
) -> None:
    show(page, size, color)
    for order in ORDERS:
        read_in_order(page, order)
        check_pairs(page, size, color, order)


def check_pairs(page: Page, size: str, color: str, order: str) -> None:
    """Point at pixels and cells of one kind of picture, read in one order."""
    side = int(size.split("×")[0])
    shape = (side, side) if color == "gray" else (side, side, 3)
    source = keras_indices(shape, order)
    in_image, in_vector = screen_points(page, shape)
    count = source.size
    some = range(count) if count < 30 else np.random.default_rng(0).choice(count, 12).tolist()
    for index, place in product(some, (in_image, in_vector)):
        value = int(source[index])
        page.mouse.move(*(place(value) if place is in_image else place(index)))
        pixel = [int(at) for at in np.unravel_index(value, shape)]
        first = value - value % CHANNELS[color]
        cells = [int(np.flatnonzero(source == first + at)[0]) for at in range(CHANNELS[color])]
        lit = stage_data(page)
        assert lit["activeIndex"] == str(index)
        assert lit["activePixel"] == ",".join(map(str, pixel))
        assert lit["activeCells"] == ",".join(map(str, cells))
        words = readout(page).inner_text()
        assert words.startswith(f"vector[{index}] = image[{', '.join(map(str, pixel))}] = ")
        if size == "3×3":
            up = pixel[0] * 3 + pixel[1] + 1
            values = [up, 10 - up, 5]
            assert words.endswith(f" = {values[pixel[2]] if color == 'RGB' else up}")
    page.mouse.move(0, 0)
    assert stage_data(page)["activeIndex"] == ""


ARITHMETIC = {
    ("gray", "row by row"): "index = row · width + column = 1 · 3 + 2 = 5",
    ("gray", "column by column"): "index = column · height + row = 2 · 3 + 1 = 7",
    ("RGB", "row by row"): (
        "index = row · width · channels + column · channels + channel = 1 · 3 · 3 + 2 · 3 + 0 = 15"
    ),
    ("RGB", "column by column"): (
        "index = channel · width · height + column · height + row = 0 · 3 · 3 + 2 · 3 + 1 = 7"
    ),
    ("RGB", "channels first"): (
        "index = channel · height · width + row · width + column = 0 · 3 · 3 + 1 · 3 + 2 = 5"
    ),
}


def test_the_arithmetic_of_a_chosen_pixel_is_written_in_its_numbers(page: Page) -> None:
    for color, channels in CHANNELS.items():
        show(page, "3×3", color)
        in_image, _ = screen_points(page, (3, 3) if color == "gray" else (3, 3, 3))
        page.mouse.click(*in_image(5 * channels))
        page.mouse.move(0, 0)
        for order in (order for kind, order in ARITHMETIC if kind == color):
            read_in_order(page, order)  # the pixel stays chosen, its place in the vector changes
            expect(page.locator("[data-part=arithmetic]")).to_have_text(ARITHMETIC[color, order])
            index = ARITHMETIC[color, order].rsplit(" ", 1)[1]
            expect(page.locator(".katex-mathml").first).to_contain_text(f"={index}")  # Python's


def test_one_pixel_flies_alone_and_one_row_flies_together(page: Page) -> None:
    show(page, "8×8")
    press(page, "One pixel")
    expect(stage(page)).to_have_attribute("data-air", "1")
    expect_rest(page, 1)
    press(page, "One row")
    expect(stage(page)).to_have_attribute("data-air", re.compile("[2-7]"))
    expect_rest(page, 8)
    press(page, "One row")
    expect_rest(page, 16)
    press(page, "One pixel back")
    expect_rest(page, 15)
    expect(page.locator("[data-part=typed]")).to_have_value("15")


def test_in_color_a_pixels_three_values_fly_together_unless_the_order_parts_them(
    page: Page,
) -> None:
    show(page, "3×3", "RGB")
    press(page, "One pixel")
    expect_rest(page, 3)
    choose(page, COMMON.label("read order"), "channels first")
    press(page, "To the start")
    press(page, "One value")
    expect_rest(page, 1)
    press(page, "One row")
    expect_rest(page, 3)
    assert stage_data(page)["activePixel"] == "0,2,0"
    choose(page, COMMON.label("read order"), "column by column")
    press(page, "One column")
    expect_rest(page, 6)
    assert stage_data(page)["activePixel"] == "2,1,0"


def test_play_flies_several_at_once_pause_stops_them_in_the_air_and_play_goes_on(
    page: Page,
) -> None:
    show(page, "28×28")
    press(page, "Play")
    expect(stage(page)).to_have_attribute("data-air", re.compile(r"\d\d"))
    press(page, "Pause")
    paused = stage_data(page)
    assert int(paused["air"]) >= 5
    picture = painted(page)
    page.wait_for_timeout(500)
    assert stage_data(page) == paused
    assert painted(page) == picture
    press(page, "One pixel")
    expect(stage(page)).to_have_attribute("data-landed", str(int(paused["landed"]) + 1))
    assert int(stage_data(page)["air"]) >= 5
    page.locator("[data-part=speed]").select_option("4")
    press(page, "Play")
    expect_rest(page, 784)
    expect(readout(page)).to_contain_text("vector[783] = image[27, 27]")


def painted(page: Page) -> str:
    return stage(page).evaluate(
        "stage => [...stage.querySelectorAll('canvas')].map(each => each.toDataURL()).join()"
    )


def test_the_slider_stops_the_flight_anywhere_forth_and_back(page: Page) -> None:
    show(page, "8×8")
    pictures = {}
    for position in (0, 10.25, 10.5, 40, 63.5, 64):
        scrub(page, position)
        pictures[position] = painted(page)
        assert stage_data(page)["landed"] == str(int(position))
        assert (int(stage_data(page)["air"]) > 0) == (0 < position < 64)
    assert len(set(pictures.values())) == len(pictures)
    for position in (40, 10.5, 0, 63.5, 10.25, 64):
        scrub(page, position)
        assert painted(page) == pictures[position], position


def test_unflatten_plays_it_backwards_until_every_value_is_home(page: Page) -> None:
    show(page, "8×8")
    start = painted(page)
    press(page, "To the end")
    expect_rest(page, 64)
    press(page, "Un-flatten")
    expect(stage(page)).to_have_attribute("data-landed", re.compile("^[2-5].$"))
    assert int(stage_data(page)["air"]) > 1
    expect_rest(page, 0)
    page.mouse.move(0, 0)
    assert painted(page) == start


def test_a_new_order_moves_every_value_to_its_new_cell_and_keeps_the_chosen_pixel(
    page: Page,
) -> None:
    show(page, "3×3")
    press(page, "To the end")
    in_image, _ = screen_points(page, (3, 3))
    page.mouse.click(*in_image(5))
    assert stage_data(page)["activeIndex"] == "5"
    choose(page, COMMON.label("read order"), "column by column")
    expect(stage(page)).to_have_attribute("data-active-index", "7")
    expect(readout(page)).to_have_text("vector[7] = image[1, 2] = 6")
    expect_rest(page, 9)


def test_the_keyboard_alone_gets_everywhere(page: Page) -> None:
    show(page, "3×3")
    page.locator("[data-part=typed]").focus()
    page.keyboard.press("Tab")
    expect(stage(page)).to_be_focused()
    assert stage(page).evaluate("stage => getComputedStyle(stage).outlineStyle") == "solid"
    spoken = page.locator("[data-part=spoken]")
    walk = {"ArrowRight": 0, "ArrowDown": 3, "ArrowLeft": 2, "End": 8, "ArrowUp": 5, "Home": 0}
    for key, index in walk.items():
        page.keyboard.press(key)
        assert stage_data(page)["activeIndex"] == str(index), key
        row, column = divmod(index, 3)
        expect(spoken).to_have_text(f"vector[{index}] = image[{row}, {column}] = {index + 1}")
    page.keyboard.press("PageDown")
    expect_rest(page, 3)
    page.keyboard.press("PageDown")
    expect_rest(page, 6)
    page.keyboard.press("PageUp")
    expect_rest(page, 3)
    page.keyboard.press("Space")
    expect(stage(page)).to_have_attribute("data-flying", "true")
    page.keyboard.press("Space")
    expect(stage(page)).to_have_attribute("data-flying", "false")
    before = stage_data(page)
    for key in ("r", "c", "Escape"):
        page.keyboard.press(key)
    assert stage_data(page)["landed"] == before["landed"]


def test_a_screen_reader_reads_only_the_end_of_a_flight(page: Page) -> None:
    show(page, "8×8")
    page.locator("[data-part=spoken]").evaluate(
        """spoken => { spoken.said = []; new MutationObserver(() => spoken.said.push(
          spoken.textContent)).observe(spoken, { childList: true }); }"""
    )
    page.locator("[data-part=speed]").select_option("4")
    press(page, "Play")
    expect_rest(page, 64)
    said = page.locator("[data-part=spoken]").evaluate("spoken => spoken.said")
    assert len(said) == 1
    assert said[0].startswith("vector[63] = image[7, 7]")


def test_with_reduced_motion_nothing_flies(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    show(page, "3×3")
    stage(page).evaluate(
        """stage => { window.flew = false; new MutationObserver(() => {
          window.flew ||= stage.dataset.flying === "true" || stage.dataset.air !== "0";
        }).observe(stage, { attributes: true }); }"""
    )
    for name, landed in (("One pixel", 1), ("One row", 3), ("Play", 9), ("Un-flatten", 0)):
        press(page, name)
        assert stage_data(page)["landed"] == str(landed), name
    scrub(page, 4.4)
    assert stage_data(page)["landed"] == "4"
    press(page, "To the end")
    choose(page, COMMON.label("read order"), "column by column")
    expect(readout(page)).to_have_text("vector[8] = image[2, 2] = 9")
    assert page.evaluate("() => window.flew") is False
    page.emulate_media(reduced_motion="null")


def test_every_value_of_a_photograph_has_the_index_that_keras_gives_it(page: Page) -> None:
    visit(page, "draw")
    choose(page, "Size", "28×28")
    choose(page, "Color", "RGB")
    page.locator("input[type=file]").set_input_files(PHOTO)
    expect(page.get_by_text("from your file")).to_be_visible()
    settle(page)
    turn_to(page, "Flatten")
    in_picture = colors(page, "image")
    assert len(set(map(tuple, in_picture))) > 50
    press(page, "To the end")
    expect_rest(page, 2352)
    assert colors(page, "vector") == [
        in_picture[at] for at in keras_indices((28, 28, 3), "row by row")
    ]


def colors(page: Page, which: str) -> list[list[int]]:
    """Read from the canvas what is painted in the middle of every pixel or cell."""
    page.mouse.move(0, 0)
    if which == "image":
        press(page, "To the start")
    return stage(page).evaluate(
        """(stage, which) => {
          const { left, top, pixel, vector } = JSON.parse(stage.dataset.layout);
          const still = stage.querySelector("[data-part=still]"), brush = still.getContext("2d");
          const whole = brush.getImageData(0, 0, still.width, still.height);
          const strip = pixel / 3;
          const middle = at => which === "image"
            ? [left + Math.floor(at / 3) % 28 * pixel + (at % 3) * strip + strip / 2,
               top + Math.floor(at / 84) * pixel + pixel / 2]
            : [vector.left + (at % vector.perLine) * vector.cell + vector.cell / 2 - 0.5,
               vector.top + Math.floor(at / vector.perLine) * vector.step + vector.high / 2];
          return [...Array(2352).keys()].map(at => {
            const [x, y] = middle(at).map(Math.floor), start = 4 * (y * still.width + x);
            return [...whole.data.slice(start, start + 3)];
          });
        }""",
        which,
    )


def test_on_a_phone_a_tap_selects_and_a_swipe_scrolls(phone: Page) -> None:
    page = phone
    show(page, "3×3")
    assert page.evaluate("() => document.documentElement.scrollWidth") == 390
    stage(page).scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    in_image, in_vector = screen_points(page, (3, 3))
    page.touchscreen.tap(*in_image(5))
    expect(stage(page)).to_have_attribute("data-active-index", "5")
    page.touchscreen.tap(*in_vector(1))
    expect(stage(page)).to_have_attribute("data-active-index", "1")
    assert stage_data(page)["activePixel"] == "0,1"

    before = stage(page).bounding_box()["y"]
    x, y = in_image(4)
    touch = page.context.new_cdp_session(page)
    for kind, up in [("touchStart", 0), *(("touchMove", 20 * each) for each in range(1, 9))]:
        touch.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y - up}]}
        )
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(500)
    assert stage(page).bounding_box()["y"] < before - 50
    assert stage_data(page)["activeIndex"] == "1"
