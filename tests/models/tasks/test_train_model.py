import os
import re
import shutil
import subprocess
import sys

import numpy as np
import pytest

from models.data.datasets import DATASETS, load
from models.sequential.layer_types import LAYER_TYPES
from models.sequential.model import LayerStack, from_text
from models.sequential.presets import MODEL_PRESETS
from models.sequential.script import to_script
from models.sequential.shape_report import ModelReport, model_report
from models.sequential.training_config import (
    MNIST_RESHAPE,
    ModelTraining,
    as_input,
    reason_untrainable,
)
from models.tasks.build_model import build_model
from models.tasks.train_model import compiled_model, train_model

FEW = ModelTraining(images=640, epochs=2, seed=3)


def built_of(text: str) -> ModelReport:
    return model_report(from_text(text), build_model(text))


def told(text: str, settings: dict, image=None) -> list[dict]:
    return list(train_model(text, settings, image))


def epochs(said: list[dict]) -> list[dict]:
    return [each for each in said if "epoch" in each]


SETTINGS = {"images": 640, "epochs": 2, "seed": 3}


def test_a_chain_learns_to_read_digits_and_says_so_after_each_epoch():
    said = told("28x28x1,Flatten,Dense:32:relu,Dense:10:softmax", {**SETTINGS, "images": 3000})
    first, last = epochs(said)
    assert (first["epoch"], last["epoch"]) == (1, 2)
    assert last["loss"] < first["loss"]
    assert last["validation_accuracy"] > max(0.7, first["validation_accuracy"])
    progress = [each["progress"] for each in said]
    assert progress == sorted(progress)
    assert progress[-1] == 1


def test_what_is_said_of_the_validation_images_is_what_keras_evaluates():
    text = "28x28,Rescaling,Flatten,Dense:10"
    network = compiled_model(from_text(text), seed=3)
    data = load("mnist")
    images = data.train.images[:640].astype(np.float32)
    labels = data.train.labels[:640].astype(np.int32)
    for epoch in range(2):
        order = np.random.default_rng((3, epoch)).permutation(640)
        history = network.fit(
            images[order], labels[order], batch_size=128, shuffle=False, verbose=0
        )
    part = slice(50_000, 52_000)
    evaluated = network.evaluate(
        data.train.images[part].astype(np.float32), data.train.labels[part], verbose=0
    )
    last = told(text, SETTINGS)[-1]
    assert [last["validation_loss"], last["validation_accuracy"]] == pytest.approx(
        evaluated, rel=1e-3
    )
    assert last["loss"] == pytest.approx(history.history["loss"][0], rel=1e-3)
    assert last["accuracy"] == pytest.approx(history.history["accuracy"][0], rel=1e-3)


def test_the_same_seed_gives_the_same_numbers_and_another_gives_others():
    text = "784,Dense:10:softmax"

    def numbers(seed):
        return [each["validation_loss"] for each in epochs(told(text, {**SETTINGS, "seed": seed}))]

    assert numbers(1) == numbers(1) != numbers(2)


@pytest.mark.parametrize(
    ("shape", "ending"),
    [*((shape, "Dense:10:softmax") for shape in MNIST_RESHAPE),
     *((next(iter(MNIST_RESHAPE)), ending) for ending in ("Dense:10", "Dense:12"))],
)  # fmt: skip
def test_the_own_picture_is_answered_with_probabilities(shape, ending):
    text = f"{'x'.join(map(str, shape))},Flatten,{ending}"
    image = load("mnist").test.images[0] / 255
    for each in epochs(told(text, SETTINGS, image)):
        assert len(each["answer"]) == (12 if "12" in ending else 10)
        assert sum(each["answer"]) == pytest.approx(1, abs=1e-5)


def test_where_nothing_was_drawn_there_is_no_answer():
    assert epochs(told("784,Dense:10:softmax", SETTINGS))[0]["answer"] is None


def test_pictures_are_scaled_once_by_us_or_by_the_chain():
    levels = np.array([[[0, 255]]], np.uint8)
    assert as_input(levels, LayerStack((1, 2))).tolist() == [[[0, 1]]]
    assert as_input(levels, from_text("2,Rescaling")).tolist() == [[0, 255]]


OBSTACLES = {
    "28x28,Conv2D": "broken",
    "32x32x3,Flatten,Dense:10": "other shape",
    "28x28x1,Dense:10": "loss",
    "784,Dense:5": "loss",
    "28x28,Flatten": "nothing to learn",
    "784,Dense:10000,Dense:1000,Dense:10": "too large",
    "28x28x1,Conv2D:1024:1,GlobalAveragePooling2D,Dense:10": "too wide",
    "28x28,Flatten,Dense:10": "",
}


@pytest.mark.parametrize(("text", "name"), OBSTACLES.items())
def test_what_cannot_be_trained_is_found_before_anything_is_made(text, name):
    assert reason_untrainable(built_of(text), ModelTraining())[0] == name


def test_a_training_that_would_take_too_long_is_refused():
    chain = built_of("28x28x1,Conv2D:256:7:1:same,MaxPooling2D,Conv2D:256:5,Flatten,Dense:10")
    assert reason_untrainable(chain, ModelTraining(epochs=50, images=50_000))[0] == "too long"


@pytest.mark.parametrize(
    "wrong",
    [{"images": 0}, {"images": 50_001}, {"epochs": 51}, {"seed": -1}, {"epochs": True},
     {"images": 5e3}, {"seed": None}],
)  # fmt: skip
def test_absurd_settings_are_refused_in_a_sentence(wrong):
    with pytest.raises(ValueError, match=r"The (number of|seed)"):
        ModelTraining(**wrong)


# The script


def python(home, script: str) -> str:
    """Run it in a fresh Python that knows nothing of this project."""
    (home / "built.py").write_text(script, "utf-8")
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "KERAS_HOME")}
    ran = subprocess.run(
        [sys.executable, "built.py"],
        cwd=home,
        env=environment | {"TF_CPP_MIN_LOG_LEVEL": "3", "KERAS_HOME": str(home), "COLUMNS": "150"},
        capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert "Warning" not in ran.stderr, ran.stderr
    return ran.stdout


ALL_KINDS = (
    "28x28,Rescaling:1/255:0,Reshape:28x28x1,Conv2D:8:3:2:same:relu,MaxPooling2D:2:same,"
    "Permute:2x1x3,Conv2D:6:2,Activation:tanh,GlobalAveragePooling2D,Flatten,Dense:10"
)


def test_the_script_runs_and_its_summary_says_what_the_page_says(tmp_path):
    assert all(kind in ALL_KINDS for kind in LAYER_TYPES)
    shutil.copy(DATASETS["mnist"].file, tmp_path / "mnist.npz")
    found = built_of(ALL_KINDS)
    printed = python(tmp_path, to_script(found.stack, FEW, trains=True))
    rows = re.findall(r"│ \w+[^│]*│ (\(None.*?\))\s*│\s*([\d,]+) │", printed)
    assert rows == [(str((None, *joint.after)), f"{joint.parameters:,}") for joint in found.layers]
    assert f"Total params: {found.parameters:,}" in printed
    assert "Epoch 2/2" in printed
    assert re.search(r"Test accuracy: \d+\.\d\d%", printed)


def test_the_script_of_a_chain_that_cannot_be_trained_builds_it_and_stops_there():
    found = built_of(MODEL_PRESETS["too_early"].chain)
    script = to_script(found.stack, FEW, trains=False)
    assert "keras.Input((224, 224, 64))" in script
    assert "fit" not in script
    compile(script, "built.py", "exec")
