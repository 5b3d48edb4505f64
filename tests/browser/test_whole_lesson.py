"""The lesson's whole promise, walked through in a real browser, as a learner would."""

import re
from pathlib import Path

import numpy as np
import psutil
import pytest
from playwright.sync_api import Page, expect

from components.nav.navigation import CONTENTS
from components.ui.lesson_text import sections
from models.nn.dense import trace_dense
from tests.browser.pages import (
    choose,
    draw_seven,
    follow_menu,
    metric,
    open_menu,
    paper,
    part,
    resting_box,
    settle,
    stroke,
    turn_to,
    visit,
)
from tests.browser.server import NO_TRAINER, ROOT, Server, serve

TITLES = {
    "" if entry is CONTENTS[0] else entry.name: sections(entry.name)["title"] for entry in CONTENTS
}
TRAINING = 120_000  # milliseconds a training may take on a slow machine
PHOTO = ROOT / "data" / "samples" / "photo_of_a_5.jpg"


def answer(page: Page):
    return page.locator("[data-part=answer]")


@pytest.mark.trains
def test_a_learner_draws_flattens_steps_trains_and_is_read(page: Page) -> None:
    visit(page, "draw")
    draw_seven(page)
    expect(metric(page, "range")).to_have_text("0 to 1")
    expect(page.get_by_text("drawn by you")).to_be_visible()
    expect(page.get_by_text("longer side 20 pixels")).to_be_visible()

    page.locator("input[type=file]").set_input_files(PHOTO)
    expect(page.get_by_text("from your file")).to_be_visible()
    settle(page)

    turn_to(page, "Flatten")
    typed = page.locator("[data-part=typed]")
    page.locator("[data-part=speed]").select_option("4")
    page.get_by_role("button", name="Play").click()
    expect(typed).not_to_have_value("0")
    expect(typed).to_have_value("784", timeout=60_000)
    expect(page.locator("[data-part=readout]")).to_contain_text("vector[783] = image[27, 27]")
    expect(page.get_by_text("784 of 784 values are back at their position.")).to_be_visible()

    turn_to(page, "Dense")
    choose(page, "Size", "3×3")
    step_one_neuron(page)

    turn_to(page, "Train")
    page.get_by_label("Epochs").fill("2")
    page.get_by_label("Epochs").press("Enter")
    settle(page)
    page.get_by_role("button", name="Train", exact=True).click()
    expect(page.get_by_test_id("stProgress")).to_contain_text("Running", timeout=TRAINING)
    early = page.locator("[data-part=weights] canvas").first.evaluate(
        "canvas => canvas.toDataURL()"
    )
    expect(page.get_by_text("This network is yours now")).to_be_visible(timeout=TRAINING)
    late = page.locator("[data-part=weights] canvas").first.evaluate("canvas => canvas.toDataURL()")
    assert early != late, "the weight pictures moved"
    shown = part(page, "numbers").inner_text()
    validation = re.search(r"Validation after batch [\d,]+: accuracy ([\d.]+)%", shown)
    assert float(validation[1]) > 90, shown

    turn_to(page, "Network")
    expect(page.get_by_role("radio", name="your own network")).to_be_checked()
    choose(page, "Size", "28×28")
    expect(answer(page)).to_have_text(re.compile(r"^Prediction: 5, \d"))


def step_one_neuron(page: Page) -> None:
    """Step through neuron 0 of the worked example and compare each running sum."""
    from models.exercises.worked_example import first_network

    neuron = trace_dense(np.arange(1.0, 10.0), first_network().dense[0].layer).neuron(0)
    readout = page.locator("[data-part=readout]")
    for total in neuron.running_sums:
        page.get_by_role("button", name="One step on").click()
        expect(readout).to_contain_text(f"= {total:.2f}".replace("-", "−"))
    page.get_by_role("button", name="One step on").click()
    expect(readout).to_contain_text(f"(the bias) = {neuron.sum:.2f}".replace("-", "−"))
    page.get_by_role("button", name="One step on").click()
    expect(readout).to_have_text(f"relu({neuron.sum:.2f}) = {neuron.output:.2f}")


def test_a_deep_link_to_a_fresh_server_has_its_menu_and_title(browser) -> None:
    with serve(**NO_TRAINER) as fresh:
        page = browser.new_page()
        page.goto(f"{fresh.url}/flatten")
        expect(page.locator("h1")).to_have_text(TITLES["flatten"])
        expect(open_menu(page).get_by_role("link")).to_have_count(len(TITLES))
        page.close()


@pytest.mark.trains
def test_no_page_brings_tensorflow_into_the_web_process(page: Page, server: Server) -> None:
    visit(page, "")
    for entry in CONTENTS[1:]:
        turn_to(page, entry.title)
        expect(page.locator("h1")).to_have_text(TITLES[entry.name])
        expect(page.get_by_test_id("stException")).to_have_count(0)
    draw_seven_and_read(page)
    web = psutil.Process(server.process.pid)
    held = [entry.path for entry in web.memory_maps()]
    assert any("numpy" in path for path in held), "this look at the process sees its libraries"
    assert not [path for path in held if "tensorflow" in Path(path).as_posix()]
    assert any("local_cluster" in " ".join(child.cmdline()) for child in web.children())


def draw_seven_and_read(page: Page) -> None:
    visit(page, "network")
    draw_seven(page)
    expect(answer(page)).to_contain_text("Prediction: 7")


def test_the_answer_follows_the_pen_while_it_is_down(page: Page) -> None:
    visit(page, "network")
    expect(answer(page)).to_contain_text("Nothing is drawn yet")
    box = paper(page).bounding_box()
    page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 0.2 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 0.8 * box["height"], steps=10)
    expect(answer(page)).to_contain_text("Prediction: 1")  # the pen is still down
    page.mouse.up()
    stroke(page, (0.2, 0.2), (0.8, 0.2), (0.8, 0.5))
    expect(answer(page)).not_to_contain_text("Prediction: 1")


@pytest.mark.parametrize("address", ["draw", "network"])
def test_the_paper_lies_still_under_the_pen(page: Page, address: str) -> None:
    visit(page, address)
    for width in (1440, 1280, 820, 390):
        page.set_viewport_size({"width": width, "height": 1200})
        page.get_by_role("button", name="Clear", exact=True).click()
        settle(page)
        lies = resting_box(paper(page))
        draw_seven(page)
        if address == "network":
            expect(answer(page)).to_contain_text("Prediction: 7")
        settle(page)
        assert paper(page).bounding_box() == lies, width


def test_pages_turned_as_fast_as_one_can_click_each_stand_whole_in_the_end(page: Page) -> None:
    visit(page, "dense")
    choose(page, "Size", "28×28")  # the browser reports that it holds 100,352 weights
    for wait in (0, 40, 80, 160):
        for title in ("Flatten", "Dense"):
            follow_menu(page, title)
            page.wait_for_timeout(wait)
        settle(page)
        expect(page.locator("h1")).to_have_text(TITLES["dense"])
        expect(part(page, "readout").first).to_be_visible()
