"""A run on its page: paused, resumed, stopped, found again, and played as a recording."""

import re
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from components.ui.lesson_text import COMMON
from models.data.datasets import load
from models.nn.network import predict
from models.training.config import lesson_config
from models.training.misclassified import highest_loss
from models.training.split import split
from tests.browser.conftest import SIZE, only_page
from tests.browser.pages import draw_seven, metric, part, settle, sole, turn_to, visit
from tests.browser.server import Server

pytestmark = pytest.mark.trains

TRAINING = 120_000
HALF_A_SHADE = 1e-3  # of 256 shades in each of 784 pixels: what it may change of an answer


def button(page: Page, name: str):
    return page.get_by_role("button", name=name, exact=True)


def progress(page: Page):
    return page.get_by_test_id("stProgress").first  # below it may stand that of a question


def batch(page: Page) -> int:
    return int(re.search(r"batch ([\d,]+) of", progress(page).inner_text())[1].replace(",", ""))


def start_long(page: Page, epochs: int = 100) -> None:
    visit(page, f"train?epochs={epochs}")
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


def test_a_run_is_paused_resumed_and_stopped_with_its_network(page: Page) -> None:
    start_long(page)
    hold(page)
    paused_at = batch(page)
    page.wait_for_timeout(1000)
    assert batch(page) == paused_at

    button(page, "Resume training").click()
    expect(progress(page)).to_contain_text("Running")
    expect(progress(page)).not_to_contain_text(f"batch {paused_at:,} of")
    stop(page)
    expect(page.get_by_text("This network is yours now")).to_be_visible()


def test_a_reload_and_a_second_tab_find_the_run_again(page: Page) -> None:
    start_long(page)
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


def test_the_other_pages_stay_usable_while_a_run_trains(page: Page) -> None:
    start_long(page)
    turn_to(page, "Network")
    draw_seven(page)
    expect(part(page, "answer")).to_contain_text("Prediction: 7")
    turn_to(page, "Train")
    expect(progress(page)).to_contain_text("Running")
    stop(page)


def test_a_link_to_a_forgotten_run_says_so_and_keeps_the_page(page: Page) -> None:
    visit(page, "train?run=no-such-run")
    expect(page.get_by_text(COMMON.format("run forgotten"))).to_be_visible()
    expect(button(page, "Train")).to_be_enabled()


# The recording


links: list[str] = []  # to the recorded run, once it is there


def recorded(page: Page, draw: bool = False) -> None:
    """Open a run of two short epochs with ten snapshots each; the first call trains it."""
    small = "epochs=2&images=2000&batch=100"
    if draw:
        visit(page, f"draw?{small}")
        draw_seven(page)
        turn_to(page, "Train")
        button(page, "Train").click()
    elif links:
        page.goto(links[0])
    else:
        visit(page, f"train?{small}")
        train_to_the_end(page)
        links.append(page.url)
    expect(page.get_by_text("This network is yours now")).to_be_visible(timeout=TRAINING)
    expect(part(page, "slider")).to_have_attribute("max", "20")


def train_to_the_end(page: Page) -> None:
    button(page, "Train").click()
    expect(page.get_by_text("This network is yours now")).to_be_visible(timeout=TRAINING)
    sole(page, "where")


def scrub(page: Page, snapshot: int) -> None:
    part(page, "slider").evaluate("(it, at) => { it.value = at; it.oninput(); }", snapshot)


@pytest.fixture(scope="module")
def recording(contexts: Callable[..., BrowserContext], training_server: Server) -> Iterator[Page]:
    """The recorded run, on one page for tests that only read its steps."""
    with only_page(
        contexts(training_server, viewport=SIZE, locale="en-US"), training_server
    ) as page:
        recorded(page)
        yield page


@pytest.fixture
def recorded_page(recording: Page) -> Page:
    """The recorded run at its end."""
    button(recording, "To the end").click()
    expect(part(recording, "where")).to_have_text("Epoch 2, batch 40 of 40")
    expect(part(recording, "slider")).to_have_attribute("max", "20")
    return recording


@pytest.fixture(scope="module")
def snapshots():
    """Return the snapshots of the same run as the page's, trained in this process."""
    training = pytest.importorskip("models.engine.train")
    config = lesson_config(examples=2000, epochs=2, batch_size=100)
    return list(training.train(load("mnist"), config, untrained_first=True))


def validation_text(snapshot) -> str:
    when = f"after batch {snapshot.step:,}" if snapshot.step else "before the first batch"
    accuracy, loss = (
        f"{100 * snapshot.validation_accuracy:.2f}%",
        f"{snapshot.validation_loss:.4f}",
    )
    return f"Validation {when}: accuracy {accuracy}, loss {loss}"


def most_wrong(snapshot):
    """The validation images with the highest loss."""
    validation = split(load("mnist"), snapshot.checkpoint.config)[1]
    return highest_loss(validation, snapshot.layers)


def found(page: Page):
    """The images in the panel beside the confusion matrix."""
    return part(page, "found").get_by_role("button")


def confusion(page: Page) -> list[int]:
    return [int(text) for text in part(page, "confusion").locator("td").all_inner_texts()]


def test_the_slider_shows_every_snapshot_as_it_was(recorded_page: Page, snapshots) -> None:
    page = recorded_page
    expect(part(page, "where")).to_have_text("Epoch 2, batch 40 of 40")
    for index in (20, 0, 7, 13):
        scrub(page, index)
        expect(part(page, "numbers")).to_contain_text(validation_text(snapshots[index]))
        assert confusion(page) == snapshots[index].evaluation.confusion.reshape(-1).tolist()
    scrub(page, 0)
    expect(part(page, "where")).to_have_text(re.compile("random weights"))
    button(page, "Next epoch").click()
    expect(part(page, "where")).to_have_text("Epoch 1, batch 20 of 40")
    button(page, "One step back").click()
    expect(part(page, "where")).to_have_text("Epoch 1, batch 18 of 40")
    button(page, "To the start").click()
    button(page, "Play").click()
    expect(part(page, "where")).to_have_text("Epoch 2, batch 40 of 40")


def test_a_step_between_two_snapshots_is_trained_again_to_the_bit(page: Page, snapshots) -> None:
    recorded(page)
    scrub(page, 3)
    expect(part(page, "where")).to_have_text("Epoch 1, batch 6 of 40")
    button(page, "Next batch").click()
    expect(part(page, "where")).to_have_text("Epoch 1, batch 7 of 40")
    expect(part(page, "numbers")).to_contain_text("this batch alone")
    button(page, "Next batch").click()
    expect(part(page, "where")).to_have_text("Epoch 1, batch 8 of 40")
    expect(part(page, "numbers")).to_contain_text(validation_text(snapshots[4]))


def test_a_snapshot_that_was_not_evaluated_shows_when_its_validation_metrics_were(
    page: Page, snapshots
) -> None:
    recorded(page)
    scrub(page, 4)
    expect(part(page, "where")).to_have_text("Epoch 1, batch 8 of 40")
    expect(part(page, "numbers")).to_contain_text(validation_text(snapshots[3]))  # after batch 6
    expect(part(page, "numbers")).to_contain_text(f"loss {snapshots[4].loss:.4f}")
    assert confusion(page) == snapshots[3].evaluation.confusion.reshape(-1).tolist()
    expect(part(page, "confusionNote")).to_contain_text("As it was after batch 6. Rows")
    button(page, "Show the most wrong of all").click()
    expect(page.get_by_text("After batch 6, the network is most wrong")).to_be_visible()
    worst = most_wrong(snapshots[3])
    expect(found(page).first).to_have_accessible_name(
        re.compile(f"a {worst.labels[0]} predicted as {worst.predicted[0]},")
    )
    button(page, "One step back").click()
    for batch in (7, 8):
        button(page, "Next batch").click()
        expect(part(page, "where")).to_have_text(f"Epoch 1, batch {batch} of 40")
    expect(part(page, "numbers")).to_contain_text(validation_text(snapshots[4]))
    assert confusion(page) == snapshots[4].evaluation.confusion.reshape(-1).tolist()
    expect(part(page, "confusionNote")).to_contain_text("As it was after batch 8. Rows")


def test_while_a_recording_is_played_its_curves_stay_where_they_are(recorded_page: Page) -> None:
    page = recorded_page
    places = set()
    for snapshot in range(1, 21):  # before the first batch another sentence stands there
        scrub(page, snapshot)
        places.add(tuple(part(page, name).bounding_box()["y"] for name in ("loss", "confusion")))
    assert len(places) == 1


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


def test_the_prediction_for_the_drawing_is_that_of_the_shown_step(page: Page, snapshots) -> None:
    from models.engine.train import replay

    recorded(page, draw=True)
    end = shares(page)
    drawn = ink_of(part(page, "drawing"))
    for index in (0, 7, 20):
        scrub(page, index)
        assert shares(page) == answer(snapshots[index].layers, drawn)
    assert shares(page) == end
    scrub(page, 3)
    button(page, "Next batch").click()
    expect(part(page, "where")).to_have_text("Epoch 1, batch 7 of 40")
    expect(part(page, "answers")).to_be_visible()
    between = replay(load("mnist"), snapshots[3].checkpoint, 7)
    assert shares(page) == answer(between.layers, drawn)


def ink_of(canvas) -> np.ndarray:
    """What a canvas of 28 by 28 shows, 0 to 1."""
    bytes_of = "it => [...it.getContext('2d').getImageData(0, 0, 28, 28).data]"
    return np.array(canvas.evaluate(bytes_of))[::4] / 255  # red, of red, green, blue, opacity


def answer(layers, drawn):
    """Return a prediction from a canvas, which has 256 shades."""
    return pytest.approx(predict(drawn.reshape(1, -1), layers)[0].tolist(), abs=HALF_A_SHADE)


def test_a_run_shows_predictions_while_it_trains_and_while_it_is_paused(page: Page) -> None:
    visit(page, "draw?epochs=100")
    draw_seven(page)
    turn_to(page, "Train")
    button(page, "Train").click()
    expect(progress(page)).to_contain_text("Running", timeout=TRAINING)
    expect(part(page, "drawing")).to_be_visible()
    assert sum(shares(page)) == pytest.approx(1, abs=1e-3)
    hold(page)
    assert sum(shares(page)) == pytest.approx(1, abs=1e-3)
    stop(page)


def paused_run(page: Page, epochs: int = 100) -> None:
    """Pause a run; of 100 epochs every ninth snapshot is recorded."""
    start_long(page, epochs)
    hold(page)


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


def test_a_paused_run_trains_to_the_end_of_an_epoch_and_pauses_again(page: Page) -> None:
    paused_run(page)
    while epoch_on(page) < batch(page):
        pass
    for _ in range(2):
        end = epoch_on(page)
        page.wait_for_timeout(1000)
        assert (batch(page), where(page)) == (end, end)
    expect(progress(page)).to_contain_text("Paused")
    stop(page)


def test_a_paused_run_is_shown_ahead_one_batch_at_a_time(page: Page) -> None:
    paused_run(page)
    one = where(page) + 1  # it may be between the last recorded snapshot and the last step
    button(page, "Next batch").click()
    expect(part(page, "where")).to_contain_text(f"batch {one:,} of")
    while (there := epoch_on(page)) < batch(page):
        pass
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
    paused_run(page, epochs=5)
    while batch(page) < 391 * 4:
        epoch_on(page)
    button(page, "Next epoch").click()
    expect(page.get_by_text("This network is yours now")).to_be_visible(timeout=TRAINING)
    expect(part(page, "where")).to_have_text("Epoch 5, batch 1,955 of 1,955")
    expect(button(page, "Next epoch")).to_be_disabled()
    expect(button(page, "Next batch")).to_be_disabled()


def test_any_unit_can_be_shown_large(recorded_page: Page, snapshots) -> None:
    page = recorded_page
    expect(part(page, "chosenName")).to_have_text("neuron 0")
    page.get_by_role(
        "button", name="weights of neuron 5 of the hidden layer 1: show it large"
    ).click()
    expect(part(page, "chosenName")).to_have_text("neuron 5")
    page.get_by_label("Neuron that is shown large").fill("100")
    page.get_by_label("Neuron that is shown large").press("Enter")
    for index in (20, 7):
        scrub(page, index)
        strongest = np.abs(snapshots[index].layers[0].kernel[:, 100]).max()
        expect(part(page, "chosenName")).to_have_text(f"neuron 100, strongest ±{strongest:.3f}")
    page.get_by_label("Layer whose weights are shown").select_option("output layer")
    expect(part(page, "chosenName")).to_have_text("neuron 0")
    expect(part(page, "scale")).to_contain_text("all 10 neurons, each neuron's 128 weights")


def test_the_most_wrong_images_are_those_of_the_shown_step(recorded_page: Page, snapshots) -> None:
    page = recorded_page
    worst = most_wrong(snapshots[9])
    scrub(page, 9)
    button(page, "Show the most wrong of all").click()
    when = f"After batch {snapshots[9].validation_step}, the network is most wrong"
    expect(page.get_by_text(when)).to_be_visible()
    expect(found(page)).to_have_count(12)
    for at in range(12):
        expect(found(page).nth(at)).to_have_accessible_name(
            re.compile(f"a {worst.labels[at]} predicted as {worst.predicted[at]},")
        )


def test_keras_agrees_with_the_metrics_of_a_step(recorded_page: Page, snapshots) -> None:
    page = recorded_page
    for index in (3, 20):
        scrub(page, index)
        button(page, "Check this step with Keras").click()
        batch = snapshots[index].step
        heading = f"The same as Keras, after batch {batch}?"
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        expect(metric(page, COMMON.label("values compared"))).to_have_text("102", timeout=TRAINING)
        assert float(metric(page, COMMON.label("largest difference")).inner_text()) < 1e-5
        row = page.get_by_role("row").filter(has_text="confusion matrix")
        expect(row.get_by_role("cell").last).to_have_text("0")
        expect(page.get_by_text(re.compile("^The same(,| to)"))).to_be_visible()


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


def test_going_back_stops_following_and_a_press_resumes_it(page: Page) -> None:
    start_long(page)
    follow = button(page, "Follow live")
    expect(follow).to_have_attribute("aria-pressed", "true")
    expect(part(page, "where")).to_contain_text("Epoch")
    button(page, "To the start").click()
    expect(follow).to_have_attribute("aria-pressed", "false")
    expect(part(page, "where")).to_have_text(re.compile("random weights"))
    follow.click()
    expect(follow).to_have_attribute("aria-pressed", "true")
    expect(part(page, "where")).to_contain_text("batch")
    stop(page)


def test_a_cell_of_the_confusion_matrix_shows_its_images_and_puts_one_on_the_pad(
    page: Page, snapshots
) -> None:
    recorded(page)
    table = snapshots[20].evaluation.confusion.copy()
    np.fill_diagonal(table, 0)
    true, read = np.unravel_index(table.argmax(), table.shape)
    cell = part(page, "confusion").locator("td").nth(10 * int(true) + int(read))
    cell.focus()
    page.keyboard.press("Enter")
    told = f"{table.max()} validation images of a {true} are predicted as {read}"
    expect(page.get_by_text(told)).to_be_visible()
    expect(cell).to_have_attribute("data-chosen", "true")
    found(page).first.click()
    expect(found(page).first).to_have_attribute("aria-pressed", "true")
    turn_to(page, "An image is numbers")
    expect(page.get_by_text(f"labeled {true}")).to_be_visible()


def test_the_recording_is_complete_again_after_another_page(page: Page) -> None:
    recorded(page)
    turn_to(page, "The puzzle")
    turn_to(page, "Train")
    expect(part(page, "slider")).to_have_attribute("max", "20")
    scrub(page, 5)
    expect(part(page, "where")).to_have_text("Epoch 1, batch 10 of 40")


def go_on_for_an_epoch(page: Page) -> None:
    """Begin the branch whose settings are open, and see it end."""
    page.get_by_label("More epochs").fill("1")
    page.get_by_label("More epochs").press("Enter")
    settle(page)
    button(page, "Continue from here").click()
    # Once it has ended the player stands in another place; the one before is there a moment longer.
    expect(part(page, "slider").last).to_have_attribute("max", "10", timeout=TRAINING)
    expect(page.get_by_text("This network is yours now")).to_be_visible()
    settle(page)


def test_a_branch_continues_from_the_shown_step_with_other_settings(page: Page, snapshots) -> None:
    recorded(page)
    scrub(page, 10)
    expect(part(page, "where")).to_have_text("Epoch 1, batch 20 of 40")
    button(page, "Branch from here").click()
    expect(page.get_by_role("heading", name="Branch from batch 20")).to_be_visible()
    page.get_by_label("Learning rate from here").fill("0.02")
    page.get_by_label("Learning rate from here").press("Enter")
    go_on_for_an_epoch(page)
    training = pytest.importorskip("models.engine.train")
    other = lesson_config(examples=2000, epochs=1, batch_size=100, learning_rate=0.02)
    began = training.branch(snapshots[10].checkpoint, other)
    *_, last = training.train(load("mnist"), other, start=began)
    expect(part(page, "where")).to_have_text("Epoch 2, batch 40 of 40")
    expect(part(page, "numbers")).to_contain_text(validation_text(last))
    scrub(page, 0)
    expect(part(page, "numbers")).to_contain_text(validation_text(snapshots[10]))


def test_a_branch_may_start_at_any_step_of_its_run(page: Page, snapshots) -> None:
    recorded(page)
    scrub(page, 3)
    button(page, "Next batch").click()
    expect(part(page, "where")).to_have_text("Epoch 1, batch 7 of 40")
    button(page, "Branch from here").click()
    expect(page.get_by_role("heading", name="Branch from batch 7")).to_be_visible()
    go_on_for_an_epoch(page)
    expect(part(page, "where")).to_have_text("Epoch 2, batch 27 of 27")
    scrub(page, 0)
    expect(part(page, "where")).to_have_text("Epoch 1, batch 7 of 27")
    training = pytest.importorskip("models.engine.train")
    began = training.snapshot_at(load("mnist"), snapshots[3].checkpoint, 7)
    expect(part(page, "numbers")).to_contain_text(validation_text(began))


def test_values_of_another_run_beyond_the_scale_are_not_drawn_along_its_edge(page: Page) -> None:
    recorded(page)
    scrub(page, 10)
    button(page, "Branch from here").click()
    go_on_for_an_epoch(page)
    expect(sole(page, "otherKeys")).to_have_text("run 1")
    purple = part(page, "loss").evaluate(
        """it => {
          const { data } = it.getContext("2d").getImageData(0, 0, it.width, it.height), found = [];
          for (let at = 0; at < data.length; at += 4) {
            const [red, green, blue] = data.slice(at, at + 3);
            if (data[at + 3] > 60 && red > green + 40 && blue > green + 40) {
              found.push([at / 4 % it.width, Math.floor(at / 4 / it.width)]);
            }
          }
          return found;
        }"""
    )
    across = {x for x, y in purple}
    assert len(across) > 40  # dashes of what is on the scale
    assert len({x for x, y in purple if y < 12}) < 20


def test_the_run_that_a_branch_left_early_stays_as_a_curve_and_a_row(page: Page) -> None:
    start_long(page)
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


def test_the_test_images_stay_open_after_a_reload_and_on_other_pages(page: Page) -> None:
    recorded(page)
    expect(page.get_by_text("The 10,000 test images are still closed.")).to_be_visible()
    button(page, "Open the test images").click()
    accuracy = page.get_by_test_id("stMetric").filter(has_text="Test accuracy")
    expect(accuracy).to_be_visible(timeout=TRAINING)
    shown = accuracy.inner_text()
    assert re.search(r"\d\d\.\d\d%", shown)
    page.reload()
    settle(page)
    expect(accuracy).to_have_text(shown, use_inner_text=True)
    turn_to(page, "Network")
    turn_to(page, "Train")
    expect(accuracy).to_have_text(shown, use_inner_text=True)
    expect(button(page, "Open the test images")).to_have_count(0)
