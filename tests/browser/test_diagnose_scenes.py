"""The lesson on diagnosing a run as a learner goes through it: the line to stop at is dragged."""

import re

from playwright.sync_api import Page, expect

from tests.browser.pages import part, resting_box, settle, visit, wait_until


def line(page: Page, beginning: str) -> str:
    return page.locator(".lines p", has_text=re.compile(f"^{beginning}")).inner_text()


def test_the_line_is_dragged_to_the_lowest_validation_loss_and_the_curves_move(
    page: Page,
) -> None:
    page.emulate_media(reduced_motion="no-preference")
    visit(page, "diagnose?scene=5")
    slider = part(page, "slider")
    expect(slider).to_have_value("100")
    at_end = line(page, "validation images")
    expect(page.locator(".lines p")).to_have_count(2)  # the best place is not shown yet
    box = resting_box(page.locator(".plot canvas"))
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] - 12, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, middle, steps=4)
    page.mouse.up()
    wait_until(page, lambda: 40 < int(slider.input_value()) < 60, "the line follows the pointer")
    assert line(page, "validation images") != at_end
    page.get_by_role("button", name="at the lowest validation loss", exact=True).click()
    expect(page.get_by_text("Correct.")).to_be_visible()
    lowest = re.search(r"epoch (\d+)", line(page, "The validation loss is lowest"))
    assert lowest
    slider.focus()
    for _ in range(int(slider.input_value()) - int(lowest[1])):
        slider.press("ArrowLeft")
    expect(page.locator(".lines p").last).to_contain_text(f"Epoch {lowest[1]} has the lowest")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Next").click()
    expect(part(page, "bar")).to_have_attribute("data-scene", "6")
    settle(page)
    expect(page.locator("[data-moving=true]")).to_have_count(0)
    title = page.locator(".charts figcaption")
    expect(title).to_have_text("500 images")
    page.get_by_role("radio", name="50,000").click()
    expect(title).to_have_text("50,000 images")
    expect(page.locator("[data-moving=true]")).to_have_count(0)
    expect(page.locator(".plot canvas")).to_have_attribute("aria-label", re.compile("50,000"))
