"""The first training as a learner goes through it: Train, rewind, and what is confused."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import only_page, screen_page
from tests.browser.pages import draw_seven, part, settle, turn_to, visit
from tests.browser.server import Server
from tests.browser.test_scenes import expect_scene, faults_at, still

pytestmark = pytest.mark.trains

TRAINING = 120_000
RANDOM, TRAIN, REWIND, SPLIT, CONFUSION = 1, 3, 5, 6, 7


def go_to(page: Page, number: int) -> None:
    """Turn to a scene by its dot."""
    still(page)
    dots = part(page, "dots").last.get_by_role("button")
    dots.nth(number - 1).dispatch_event("click")
    expect_scene(page, number)
    still(page)


def scrub(page: Page, snapshot: int) -> None:
    part(page, "slider").evaluate("(it, at) => { it.value = at; it.onchange(); }", snapshot)


def last_snapshot(page: Page) -> int:
    return int(part(page, "slider").get_attribute("max") or 0)


def in_view(page: Page, *names: str) -> None:
    """Everything of these names is on the screen, whole."""
    for name in names:
        expect(part(page, name).last).to_be_in_viewport(ratio=0.99)


def test_a_learner_trains_rewinds_and_looks_what_is_confused_on_a_phone(
    contexts: Callable[..., BrowserContext], training_server: Server
) -> None:
    with screen_page(contexts, training_server, "phone") as page:
        begin(page)
        train(page)
        rewind(page)
        page.reload()
        settle(page)
        expect_scene(page, REWIND)
        expect(part(page, "slider")).to_have_attribute("max", "20")
        look_at_a_cell(page)


def begin(page: Page) -> None:
    """Draw a 7, and see what random weights make of it."""
    visit(page, "draw?epochs=2&images=2000&batch=100")
    draw_seven(page)
    turn_to(page, "Train", as_told=True)
    expect_scene(page, RANDOM)
    expect(part(page, "predictionName")).to_have_text(re.compile(r"^Prediction: \d, \d+%$"))
    expect(part(page, "numbers")).to_have_text("754 of 10,000 validation images correct: 7.5%")


def train(page: Page) -> None:
    """Press Train, and see all of it move on one screen, from its start to its end."""
    go_to(page, TRAIN)
    page.get_by_role("button", name="Train", exact=True).click()
    expect(part(page, "where")).to_have_text(re.compile(r"Epoch \d of 2"), timeout=TRAINING)
    in_view(page, "loss", "accuracy", "weights", "answers", "slider", "where")
    expect(part(page, "where")).to_have_text("Epoch 2 of 2", timeout=TRAINING)
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_visible()
    in_view(page, "loss", "accuracy", "weights", "answers", "slider", "where")


def rewind(page: Page) -> None:
    """Say which digit it is, and find the step at which it was first predicted correctly."""
    go_to(page, REWIND)
    page.get_by_role("combobox").last.click()
    page.get_by_role("option", name="7", exact=True).click()
    settle(page)
    right = []
    for snapshot in range(last_snapshot(page) + 1):
        scrub(page, snapshot)
        expect(part(page, "answers")).to_be_visible()
        if "correct" in part(page, "predictionName").inner_text():
            right.append(snapshot)
    assert right, "this run never predicts the 7"
    scrub(page, right[0])
    found = "for the first time" if right[0] else "that's luck"
    expect(part(page, "numbers")).to_contain_text(found)
    in_view(page, "numbers", "loss", "weights", "answers", "slider")


def look_at_a_cell(page: Page) -> None:
    """Choose a cell of the matrix, and see its images beside it, or over it."""
    go_to(page, CONFUSION)
    cells = part(page, "confusion").locator("td")
    wrong = [
        at
        for at, count in enumerate(cells.all_inner_texts())
        if at % 11 and int(count)  # every eleventh is on the diagonal
    ]
    cells.nth(wrong[0]).click()
    images = part(page, "found").get_by_role("button")
    expect(images.first).to_be_visible(timeout=TRAINING)
    expect(images.first).to_be_in_viewport(ratio=0.99)
    row, column = divmod(wrong[0], 10)
    name = re.compile(f"^a {row} predicted as {column}, ")
    expect(images.first).to_have_accessible_name(name)
    part(page, "mistakes").get_by_role("button", name="Close").click()
    expect(images).to_have_count(0)
    expect(cells.nth(wrong[0])).to_be_in_viewport(ratio=0.99)


def test_every_scene_of_a_trained_network_stands_whole_on_every_screen(
    contexts: Callable[..., BrowserContext], training_server: Server
) -> None:
    context = contexts(training_server, reduced_motion="reduce", locale="en-US")
    with only_page(context, training_server) as page:
        visit(page, f"train?epochs=1&images=2000&batch=100&scene={TRAIN}")
        page.get_by_role("button", name="Train", exact=True).click()
        expect(part(page, "where")).to_have_text("Epoch 1 of 1", timeout=TRAINING)
        settle(page)
        faults: dict[str, list[str]] = {}
        for number in (TRAIN, REWIND, SPLIT, CONFUSION):
            go_to(page, number)
            faults |= faults_at(page, f"scene {number}")
        part(page, "confusion").locator("td").nth(0).click()
        expect(part(page, "found").get_by_role("button").first).to_be_attached(timeout=TRAINING)
        settle(page)
        faults |= faults_at(page, "a cell's images")
        go_to(page, SPLIT)
        page.get_by_role("button", name="Open the test images").click()
        expect(page.get_by_text("Test accuracy")).to_be_visible(timeout=TRAINING)
        settle(page)
        faults |= faults_at(page, "the test images, opened")
        assert not faults
