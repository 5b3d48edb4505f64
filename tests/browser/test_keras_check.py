"""The check with Keras, on the three pages that have it."""

import pytest
from playwright.sync_api import Page, expect

from components.ui.lesson_text import COMMON
from models.texts import sentence
from tests.browser.pages import choose, draw_seven, metric, press, settle, turn_to, visit

ANSWER = 120_000  # milliseconds; the trainer may still be starting
CHANGED = COMMON.format("check outdated")


def check(page: Page) -> float:
    """Press the button once the pen is at rest, and read the largest difference."""
    page.wait_for_timeout(1000)
    settle(page)
    press(page, COMMON.label("check"))
    expect(metric(page, COMMON.label("largest difference"))).to_be_visible(timeout=ANSWER)
    settle(page)
    expect(metric(page, "Keras")).to_have_count(0)  # the version is not shown
    expect(page.get_by_text(COMMON.format("check rounded"))).to_be_visible()
    return float(metric(page, COMMON.label("largest difference")).inner_text())


@pytest.mark.trains
def test_on_dense_real_keras_computes_the_layer_shown_and_a_change_removes_the_old_result(
    page: Page,
) -> None:
    visit(page, "dense")
    for weights, values in (("random", "8"), ("by hand", "8"), ("trained", "256")):
        if not page.get_by_role("radio", name=weights, exact=True).is_checked():
            choose(page, "Weights", weights)
        assert check(page) < 1e-5
        expect(metric(page, COMMON.label("values compared"))).to_have_text(values)
    choose(page, "Weights", "random")
    expect(page.get_by_text(CHANGED)).to_be_visible()
    expect(metric(page, COMMON.label("largest difference"))).to_have_count(0)


@pytest.mark.trains
def test_on_network_real_keras_reads_the_drawing_and_a_stroke_removes_the_result(
    page: Page,
) -> None:
    visit(page, "network")
    draw_seven(page)
    assert 0 < check(page) < 1e-4
    expect(metric(page, COMMON.label("values compared"))).to_have_text("1,060")
    turn_to(page, "Dense")
    turn_to(page, "Network")
    expect(metric(page, COMMON.label("values compared"))).to_have_text(
        "1,060"
    )  # it outlives turning the page

    draw_seven(page)
    expect(page.get_by_text(CHANGED)).to_be_visible()
    expect(metric(page, COMMON.label("largest difference"))).to_have_count(0)
    assert 0 < check(page) < 1e-4


def test_without_a_reachable_trainer_the_page_shows_that_and_stays_usable(page: Page) -> None:
    visit(page, "dense")
    press(page, COMMON.label("check"))
    expect(
        page.get_by_text(f"{COMMON.label('waiting for Keras')} {sentence('trainer unreachable')}")
    ).to_be_visible()
    expect(page.get_by_role("button", name=COMMON.label("check"))).to_be_disabled()
    choose(page, "Weights", "by hand")  # the page answers while the check waits
    expect(page.get_by_role("button", name=COMMON.label("check"))).to_be_visible()
