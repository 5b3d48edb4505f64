"""The gradient view in a real browser: the highlight, the sums, and the animation."""

import json
import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from components.ui.lesson_text import COMMON, Lesson
from models.exercises.worked_example import first_classifier
from models.explain.written_sum import round_half_up_units, to_fixed_point_sum
from models.nn.backprop import trace_backprop
from tests.browser.pages import choose, draw_seven, metric, part, press, settle, visit

LABEL = 1
ANSWER = 120_000  # milliseconds; the trainer may still be starting


def submit_answer(page: Page) -> None:
    page.get_by_role("button", name=COMMON.label("keep answer")).first.click()
    settle(page)


def answer_all(page: Page) -> None:
    number = page.get_by_role("spinbutton").first
    number.fill("-0.78")
    number.press("Enter")
    submit_answer(page)
    page.get_by_text("It folds it back, and changes no value").click()
    submit_answer(page)


@pytest.fixture(scope="module")
def example(lasting_page: Page) -> Page:
    """Open the worked example, its questions answered."""
    visit(lasting_page, "backprop")
    lasting_page.get_by_role("radio", name="B", exact=True).click()
    settle(lasting_page)
    answer_all(lasting_page)
    expect(part(lasting_page, "stage")).to_be_visible()
    return lasting_page


def dataset(page: Page) -> dict[str, str]:
    return part(page, "stage").evaluate("stage => ({ ...stage.dataset })")


def center(page: Page, block: str, index: int) -> dict[str, float]:
    """Return where a value of the vector is on the stage, or its pixel in an image."""
    layout = json.loads(dataset(page)["layout"])[block]
    if block == "vector":
        row, column = divmod(index, layout["perLine"])
        x = (column + 0.5) * layout["cell"]
        y = row * layout["step"] + layout["height"] / 2
    else:
        row, column = divmod(index, layout["columns"])
        x, y = (column + 0.5) * layout["pixel"], (row + 0.5) * layout["pixel"]
    return {"x": layout["left"] + x, "y": layout["top"] + y}


def number(text: str) -> float:
    return float(text.replace("−", "-").replace("×", ""))


def terms(page: Page) -> list[list[str]]:
    rows = part(page, "terms").locator("tr")
    return [rows.nth(row).locator("th, td").all_inner_texts() for row in range(rows.count())]


def total(page: Page) -> float:
    return number(part(page, "ends").locator("tr").last.locator("td").last.inner_text())


@pytest.mark.parametrize("block", ["vector", "image", "ink"])
def test_pointing_at_a_cell_or_a_pixel_highlights_its_partner_and_shows_its_sum(
    example: Page, block: str
) -> None:
    trace = trace_backprop(first_classifier(), LABEL)
    part(example, "stage").scroll_into_view_if_needed()
    for index, value in enumerate(trace.d_vector):
        part(example, "stage").hover(position=center(example, block, index))
        row, column = divmod(index, 3)
        expect(part(example, "stage")).to_have_attribute("data-active-index", str(index))
        assert dataset(example)["activePixel"] == f"{row},{column}"
        written = f"{value:.4f}".replace("-", "−")
        expect(part(example, "readout")).to_have_text(
            f"dL/dvector[{index}] = dL/dimage[{row}, {column}] = {written}"
        )
        assert (
            f"row · width + column = {row} · 3 + {column} = {index};"
            in part(example, "arithmetic").inner_text()
        )
        fixed_point = to_fixed_point_sum(trace.layers[0].input_gradient_terms(index), digits=4)
        assert [
            round(1e4 * number(row[3])) for row in terms(example)
        ] == fixed_point.products.tolist()
        assert round(1e4 * total(example)) == fixed_point.sum


def test_the_keyboard_alone_chooses_the_pixel_that_is_perturbed(
    example: Page,
) -> None:
    stage = part(example, "stage")
    stage.focus()
    for key, index in (("Home", 0), ("ArrowRight", 1), ("ArrowDown", 4), ("ArrowLeft", 3)):
        stage.press(key)
        expect(stage).to_have_attribute("data-active-index", str(index))
    stage.press("End")
    expect(part(example, "spoken").last).to_contain_text("dL/dvector[8]")
    expect(example.get_by_text("You point at the pixel in row 2, column 2")).to_be_visible()


def test_play_runs_from_the_loss_to_the_image(example: Page) -> None:
    stage = part(example, "stage")
    expect(stage).to_have_attribute("data-reached", "4")
    press(example, "From the loss")
    expect(stage).to_have_attribute("data-reached", "0")
    press(example, "One step back")
    expect(part(example, "now")).to_have_text("First come the gradients of the logits.")
    press(example, "Play")
    expect(stage).to_have_attribute("data-playing", "true")
    expect(stage).to_have_attribute("data-reached", "4")
    expect(stage).to_have_attribute("data-playing", "false")


def test_with_reduced_motion_play_goes_to_the_end_at_once(example: Page) -> None:
    example.emulate_media(reduced_motion="reduce")
    press(example, "From the loss")
    press(example, "Play")
    expect(part(example, "stage")).to_have_attribute("data-reached", "4")
    assert dataset(example)["playing"] == "false"
    example.emulate_media(reduced_motion="null")


@pytest.mark.trains
def test_a_drawing_shows_784_gradients_that_keras_and_a_tape_confirm(page: Page) -> None:
    visit(page, "backprop")
    choose(page, "Image", "your drawing")
    draw_seven(page)
    settle(page)
    page.get_by_role("radio", name="1", exact=True).click()
    settle(page)
    answer_all(page)
    stage = part(page, "stage")
    stage.scroll_into_view_if_needed()
    for index in (0, 347, 783):
        stage.click(position=center(page, "vector", index))
        expect(stage).to_have_attribute("data-active-index", str(index))
        digits = len(part(page, "readout").inner_text().rpartition(".")[2])
        # What is written adds up: the listed terms, all the others together, and the rounding.
        written = [number(row[3]) for row in terms(page)]
        ends = part(page, "ends").locator("tr")
        rest = [number(ends.nth(at).locator("td").last.inner_text()) for at in range(ends.count())]
        assert round_half_up_units(sum(written) + sum(rest[:-1]), digits) == round_half_up_units(
            rest[-1], digits
        )

    press(page, COMMON.label("check"))
    expect(metric(page, COMMON.label("largest difference"))).to_be_visible(timeout=ANSWER)
    assert float(metric(page, COMMON.label("largest difference")).inner_text()) < 1e-4
    expect(metric(page, COMMON.label("values compared"))).to_have_text(
        "1,579"
    )  # loss, logits, vector, image
    expect(page.get_by_text(re.compile("^The same(,| to)"))).to_be_visible()
    press(page, Lesson("backprop").label("compute as fit"))
    expect(page.get_by_text("The table shows None for the vector")).to_be_visible(timeout=ANSWER)


@pytest.mark.trains
def test_a_convolution_before_flatten_learns_if_the_gradient_passes(page: Page) -> None:
    visit(page, "backprop")
    page.get_by_text("In neither: a gradient can't pass").click()
    submit_answer(page)
    press(page, "Train both")
    expect(page.get_by_text("Together, the filters changed by")).to_be_visible(timeout=ANSWER)
    expect(page.get_by_text("by 0 where it is cut")).to_be_visible()
    expect(page.get_by_text("5,408 of 5,408 cells")).to_be_visible()
    kernels = page.get_by_role("img", name=re.compile("filter 0"))
    before, moved, cut = (kernels.nth(at).get_attribute("aria-label") for at in range(3))
    numbers = [text.partition("filter 0: ")[2] for text in (before, moved, cut)]
    assert numbers[0] == numbers[2] != numbers[1]
    assert np.isfinite([number(text) for text in numbers[1].split(", ")]).all()
