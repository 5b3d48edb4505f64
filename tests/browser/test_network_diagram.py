"""The first picture in a real browser: what is pointed at is described, by any pointer or key."""

from playwright.sync_api import Page, expect

from components.ui.lesson_text import COMMON
from models.exercises.worked_example import first_network
from tests.browser.pages import choose, part, settle, visit


def test_the_picture_follows_the_slider_while_it_is_dragged(tab: Page) -> None:
    page, sent = tab, []
    page.on("websocket", lambda line: line.on("framesent", lambda _: sent.append(line)))
    visit(page, "")
    picture = part(page, "picture")
    slider = page.get_by_role("slider", name="Its value")
    slider.focus()
    thumb = page.get_by_test_id("stSliderThumbValue")
    box = thumb.locator("xpath=..").bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    sent.clear()
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] + 400, middle[1], steps=4)
    expect(picture.locator(".cells text").nth(4)).to_have_text("9")
    outputs = picture.locator(".units text").all_text_contents()
    assert outputs == [f"{output:.2f}" for output in first_network((1, 1), 9).outputs]
    assert not sent, "the slider is not let go yet"
    page.mouse.up()
    settle(page)
    assert picture.locator(".units text").all_text_contents() == outputs
    choose(page, COMMON.label("edges"), "2")
    assert picture.locator(".units text").all_text_contents() == outputs


def test_the_first_picture_answers_to_mouse_finger_and_keys_and_needs_no_plotly(tab: Page) -> None:
    page, asked = tab, []
    page.on("request", lambda request: asked.append(request.url))
    visit(page, "")
    picture, readout = part(page, "picture"), part(page, "readout")
    hint = readout.inner_text()
    parts = picture.locator(".part")
    expect(parts).to_have_count(9 + 9 + 36 + 4)
    picture.locator(".units .part").first.hover()
    expect(readout).to_contain_text("output of neuron 0 = 2.90")
    page.mouse.move(0, 0)
    expect(readout).to_have_text(hint)
    picture.locator(".cells .part").first.click()
    page.mouse.move(0, 0)
    expect(readout).to_have_text("image[0, 0] = vector[0] = 1")
    expect(picture.locator(".lit")).to_have_count(2)  # in the image, and in the vector
    picture.focus()
    page.keyboard.press("ArrowRight")
    expect(readout).to_have_text("image[0, 1] = vector[1] = 2")
    page.keyboard.press("Escape")
    expect(readout).to_have_text(hint)
    choose(page, COMMON.label("edges"), "3")
    faint = picture.locator(".edges line[opacity='0.12']")
    expect(faint).to_have_count(27)
    page.get_by_role("slider", name="Its value").press("End")
    settle(page)
    expect(picture.locator(".cells text").nth(4)).to_have_text("9")
    # A finger that swipes over it moves the page.
    assert picture.evaluate("each => getComputedStyle(each).touchAction") == "manipulation"
    assert not [url for url in asked if "Plotly" in url]
