"""The step explainer on its page: its numbers add up, and it can be used without a mouse."""

import base64
import re
from decimal import Decimal

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from models.data.datasets import load
from tests.browser.pages import press, settle, visit
from tests.browser.test_accessibility import mistakes

pytestmark = pytest.mark.trains

TRAINING = 120_000
PARTS = ["1 Batch", "2 Forward pass", "3 Loss", "4 Gradients", "5 Update"]


links: dict[str, str] = {}  # to the run, by optimizer


def train(page: Page, optimizer: str = "adam") -> None:
    """Find a small run, of 2 epochs of 3 batches each; the first test that asks trains it."""
    if optimizer in links:
        page.goto(links[optimizer])
    else:
        small = "epochs=2&images=300&batch=100&hidden_units=6"
        visit(page, f"train?{small}&optimizer={optimizer}")
        press(page, "Train")
    expect(page.get_by_text("This network is yours now")).to_be_visible(timeout=TRAINING)
    settle(page)
    links[optimizer] = page.url


def explainer(page: Page) -> Locator:
    return page.locator(".explainer")


def explain(page: Page) -> None:
    press(page, "Tell this step")
    expect(explainer(page).locator("[data-part=told]")).to_be_visible()


def open_part(page: Page, name: str) -> Locator:
    explainer(page).get_by_role("button", name=name, exact=True).click()
    return explainer(page).locator("section:visible")


def number(text: str) -> Decimal:
    return Decimal(text.replace("−", "-").replace(",", ""))


def four(page: Page) -> dict[str, Decimal]:
    cells = explainer(page).locator("[data-ledger=update] [data-number]")
    return {
        name: number(text)
        for name, text in cells.evaluate_all(
            "all => all.map(each => [each.dataset.number, each.textContent])"
        )
    }


def check_the_sum(page: Page) -> None:
    """What is on the screen adds up, or says that its last digit does not."""
    numbers = four(page)
    off = abs(numbers["before"] + numbers["update"] - numbers["after"])
    note = explainer(page).locator("[data-part=sumNote]").inner_text()
    assert off == 0 or (off == Decimal("1e-10") and "rounded to 10 decimals" in note)
    assert off != 0 or "to the last digit" in note


def test_a_step_is_explained_in_five_parts_with_numbers_that_can_be_checked(page: Page) -> None:
    train(page, optimizer="sgd")
    explain(page)
    expect(explainer(page).get_by_role("heading", level=2)).to_have_text(
        "One training step: batch 6 of 6"
    )
    expect(explainer(page).locator("section:visible")).to_have_count(1)

    part = open_part(page, PARTS[0])
    expect(part.get_by_role("radio")).to_have_count(24)
    part.get_by_role("radio").nth(3).click()
    label = part.get_by_role("radio").nth(3).inner_text()

    part = open_part(page, PARTS[1])
    expect(part.locator("li[data-true=true]")).to_have_text(re.compile(f"^{label}"))
    shares = [float(text) for text in part.locator("li span:nth-child(3)").all_inner_texts()]
    assert sum(shares) == pytest.approx(1, abs=6e-4)
    true = shares[int(label)]

    part = open_part(page, PARTS[2])
    one, mean = part.locator("dd:visible").all_inner_texts()
    share, loss = re.fullmatch(r"−ln ([\d.]+) = ([\d.]+)", one).groups()
    assert float(share) == pytest.approx(true, abs=6e-5)
    assert f"{-np.log(float(share)):.5f}" == loss
    total, count, said = re.search(r"= ([\d.]+) ÷ (\d+) = ([\d.]+)$", mean).groups()
    assert count == "100"
    assert float(total) / 100 == pytest.approx(float(said), abs=1e-5)

    part = open_part(page, PARTS[4])
    check_the_sum(page)
    numbers = four(page)
    rule = part.locator("[data-part=lines]").inner_text()
    rate, gradient, change = re.search(r"= −([\d.]+) × \(?([−\d.]+)\)? = ([−\d.]+)", rule).groups()
    assert number(gradient) == pytest.approx(numbers["gradient"], rel=Decimal("1e-5"))
    assert float(number(change)) == pytest.approx(
        -float(rate) * float(numbers["gradient"]), abs=1e-10
    )
    assert float(numbers["update"]) == pytest.approx(float(number(change)), abs=2e-8)
    note = part.locator("[data-part=ruleNote]").inner_text()
    assert note == "That is the change above." or "float32" in note

    # Any weight of any unit, and the bias.
    gradient = part.locator("[data-picture=gradient] canvas")
    box = gradient.bounding_box()
    gradient.click(position={"x": box["width"] * 14.5 / 28, "y": box["height"] * 14.5 / 28})
    expect(part.locator("[data-ledger] .name")).to_have_text("The weight of pixel 14, 14")
    check_the_sum(page)
    part.get_by_role("button", name="Its bias").click()
    expect(part.locator("[data-ledger] .name")).to_have_text("The bias")
    check_the_sum(page)
    before = four(page)
    part.get_by_role("button", name="Next neuron").click()
    expect(gradient).to_have_attribute("aria-label", re.compile("neuron 1 of the hidden layer 1"))
    assert four(page) != before
    check_the_sum(page)
    part.get_by_role("combobox").select_option("output layer")
    expect(gradient).to_have_attribute("aria-label", re.compile("neuron 1 of the output layer"))
    check_the_sum(page)


def test_the_explained_step_led_to_the_shown_one_and_has_the_datasets_images(
    page: Page,
) -> None:
    train(page)
    page.get_by_role("slider", name="Position").fill("0")
    explain(page)
    title = explainer(page).get_by_role("heading", level=2)
    expect(title).to_have_text("One training step: batch 1 of 6")
    expect(explainer(page).locator("[data-words=batch]")).to_contain_text("100 images")
    # The first epoch's first batch, as the seed shuffled it: models.engine.loop.batch_indices.
    order = np.random.default_rng([0, 1]).permutation(300)[:24]
    images, labels = load("mnist").train.images[order], load("mnist").train.labels[order]
    radios = explainer(page).locator("[data-gallery=batch] button")
    assert [int(text) for text in radios.all_inner_texts()] == labels.tolist()
    shown = radios.locator("canvas").evaluate_all(
        "all => all.map(each => {"
        "const { data } = each.getContext('2d').getImageData(0, 0, 28, 28);"
        "return btoa(String.fromCharCode(...data.filter((_, at) => at % 4 === 0))); })"
    )
    found = [np.frombuffer(base64.b64decode(each), np.uint8).reshape(28, 28) for each in shown]
    np.testing.assert_array_equal(found, images)

    press(page, "Next epoch")
    explain(page)
    expect(title).to_have_text("One training step: batch 3 of 6")


def test_the_explainer_can_be_read_with_the_keyboard_alone(page: Page) -> None:
    train(page)
    page.get_by_role("button", name="Tell this step").focus()
    page.keyboard.press("Enter")
    expect(explainer(page).locator("[data-part=told]")).to_be_visible()
    expect(explainer(page).get_by_role("heading", level=2)).to_be_focused()

    def tab_to(name: str) -> None:
        wanted = explainer(page).get_by_role("button", name=name, exact=True)
        for _ in range(30):
            page.keyboard.press("Tab")
            if wanted.evaluate("each => each.getRootNode().activeElement === each"):
                return
        raise AssertionError(f"no way to {name}")

    tab_to("Next ›")
    page.keyboard.press("Shift+Tab")  # and so past the five parts; back again
    page.keyboard.press("Tab")
    for name in ("Forward", "Loss", "Gradients"):
        page.keyboard.press("Enter")
        expect(explainer(page).locator("section:visible h3")).to_contain_text(name)
        expect(explainer(page).locator("[data-part=spoken]")).to_contain_text(name)
    page.keyboard.press("Enter")
    expect(explainer(page).locator("section:visible h3")).to_contain_text("Update")
    focused = "each => each.contains(each.getRootNode().activeElement)"
    assert explainer(page).evaluate(focused), "the last button hands the keyboard on"

    picture = explainer(page).locator("section:visible [data-picture=update] canvas")
    for _ in range(30):
        page.keyboard.press("Tab")
        if picture.evaluate("each => each.getRootNode().activeElement === each"):
            break
    page.keyboard.press("Home")
    name = explainer(page).locator("[data-ledger=update] .name")
    expect(name).to_have_text("The weight of pixel 0, 0")
    assert four(page)["update"] == 0, "a pixel that is always black never moves its weight"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(name).to_have_text("The weight of pixel 1, 1")
    expect(explainer(page).locator("[data-part=spoken]")).to_contain_text("pixel 1, 1: before")
    check_the_sum(page)


def test_all_five_parts_fit_any_screen_and_are_accessible(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    train(page)
    explain(page)
    explainer(page).get_by_role("button", name="Show all").click()
    for width, theme in [(1440, "light"), (820, "light"), (390, "dark")]:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=theme)
        settle(page)
        expect(explainer(page).locator("section:visible")).to_have_count(5)
        wide = explainer(page).evaluate(
            "each => [...each.querySelectorAll('*')].filter(one => !one.closest('.spoken') &&"
            " one.getBoundingClientRect().right > each.getBoundingClientRect().right + 8).length"
        )
        assert wide == 0, width
        found = [line for line in mistakes(page) if "explainer" in line or "data-step" in line]
        assert not found, "\n".join([theme, *found])
