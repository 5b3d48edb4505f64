"""Steering a training run from the page: pause, step, resume, stop, reload, two tabs."""

import re

from playwright.sync_api import Page, expect

from tests.browser.pages import settle, visit

TRAINING = 120_000


def button(page: Page, name: str):
    return page.get_by_role("button", name=name, exact=True)


def progress(page: Page):
    return page.get_by_test_id("stProgress")


def batch(page: Page) -> int:
    return int(re.search(r"batch ([\d,]+) of", progress(page).inner_text())[1].replace(",", ""))


def start_slowly(page: Page) -> None:
    visit(page, "train")
    page.get_by_label("Epochs").fill("50")
    page.get_by_label("Epochs").press("Enter")
    settle(page)
    button(page, "Train").click()
    expect(progress(page)).to_contain_text("Running", timeout=TRAINING)


def test_pause_holds_step_moves_one_look_resume_goes_on_and_stop_keeps_the_network(
    page: Page,
) -> None:
    start_slowly(page)
    button(page, "Pause").click()
    expect(progress(page)).to_contain_text("Paused")
    page.wait_for_timeout(1500)  # what was under way arrives
    held = batch(page)
    page.wait_for_timeout(1500)
    assert batch(page) == held

    button(page, "One look on").click()
    expect(progress(page)).not_to_contain_text(f"batch {held:,} of")
    page.wait_for_timeout(1000)
    stepped = batch(page)
    assert 46 <= stepped - held <= 48, "a tenth of an epoch of 469 batches"

    button(page, "Resume").click()
    expect(progress(page)).to_contain_text("Running")
    expect(progress(page)).not_to_contain_text(f"batch {stepped:,} of")
    button(page, "Stop").click()
    expect(progress(page)).to_contain_text("Stopped")
    expect(page.get_by_text("This network is yours now")).to_be_visible()


def test_a_reload_finds_the_run_again_and_so_does_a_second_tab(page: Page) -> None:
    start_slowly(page)
    assert "run=" in page.url
    page.reload()
    settle(page)
    expect(progress(page)).to_contain_text("Running")

    tab = page.context.new_page()
    tab.goto(page.url)
    expect(progress(tab)).to_contain_text("Running")
    button(tab, "Stop").click()
    expect(progress(page)).to_contain_text("Stopped")
    expect(progress(tab)).to_contain_text("Stopped")


def test_the_other_pages_stay_usable_while_a_run_goes_on(page: Page) -> None:
    from tests.browser.pages import draw_seven, turn_to

    start_slowly(page)
    turn_to(page, "Network")
    draw_seven(page)
    expect(page.locator("[data-part=answer]")).to_contain_text("It reads a 7")
    turn_to(page, "Train")
    expect(progress(page)).to_contain_text("Running")
    button(page, "Stop").click()
    expect(progress(page)).to_contain_text("Stopped")


def test_a_link_to_a_forgotten_run_says_so_and_keeps_the_page(page: Page) -> None:
    visit(page, "train?run=no-such-run")
    expect(page.get_by_text("The run in this link is over and was forgotten.")).to_be_visible()
    expect(button(page, "Train")).to_be_enabled()
