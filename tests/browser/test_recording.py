"""A run that was recorded: played, looked into, checked, and branched."""

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
from tests.browser.test_training import TRAINING, button, scrub, shares, train_to_the_end

pytestmark = pytest.mark.trains

HALF_A_SHADE = 1e-3  # of 256 shades in each of 784 pixels: what it may change of an answer


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


def test_a_snapshot_that_was_not_evaluated_shows_when_it_was_until_its_step_is_trained_again(
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
    button(page, "Next batch").click()  # trained again, to the bit
    expect(part(page, "where")).to_have_text("Epoch 1, batch 7 of 40")
    expect(part(page, "numbers")).to_contain_text("this batch alone")
    button(page, "Next batch").click()
    expect(part(page, "where")).to_have_text("Epoch 1, batch 8 of 40")
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


def test_a_cell_of_the_confusion_matrix_shows_its_images_and_puts_one_on_the_pad(
    recorded_page: Page, snapshots
) -> None:
    page = recorded_page
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
    turn_to(page, "Train")  # where the recording is complete again
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
    no_value_of_another_run_lies_along_the_edge(page)
    scrub(page, 0)
    expect(part(page, "numbers")).to_contain_text(validation_text(snapshots[10]))


def no_value_of_another_run_lies_along_the_edge(page: Page) -> None:
    """Expect the curve of the run that was left where it is on the scale, and nowhere else."""
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
