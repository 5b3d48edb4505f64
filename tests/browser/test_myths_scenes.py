"""Myth or fact as a learner goes through it: judged, corrected, and run by real Keras at once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import SCREENS, screen_page
from tests.browser.pages import part, settle, visit
from tests.browser.server import Server
from tests.browser.test_scenes import expect_scene, faults_at
from tests.browser.test_train_scenes import in_view

pytestmark = pytest.mark.trains

ANSWER = 180_000
RIGHT = (
    ("false: same values, new shape", "✗ Myth", "784 of 784 values are the same."),
    ("true: it has no parameters", "✓ Fact", "Flatten has 0 parameters"),
    ("false: every neuron is connected to every input", "✗ Myth", "36 connections, 9 × 4"),
    ("true: one layer can calculate the same", "✓ Fact", "the largest difference is"),
    ("false: Dense works along the last axis", "✗ Myth", "(1, 28, 28, 10)"),
    ("true: shuffle values and weights alike", "✓ Fact", "the largest difference is"),
    ("false: it arrives unchanged", "✗ Myth", "784 of 784"),
)


def test_a_learner_judges_every_claim_and_keras_decides_it_on_the_same_screen(
    contexts: Callable[..., BrowserContext], training_server: Server
) -> None:
    width, height, _ = SCREENS["laptop"]
    with screen_page(contexts, training_server, "laptop") as page:
        visit(page, "myths", as_told=True)
        answer(page, "true: it averages neighbors")
        expect(page.get_by_text("That's pooling.")).to_be_visible()
        for number, (option, verdict, found) in enumerate(RIGHT, start=1):
            expect_scene(page, number)
            answer(page, option)
            expect(part(page, "verdict")).to_have_text(verdict, timeout=ANSWER)
            expect(part(page, "text")).to_contain_text(found)
            in_view(page, "program", "result")
            assert (part(page, "program").bounding_box() or {})["height"] > 100
            assert not faults_at(page, f"claim {number}")
            page.set_viewport_size({"width": width, "height": height})
            page.keyboard.press("PageDown")
        expect_scene(page, len(RIGHT) + 1)
        part(page, "bar").get_by_role("button", name="Back").click()
        expect_scene(page, len(RIGHT))
        page.reload()
        settle(page)
        expect_scene(page, len(RIGHT))
        expect(part(page, "verdict")).to_have_text("✗ Myth", timeout=ANSWER)


def answer(page: Page, option: str) -> None:
    """Choose an answer by keyboard."""
    page.get_by_role("button", name=option, exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-feedback")).to_be_visible()
    settle(page)
