"""The downloads of a run: every file is saved by a real browser and opened again."""

import ast
import io
import json
import re
from pathlib import Path

import keras
import numpy as np
import pandas as pd
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from components.ui.lesson_text import COMMON
from models.data.datasets import load
from models.training.config import lesson_config
from models.training.split import split
from tests.browser.pages import metric, part, press, settle, visit
from tests.browser.test_accessibility import GROUNDS, lasting_mistakes
from tests.browser.test_keras_check import CHANGED, check

pytestmark = pytest.mark.trains

TRAINING = 120_000  # milliseconds a training may take on a slow machine
_, VALIDATION = split(load("mnist"), lesson_config())

links: list[str] = []  # to the trained run, once it is there


def trained(page: Page) -> None:
    """Find a run of one epoch with 16 units; the first test that asks trains it."""
    if links:
        page.goto(links[0])
    else:
        visit(page, "train?hidden_units=16&epochs=1&images=12000")
        press(page, "Train")
    expect(page.get_by_text("This network is yours now")).to_be_visible(timeout=TRAINING)
    settle(page)
    links[:] = [page.url]


def train_another(page: Page) -> None:
    page.get_by_label("Neurons in hidden layer 1").fill("8")
    page.get_by_label("Neurons in hidden layer 1").press("Enter")
    settle(page)
    before = page.url
    press(page, "Train")
    expect(page).not_to_have_url(before)  # which names the run
    expect(page.get_by_text("This network is yours now")).to_be_visible(timeout=TRAINING)
    settle(page)


def taken(page: Page, button: str, folder: Path) -> Path:
    with page.expect_download() as download:
        press(page, button)
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def shown(page: Page) -> float:
    text = part(page, "numbers").inner_text()
    return float(re.search(r"Validation after batch [\d,]+: accuracy ([\d.]+)%", text)[1]) / 100


def accuracy_of(outputs: np.ndarray) -> float:
    return (outputs.argmax(axis=1) == VALIDATION.labels).mean()


def test_every_file_of_a_run_is_downloaded_and_has_the_same_numbers(
    page: Page, tmp_path: Path
) -> None:
    images = VALIDATION.images / np.float32(255)
    trained(page)

    press(page, "Make the .keras file")
    expect(page.get_by_role("button", name="Network, .keras")).to_be_visible(timeout=TRAINING)
    network = keras.saving.load_model(taken(page, "Network, .keras", tmp_path))
    predicted = network.predict(images, verbose=0)
    assert accuracy_of(predicted) == pytest.approx(shown(page), abs=2e-4)

    weights = np.load(taken(page, "Weights, .npz", tmp_path), allow_pickle=False)
    hidden = np.maximum(
        images.reshape(-1, 784) @ weights["dense_kernel"] + weights["dense_bias"], 0
    )
    logits = hidden @ weights["dense_1_kernel"] + weights["dense_1_bias"]
    assert accuracy_of(logits) == pytest.approx(shown(page), abs=2e-4)

    script = taken(page, "Script, .py", tmp_path).read_text("utf-8")
    ast.parse(script)
    assert "epochs=1," in script
    notebook = json.loads(taken(page, "Notebook, .ipynb", tmp_path).read_text("utf-8"))
    assert "".join(notebook["cells"][-1]["source"]) in script

    curves = taken(page, "Curves, .csv", tmp_path).read_text("utf-8")
    table = pd.read_csv(io.StringIO(curves), comment="#")
    assert table["validation_accuracy"].iloc[-1] == pytest.approx(shown(page), abs=5e-5)

    picture = Image.open(taken(page, "Curves, .png", tmp_path)).convert("RGB")
    assert picture.size == (1600, 860)
    assert picture.getpixel((0, 0)) == (255, 255, 255)
    colors = {color for _, color in picture.getcolors(1 << 20)}
    assert {(0x0B, 0x6F, 0xC2), (0xB8, 0x5F, 0x00)} <= colors  # both curves are on it


def test_in_both_themes_it_is_accessible_and_the_image_is_dark_on_white(
    page: Page, tmp_path: Path
) -> None:
    trained(page)
    check(page)
    for theme, ground in GROUNDS.items():
        page.emulate_media(color_scheme=theme)
        expect(page.get_by_test_id("stApp")).to_have_css("background-color", ground)
        settle(page)
        picture = Image.open(taken(page, "Curves, .png", tmp_path)).convert("L")
        assert picture.getpixel((0, 0)) == 255
        assert picture.getextrema()[0] < 60
        assert lasting_mistakes(page, within=".st-key-take_away") == []


def test_on_train_real_keras_predicts_what_the_trained_network_does_until_another_is_trained(
    page: Page,
) -> None:
    trained(page)
    assert check(page) < 1e-5
    expect(metric(page, COMMON.label("values compared"))).to_have_text("10,000")
    train_another(page)
    expect(page.get_by_text(CHANGED)).to_be_visible()
    expect(metric(page, COMMON.label("largest difference"))).to_have_count(0)
    expect(page.get_by_role("button", name="Make the .keras file")).to_be_enabled()
