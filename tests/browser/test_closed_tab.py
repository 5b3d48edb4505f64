"""Whoever closes the tab in the middle of a training leaves no training behind."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.opening import PATIENCE, open_context
from tests.browser.pages import press, settle, visit
from tests.browser.server import LEASE, impatient
from tests.browser.watched_server import watch
from tests.models.waiting import wait_until

TRAINING = 120_000
ENDED = 'unrolled_runs_total{end="%s"}'


@pytest.fixture
def watched(tmp_path):
    with watch(tmp_path, impatient(), UNROLLED_WORKERS="1") as there:
        yield there


def test_a_run_whose_tab_is_closed_is_stopped_once_its_learner_may_be_taken_for_gone(
    browser: Browser, watched
) -> None:
    context = open_context(browser, base_url=watched.server.url)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    visit(page, "train")
    page.get_by_label("Epochs").fill("100")
    page.get_by_label("Epochs").press("Enter")
    settle(page)
    press(page, "Train")
    expect(page.get_by_test_id("stProgress")).to_contain_text("Running", timeout=TRAINING)

    page.wait_for_timeout(1400 * LEASE)  # longer than it would last without
    said = watched.read()
    assert said["unrolled_runs_active"] == 1, "as long as it is watched, it goes on"
    assert said["unrolled_open_pages"] == 1

    page.close()
    watched.everybody_left()
    assert watched.read()["unrolled_runs_active"] == 1, "it may be loaded again"
    wait_until(lambda: watched.read()["unrolled_runs_active"] == 0, "its run ended")
    said = watched.read()
    assert said[ENDED % "stopped"] == 1
    assert ENDED % "finished" not in said
    context.close()
