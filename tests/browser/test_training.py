"""A run on its page while it trains: paused, resumed, stopped, found again, gone ahead."""

import re

import pytest
from playwright.sync_api import Page, expect

from components.ui.lesson_text import COMMON
from tests.browser.pages import draw_seven, part, settle, sole, turn_to, visit

pytestmark = pytest.mark.trains

TRAINING = 120_000


def button(page: Page, name: str):
    return page.get_by_role("button", name=name, exact=True)


def progress(page: Page):
    return page.get_by_test_id("stProgress").first  # below it may stand that of a question


def batch(page: Page) -> int:
    return int(re.search(r"batch ([\d,]+) of", progress(page).inner_text())[1].replace(",", ""))


def start_long(page: Page, settings: str = "epochs=100") -> None:
    visit(page, f"train?{settings}")
    button(page, "Train").click()
    expect(progress(page)).to_contain_text("Running", timeout=TRAINING)


def stop(page: Page) -> None:
    button(page, "Stop training").click()
    expect(page.get_by_text(re.compile("^Stopped: epoch"))).to_be_visible()


def hold(page: Page) -> None:
    button(page, "Pause training").click()
    expect(progress(page)).to_contain_text("Paused")
    before = None
    while before != (before := (batch(page), part(page, "where").inner_text())):
        page.wait_for_timeout(1500)  # what was under way arrives


def test_a_run_is_found_again_everywhere_paused_resumed_and_stopped_with_its_network(
    page: Page,
) -> None:
    visit(page, "draw?epochs=100")
    draw_seven(page)
    turn_to(page, "Train")
    button(page, "Train").click()
    expect(progress(page)).to_contain_text("Running", timeout=TRAINING)
    shows_predictions(page)
    stops_following_and_resumes_it(page)

    hold(page)
    shows_predictions(page)
    paused_at = batch(page)
    page.wait_for_timeout(1000)
    assert batch(page) == paused_at
    button(page, "Resume training").click()
    expect(progress(page)).to_contain_text("Running")
    expect(progress(page)).not_to_contain_text(f"batch {paused_at:,} of")

    turn_to(page, "Network")  # which stays usable
    draw_seven(page)
    expect(part(page, "answer")).to_contain_text("Prediction: 7")
    turn_to(page, "Train")
    expect(progress(page)).to_contain_text("Running")
    is_found_by_a_reload_and_a_second_tab(page)
    expect(page.get_by_text("This network is yours now")).to_be_visible()


def shows_predictions(page: Page) -> None:
    """Expect ten probabilities for the drawing."""
    expect(part(page, "drawing")).to_be_visible()
    assert sum(shares(page)) == pytest.approx(1, abs=1e-3)


def stops_following_and_resumes_it(page: Page) -> None:
    """Go back to the start of a run that trains, and follow it again."""
    follow = button(page, "Follow live")
    expect(follow).to_have_attribute("aria-pressed", "true")
    expect(part(page, "where")).to_contain_text("Epoch")
    button(page, "To the start").click()
    expect(follow).to_have_attribute("aria-pressed", "false")
    expect(part(page, "where")).to_have_text(re.compile("random weights"))
    follow.click()
    expect(follow).to_have_attribute("aria-pressed", "true")
    expect(part(page, "where")).to_contain_text("batch")


def is_found_by_a_reload_and_a_second_tab(page: Page) -> None:
    """Find a run that trains in a reloaded page and in another tab, and stop it there."""
    assert "run=" in page.url
    page.reload()
    settle(page)
    expect(progress(page)).to_contain_text("Running")
    expect(part(page, "where")).to_contain_text("Epoch")

    tab = page.context.new_page()
    tab.goto(page.url)
    expect(progress(tab)).to_contain_text("Running")
    stop(tab)
    text = page.get_by_text(re.compile("^Stopped: epoch"))
    expect(text).to_be_visible()
    last = re.search(r"batch [\d,]+ of", text.inner_text())[0]
    for each in (page, tab):
        expect(part(each, "where")).to_contain_text(last)


def test_a_link_to_a_forgotten_run_says_so_and_keeps_the_page(page: Page) -> None:
    visit(page, "train?run=no-such-run")
    expect(page.get_by_text(COMMON.format("run forgotten"))).to_be_visible()
    expect(button(page, "Train")).to_be_enabled()


def train_to_the_end(page: Page) -> None:
    button(page, "Train").click()
    expect(page.get_by_text("This network is yours now")).to_be_visible(timeout=TRAINING)
    sole(page, "where")


def scrub(page: Page, snapshot: int) -> None:
    part(page, "slider").evaluate("(it, at) => { it.value = at; it.oninput(); }", snapshot)


def test_a_step_that_was_cancelled_for_others_is_trained_once_more(page: Page) -> None:
    visit(page, "train?epochs=1&images=2000&batch=8&hidden_units=8")
    train_to_the_end(page)
    stored = 0  # single steps: eight come with each press, and 64 stay
    for snapshot in (8, 7, 6, 5, 4, 3, 2, 1, 0, 8):
        expect(part(page, "slider")).to_have_attribute("max", str(10 + stored))
        scrub(page, 8 + stored if snapshot == 8 else snapshot)  # others stand before it
        for batch in (1, 2):
            button(page, "Next batch").click()
            there = f"Epoch 1, batch {25 * snapshot + batch} of 250"
            expect(part(page, "where")).to_have_text(there)
        stored = min(64, stored + 8)


def shares(page: Page) -> list[float]:
    expect(
        part(page, "answers")
    ).to_be_visible()  # before that they are of another moment, or empty
    lines = part(page, "answers").locator("li")
    expect(lines).to_have_count(10)
    return [float(line.split()[-1]) for line in lines.all_inner_texts()]


def where(page: Page) -> int:
    """The batch that is shown."""
    found = re.search(r"batch ([\d,]+) of", part(page, "where").inner_text())
    return int(found[1].replace(",", "")) if found else 0


def epoch_on(page: Page) -> int:
    """Go on to the end of the epoch that is shown, or the next one; that batch."""
    end = 391 * (where(page) // 391 + 1)
    button(page, "Next epoch").click()
    expect(part(page, "where")).to_contain_text(f"batch {end:,} of", timeout=TRAINING)
    expect(part(page, "waiting")).to_have_text("")
    return end


def test_a_paused_run_trains_to_the_end_of_an_epoch_and_is_shown_ahead_batch_by_batch(
    page: Page,
) -> None:
    start_long(page)
    expect(part(page, "where")).to_contain_text("Epoch")  # what is shown has begun to follow
    hold(page)
    one = where(page) + 1  # it may be between the last recorded snapshot and the last step
    button(page, "Next batch").click()
    expect(part(page, "where")).to_contain_text(f"batch {one:,} of")
    while epoch_on(page) < batch(page):
        pass
    there = epoch_on(page)
    page.wait_for_timeout(1000)
    assert (batch(page), where(page)) == (there, there)
    expect(progress(page)).to_contain_text("Paused")

    for ahead in (1, 2):
        button(page, "Next batch").click()
        expect(part(page, "where")).to_contain_text(
            f"batch {there + ahead:,} of 39,100, ahead of the paused training"
        )
    expect(part(page, "numbers")).to_contain_text("this batch alone")
    assert batch(page) == there
    button(page, "Follow live").click()
    assert where(page) == there
    button(page, "To the end").click()
    assert where(page) == there + 2
    button(page, "Resume training").click()
    expect(progress(page)).to_contain_text("Running")
    expect(button(page, "Follow live")).to_have_attribute("aria-pressed", "true")
    stop(page)


def test_the_last_epoch_of_a_paused_run_ends_it(page: Page) -> None:
    start_long(page, "epochs=3")
    hold(page)
    while batch(page) < 391 * 2:
        epoch_on(page)
    button(page, "Next epoch").click()
    expect(page.get_by_text("This network is yours now")).to_be_visible(timeout=TRAINING)
    expect(part(page, "where")).to_have_text("Epoch 3, batch 1,173 of 1,173")
    expect(button(page, "Next epoch")).to_be_disabled()
    expect(button(page, "Next batch")).to_be_disabled()


def test_without_a_loss_no_image_is_more_wrong_than_another(page: Page) -> None:
    explodes = "epochs=1&images=2000&optimizer=sgd&hidden_activation=linear&rate=100"
    visit(page, f"train?{explodes}")
    button(page, "Train").click()
    expect(page.get_by_text("The loss is no longer a number")).to_be_visible(timeout=TRAINING)
    expect(part(page, "numbers")).to_contain_text("loss not a number")
    worst, branch = button(page, "Show the most wrong of all"), button(page, "Branch from here")
    for impossible in (worst, branch, button(page, "Check this step with Keras")):
        expect(impossible).to_be_disabled()
    expect(part(page, "confusionNote")).to_contain_text("the loss isn't a number")
    table = part(page, "confusion")
    expect(table).to_have_attribute("aria-disabled", "true")
    cell = table.locator("td").nth(1)
    cell.click(force=True)
    cell.press("Enter")
    page.keyboard.press("ArrowRight")  # its numbers can still be read
    expect(table.locator("td").nth(2)).to_be_focused()
    settle(page)
    expect(page.get_by_text("validation images of a 0 are predicted as")).to_have_count(0)
    scrub(page, 0)
    expect(worst).to_be_enabled()
    expect(branch).to_be_enabled()
    expect(table).to_have_attribute("aria-disabled", "false")
    cell.click()
    expect(page.get_by_text(re.compile("image.* of a 0 (are|is) predicted as"))).to_be_visible()


def test_the_run_that_a_branch_left_early_stays_as_a_curve_and_a_row(page: Page) -> None:
    start_long(page, "epochs=100&images=20000")
    expect(part(page, "where")).to_contain_text("Epoch")
    button(page, "Pause training").click()
    expect(progress(page)).to_contain_text("Paused")
    scrub(page, 1)
    button(page, "Branch from here").click()
    page.get_by_label("More epochs").fill("1")
    page.get_by_label("More epochs").press("Enter")
    settle(page)
    button(page, "Continue from here").click()
    expect(page.get_by_text(re.compile("^Finished: epoch"))).to_be_visible(timeout=TRAINING)
    expect(sole(page, "otherKeys")).to_have_text("run 1")
    rows = page.get_by_role("table").filter(has_text="accuracy").get_by_role("row")
    expect(rows.nth(1)).to_contain_text("run 1, stopped")
    expect(rows.nth(2)).to_contain_text("run 2, a branch")
