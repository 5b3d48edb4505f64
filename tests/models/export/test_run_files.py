import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import asdict, fields, replace
from pathlib import Path

import keras
import numpy as np
import pandas as pd
import pytest

from models.data.datasets import DATASETS, load
from models.data.input_encoding import encode
from models.engine.train import initial_checkpoint, train
from models.export.run_files import (
    curves_file,
    describe_network,
    notebook_file,
    script_file,
    weights_file,
)
from models.nn.activations import ACTIVATIONS
from models.nn.dense import packed_layers
from models.nn.network import predict
from models.nn.optimizers import OPTIMIZERS
from models.tasks.keras_outputs import keras_file
from models.training.config import TrainingConfig, lesson_config
from models.training.recording import COLUMNS, MetricHistory, metrics_row
from models.training.run_view import RunView
from models.training.split import split
from tests.models.recorded_runs import branched, recorded

ADAM = lesson_config(
    hidden_units=(48, 24), activation="tanh", epochs=4, batch_size=100, examples=8000, seed=5
)
MOMENTUM = TrainingConfig(
    (32,), "relu", epochs=3, batch_size=64, examples=6000, optimizer="momentum", learning_rate=0.01
)
# Keras shuffles in another order than we do. Over six seeds that moved the accuracy of such runs by
# 0.2 points (standard deviation) with a mean near 0; five of these are 1.
NEAR = 0.01


def view_of(config: TrainingConfig, stop_at: int | None = None) -> RunView:
    """The view of a run of this config, stopped after so many snapshots."""
    snapshots = []
    for snapshot in train(load("mnist"), config, untrained_first=True):
        snapshots.append(snapshot)
        if len(snapshots) == stop_at:
            break
    last = snapshots[-1]
    return RunView(
        id="run",
        config=config,
        dataset="mnist",
        state="finished" if last.step == last.total_steps else "stopped",
        message="",
        queue_position=0,
        history=MetricHistory.from_rows([metrics_row(snapshot) for snapshot in snapshots]),
        frames={},
        lineage=(),
        total_steps=last.total_steps,
        pace=None,
        batches_per_second=None,
        layers=last.layers,
    )


@pytest.fixture(scope="module")
def adam() -> RunView:
    return view_of(ADAM)


@pytest.fixture(scope="module")
def stopped() -> RunView:
    """Planned for nine epochs, stopped in the third."""
    return view_of(replace(MOMENTUM, epochs=9), stop_at=1 + 27)


def with_mnist(folder: Path) -> Path:
    """An empty folder with MNIST in it, as somebody without internet would have it."""
    folder.mkdir(exist_ok=True)
    shutil.copy(DATASETS["mnist"].file, folder / "mnist.npz")
    return folder


@pytest.fixture
def home(tmp_path):
    return with_mnist(tmp_path)


def python(home, *words: str) -> str:
    """Run a fresh Python that knows nothing of this project, and return what it prints."""
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "KERAS_HOME")}
    ran = subprocess.run(
        [sys.executable, *words],
        cwd=home,
        env=environment | {"TF_CPP_MIN_LOG_LEVEL": "3", "KERAS_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert ran.returncode == 0, ran.stderr
    assert "Warning" not in ran.stderr, ran.stderr
    return ran.stdout


def reached(printed: str) -> float:
    """Return the accuracy that a script compares with the run's."""
    return float(re.search(r"(?:Validation|Test) accuracy: ([\d.]+)%; in your", printed)[1]) / 100


@pytest.fixture(scope="module")
def branch() -> RunView:
    """A branch of a run whose pixels were raw."""
    raw = {"hidden_units": (16,), "examples": 2000, "epochs": 2, "pixels": "raw", "l2": 0.01}
    return branched(recorded(**raw), 10, epochs=1)


ONE_BY_ONE = """
import contextlib, os, runpy, sys
import keras
for folder in sys.argv[1:]:
    os.chdir(folder)
    with open("printed", "w", encoding="utf-8") as printed, contextlib.redirect_stdout(printed):
        runpy.run_path("program.py", run_name="__main__")
    keras.utils.clear_session()
"""
CELLS = """
import json
names = {"__name__": "__main__"}
for place, cell in enumerate(json.load(open("cells.json"))):
    exec(compile(cell, f"cell {place}", "exec"), names)
"""
OPENS = """
import keras, numpy as np
network = keras.saving.load_model("network.keras")
arrays = np.load("mnist.npz")
images = arrays["x_test"] / np.float32(255)
print([layer.name for layer in network.layers], network.input_shape)
np.save("said.npy", network.predict(images, verbose=0))
validation = arrays["x_train"][-10_000:] / np.float32(255), arrays["y_train"][-10_000:]
print(network.evaluate(*validation, verbose=0))
network.fit(images[:100], arrays["y_test"][:100], verbose=0)
"""
# Our file holds the same arrays in another packing, so Keras would load its own down.
ASKS = """
from keras.src.utils import file_utils
file_utils.validate_file = lambda *_, **__: True
{script}
print(train_images.shape, train_images.max(), train_labels.sum(), test_images.shape)
"""


@pytest.fixture(scope="module")
def nbformat():
    """The package, imported where it is used: it takes two seconds of every process of tests."""
    import nbformat

    return nbformat


@pytest.fixture(scope="module")
def ran(nbformat, adam, stopped, branch, tmp_path_factory) -> dict[str, Path]:
    """Folders in which programs ran, each with what it printed: one Python loads Keras for all."""
    base = tmp_path_factory.mktemp("ran")
    folders = {name: with_mnist(base / name) for name in ("script", "cells", "branch", "opens")}
    with_mnist(base / "datasets")  # where Keras keeps its downloads
    folders["asks"] = base / "asks"
    folders["asks"].mkdir()
    programs = {
        "script": script_file(adam), "cells": CELLS, "branch": script_file(branch), "opens": OPENS,
        "asks": ASKS.format(script=until_fit(script_file(adam))),
    }  # fmt: skip
    for name, program in programs.items():
        (folders[name] / "program.py").write_text(program, "utf-8")
    notebook = nbformat.reads(notebook_file(stopped), as_version=4)
    nbformat.validate(notebook)
    cells = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    (folders["cells"] / "cells.json").write_text(json.dumps(cells), "utf-8")
    (folders["branch"] / "weights.npz").write_bytes(weights_file(branch.layers))
    settings = {"hidden_units": (48, 24), "activation": "tanh"}
    network = keras_file(packed_layers(adam.layers), (28, 28), settings)
    (folders["opens"] / "network.keras").write_bytes(network)
    python(base, "-c", ONE_BY_ONE, *map(str, folders.values()))
    return folders


def printed_in(folder: Path) -> str:
    return (folder / "printed").read_text("utf-8")


# The script and the notebook


def test_the_script_runs_as_it_is_and_reaches_the_accuracy_shown(adam, ran):
    printed = printed_in(ran["script"])
    shown = adam.history.validation_accuracy[-1]
    assert shown > 0.89
    assert reached(printed) == pytest.approx(shown, abs=NEAR)
    assert f"in your run it was {shown:.2%}" in printed
    assert "Epoch 4/4" in printed
    test = predict(load("mnist").test.images / 255, adam.layers).argmax(axis=1)
    right = (test == load("mnist").test.labels).mean()
    evaluated = float(re.search(r"\nTest accuracy: ([\d.]+)%", printed)[1]) / 100
    assert evaluated == pytest.approx(right, abs=NEAR)


def test_the_notebooks_cells_run_one_by_one_and_reach_the_accuracy_shown(stopped, ran):
    printed = printed_in(ran["cells"])
    assert reached(printed) == pytest.approx(stopped.history.validation_accuracy[-1], abs=NEAR)
    assert "Epoch 3/3" in printed


def test_the_notebook_holds_the_script_and_nothing_else(nbformat, adam):
    notebook = nbformat.reads(notebook_file(adam), as_version=4)
    assert notebook.cells[0].cell_type == "markdown"
    assert notebook.cells[0].source.startswith("# Your own digit reader")
    script = script_file(adam)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.source in script
        for line in cell.source.splitlines():
            assert line in script


def test_a_stopped_run_says_where_it_was_stopped(stopped):
    assert "You stopped it in epoch 3 of 9, after 253 of 846 batches" in script_file(stopped)


def until_fit(script: str) -> str:
    """The script up to the compiled network, without its seed, which is the whole process's."""
    before, fit, _ = script.partition("history = network.fit(")
    assert fit
    return before.replace("keras.utils.set_random_seed", "# not in this process: ")


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("hidden", [(), (16,), (12, 8, 4)])
def test_the_script_builds_the_same_network_with_the_same_first_weights_and_optimizer(
    adam, optimizer, hidden, home, monkeypatch
):
    monkeypatch.chdir(home)
    config = TrainingConfig(
        hidden, "sigmoid", optimizer=optimizer, learning_rate=0.02, seed=2**31 - 1, examples=500
    )
    first = initial_checkpoint(load("mnist"), config)
    names: dict = {}
    exec(until_fit(script_file(replace(adam, config=config))), names)
    network = names["network"]
    assert len(names["train_images"]) == len(names["train_labels"]) == 500
    assert names["train_images"].max() == 1.0
    assert names["train_images"].dtype == np.float32
    activations = [layer.activation.__name__ for layer in network.layers[1:]]
    assert activations == ["sigmoid"] * len(hidden) + ["softmax"]
    for layer, ours in zip(network.layers[1:], first.weights[::2], strict=True):
        np.testing.assert_array_equal(layer.kernel.numpy(), ours)
    settings = network.optimizer.get_config()
    assert settings["learning_rate"] == pytest.approx(0.02)
    kind = type(network.optimizer).__name__.lower()
    assert kind == {"momentum": "sgd"}.get(optimizer, optimizer)
    assert settings.get("momentum", 0.0) == (0.9 if optimizer == "momentum" else 0.0)


def test_without_a_copy_of_its_own_the_script_asks_keras_for_mnist(ran):
    labels = load("mnist").train.labels[:8000].sum()
    read = f"(8000, 28, 28) 1.0 {labels} (10000, 28, 28)"
    assert not (ran["asks"] / "mnist.npz").exists()
    assert printed_in(ran["asks"]).splitlines()[-1] == read


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activation_is_written_by_its_keras_name(adam, activation):
    script = script_file(replace(adam, config=replace(ADAM, activation=activation)))
    assert script.count(f'activation="{activation}"') == (3 if activation == "softmax" else 2)


OTHER = {
    "hidden_units": (5,),
    "activation": "elu",
    "epochs": 7,
    "batch_size": 9,
    "learning_rate": 0.125,
    "optimizer": "sgd",
    "examples": None,
    "validation": 5000,
    "seed": 77,
    "l2": 0.01,
    "dropout": 0.5,
    "frozen": (1,),
    "pixels": "raw",
}


@pytest.mark.parametrize("setting", [field.name for field in fields(TrainingConfig)])
def test_every_setting_of_a_run_shows_in_its_script(adam, setting):
    other = replace(adam, config=replace(ADAM, **{setting: OTHER[setting]}))
    assert script_file(other) != script_file(adam)


@pytest.mark.parametrize("pixels", ["scaled", "raw", "permuted"])
def test_the_options_stand_in_the_scripts_network_and_pictures(adam, home, monkeypatch, pixels):
    monkeypatch.chdir(home)
    config = replace(ADAM, l2=0.01, dropout=0.25, frozen=(1,), pixels=pixels, examples=50)
    names: dict = {}
    exec(until_fit(script_file(replace(adam, config=config))), names)
    layers = names["network"].layers
    assert [type(layer).__name__ for layer in layers] == [
        *("Flatten", "Dense", "Dropout", "Dense", "Dropout", "Dense"),
    ]
    dense, dropout = layers[1::2], layers[2::2]
    assert [layer.trainable for layer in dense] == [True, False, True]
    assert [float(layer.kernel_regularizer.l2) for layer in dense] == pytest.approx([0.01] * 3)
    assert [layer.rate for layer in dropout] == [0.25, 0.25]
    read = encode(load("mnist").train, pixels).images[:50]
    scale = np.float32(255 if read.dtype == np.uint8 else 1)
    np.testing.assert_array_equal(names["train_images"], read / scale)
    _, validation = split(load("mnist"), config)
    np.testing.assert_array_equal(
        names["validation_images"], encode(validation, pixels).images / scale
    )
    np.testing.assert_array_equal(names["validation_labels"], validation.labels)


def test_a_branchs_script_begins_with_the_weights_the_branch_ended_with(adam, home, monkeypatch):
    monkeypatch.chdir(home)
    (home / "weights.npz").write_bytes(weights_file(adam.layers))
    branch = replace(adam, lineage=((asdict(ADAM), 10),))
    names: dict = {}
    exec(until_fit(script_file(branch)), names)
    for layer, ours in zip(names["network"].layers[1:], adam.layers, strict=True):
        np.testing.assert_array_equal(layer.kernel.numpy(), ours.kernel)
        np.testing.assert_array_equal(layer.bias.numpy(), ours.bias)
    assert "was a branch" in script_file(branch)
    assert "was a branch" not in script_file(adam)


def test_a_branchs_script_learns_on_from_there_though_its_pixels_were_raw(branch, ran):
    shown = branch.history.validation_accuracy[-1]
    assert reached(printed_in(ran["branch"])) > shown - 0.02
    assert "255 times as large" in script_file(branch)
    assert "255 times as large" not in script_file(branched(recorded(hidden_units=(16,)), 10))


@pytest.mark.parametrize(
    ("state", "message"), [("stopped", "Nobody watched this run."), ("failed", "It was too large.")]
)
def test_what_ended_a_run_early_is_said_as_the_page_said_it(stopped, state, message):
    ended = replace(stopped, state=state, message=message)
    place = "That was in epoch 3 of 9, after 253 of 846 batches; there it classified "
    for file in (script_file(ended), curves_file(ended)):
        assert f"{message} {place}" in file
        assert "You stopped it" not in file
        assert "no longer a number" not in file


def test_all_images_are_those_that_validation_leaves(adam):
    everything = replace(adam, config=replace(ADAM, examples=None))
    assert "[:50_000]" in script_file(everything)
    assert "train_images[-10_000:]" in script_file(everything)
    without = replace(adam, config=replace(ADAM, examples=None, validation=0))
    assert "[:60_000]" in script_file(without)
    assert "validation_images" not in script_file(without)


def test_the_script_evaluates_on_the_test_images_once_at_the_end(adam, stopped):
    assert script_file(adam).count("network.evaluate(test_images, test_labels)") == 1
    assert "validation_data=(validation_images, validation_labels)," in script_file(adam)
    assert script_file(adam).rstrip().endswith('print(f"Test accuracy: {accuracy:.2%}")')
    opened = replace(adam, test_opened=True, test_accuracy=0.9123)
    assert "; in your run it was 91.23%." in script_file(opened).splitlines()[-1]
    assert "network.evaluate" not in script_file(stopped)


def test_files_name_the_images_a_run_was_evaluated_on(adam, stopped):
    for file in (script_file, curves_file):
        assert "of the validation images correctly" in file(adam)
        assert "the last 10,000 of the training images, never trained on" in file(adam)
        assert "of the test images correctly" in file(stopped)
        assert "evaluated on the test images" in file(stopped)


# The weights


def test_the_weights_open_with_numpy_and_are_named_as_keras_names_its_layers(adam, tmp_path):
    (tmp_path / "weights.npz").write_bytes(weights_file(adam.layers))
    arrays = np.load(tmp_path / "weights.npz", allow_pickle=False)
    keras.utils.clear_session()
    network = keras.Sequential([keras.layers.Dense(2) for _ in adam.layers])
    named = [layer.name for layer in network.layers]
    parts = ("kernel", "bias", "activation")
    assert set(arrays) == {f"{name}_{part}" for name in named for part in parts}
    for name, layer in zip(named, adam.layers, strict=True):
        np.testing.assert_array_equal(arrays[f"{name}_kernel"], layer.kernel)
        np.testing.assert_array_equal(arrays[f"{name}_bias"], layer.bias)
        assert str(arrays[f"{name}_activation"]) == layer.activation


# The .keras file


def test_the_keras_file_opens_in_plain_keras_elsewhere_and_predicts_what_we_predict(adam, ran):
    names, figures = printed_in(ran["opens"]).splitlines()
    assert names == "['flatten', 'dense', 'dense_1', 'dense_2'] (None, 28, 28)"
    loss, accuracy = json.loads(figures)
    assert loss == pytest.approx(adam.history.validation_loss[-1], abs=1e-4)
    assert accuracy == pytest.approx(adam.history.validation_accuracy[-1], abs=2e-4)
    ours = predict(load("mnist").test.images / 255, adam.layers)
    np.testing.assert_allclose(np.load(ran["opens"] / "said.npy"), ours, atol=1e-5)


@pytest.mark.parametrize("pixels", ["scaled", "permuted", "raw"])
def test_the_keras_file_judges_and_learns_on_with_the_runs_own_options(home, pixels):
    options = {"l2": 0.01, "dropout": 0.25, "frozen": (0,), "pixels": pixels}
    view = recorded(hidden_units=(8,), epochs=1, **options)
    file = home / "network.keras"
    file.write_bytes(keras_file(packed_layers(view.layers), (28, 28), view.settings))
    network = keras.saving.load_model(file)
    _, dense, dropout, last = network.layers
    assert (dropout.rate, dense.trainable, last.trainable) == (0.25, False, True)
    _, validation = split(load("mnist"), view.config)
    images = validation.images / np.float32(255)
    loss, accuracy = network.evaluate(images, validation.labels, verbose=0)
    assert accuracy == pytest.approx(view.history.validation_accuracy[-1], abs=2e-4)
    if pixels != "raw":
        assert loss == pytest.approx(view.history.validation_loss[-1], abs=1e-4)


# The curves


def test_the_curves_are_every_number_of_the_history(adam):
    table = pd.read_csv(io.StringIO(curves_file(adam)), comment="#")
    assert tuple(table.columns) == COLUMNS
    for column in COLUMNS:
        np.testing.assert_array_equal(table[column], getattr(adam.history, column))
    plain = [line for line in curves_file(adam).splitlines() if not line.startswith("#")]
    assert len(list(csv.DictReader(plain))) == len(adam.history)


def test_the_curves_say_of_which_run_they_are_and_what_every_column_means(adam):
    about = [line for line in curves_file(adam).splitlines() if line.startswith("#")]
    assert about[0] == f"# {describe_network(ADAM, 10)}"
    assert "learning rate 0.001" in about[1]
    for column in COLUMNS:
        assert any(line.startswith(f"# {column}: ") for line in about)
