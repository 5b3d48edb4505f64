"""The cheat sheet, asked of the Keras that is installed: shapes, program, and error messages."""

import re
import warnings

import keras
import numpy as np
import pytest
from keras import layers

from models.data.datasets import load
from models.texts import sections

TEXTS = sections("cheatsheet")
SILENT = "no message"


def rows(section):
    """Return a table's rows, each a list of its cells."""
    lines = [line for line in TEXTS[section].splitlines() if line.startswith("| ")][1:]
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines]


@pytest.mark.parametrize(("layer", "before", "after", "parameters"), rows("shapes"))
def test_each_row_of_shapes_is_what_keras_makes(layer, before, after, parameters):
    made = eval(f"layers.{layer.split('`')[1]}", {"layers": layers})
    shapes = [eval(text, {"batch": None}) for text in (before, after)]
    assert made(keras.Input(shapes[0][1:])).shape == shapes[1]
    calculation, _, result = parameters.replace(",", "").replace("·", "*").rpartition(" = ")
    assert made.count_params() == int(result)
    assert not calculation or eval(calculation) == int(result)


def test_the_index_formula_is_keras_order():
    image = np.arange(4 * 3 * 2).reshape(1, 4, 3, 2)
    vector = np.asarray(layers.Flatten()(image))[0]
    width, channels = 3, 2
    formula = re.search(r"`index = (.+?)`", TEXTS["formulas"])[1].replace("·", "*")
    for row, column, channel in np.ndindex(4, 3, 2):
        names = {"row": row, "width": width, "column": column, "channels": channels}
        index = eval(formula, names | {"channel": channel})
        assert vector[index] == image[0, row, column, channel]


def test_the_ten_lines_run_and_train(monkeypatch, capsys):
    program = re.search(r"```\n(.+?)```", TEXTS["program"], re.DOTALL)[1]
    assert len([line for line in program.splitlines() if line]) == 10
    assert max(map(len, program.splitlines())) < 90
    mnist = load("mnist")
    few = [(part.images[:6000], part.labels[:6000]) for part in (mnist.train, mnist.test)]
    monkeypatch.setattr(keras.datasets.mnist, "load_data", lambda: few)
    names = {}
    exec(program, names)
    assert names["model"].count_params() == 101_770
    assert names["model"].history.params["epochs"] == 5
    assert names["model"].evaluate(*few[1], verbose=0)[1] > 0.85
    assert capsys.readouterr().out.rstrip().endswith("7")  # the first test image


# Error messages


def classifier(*last):
    model = keras.Sequential([keras.Input((28, 28)), *last])
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


def images(*shape):
    return np.random.default_rng(0).random(shape, np.float32)


def without_batch_axis():
    layers.Dense(10)(images(784))


def single_image():
    classifier(layers.Flatten(), layers.Dense(10)).predict(images(28, 28), verbose=0)


def without_flatten():
    classifier(layers.Dense(10, activation="softmax")).fit(images(8, 28, 28), np.arange(8))


def other_inputs():
    dense = layers.Dense(10)
    dense(images(2, 784))
    dense(images(2, 28, 28))


def unknown_size():
    layers.Dense(10)(layers.Flatten()(keras.Input((None, None, 1))))


def labels_as_numbers():
    model = classifier(layers.Flatten(), layers.Dense(10, activation="softmax"))
    model.compile("adam", "categorical_crossentropy")
    model.fit(images(8, 28, 28), np.arange(8), verbose=0)


def softmax_twice():
    model = classifier(layers.Flatten(), layers.Dense(10, activation="softmax"))
    model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    model.fit(images(8, 28, 28), np.arange(8), verbose=0)


MISTAKES = (
    without_batch_axis,
    single_image,
    without_flatten,
    other_inputs,
    unknown_size,
    labels_as_numbers,
    softmax_twice,
)
MESSAGES = [message.strip("`") for message, _, _ in rows("messages")]


def what_keras_prints(mistake):
    """Return the text of the error or the warnings that a mistake ends in."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            mistake()
        except ValueError as error:
            return str(error)
    return "\n".join(str(each.message) for each in warned)


@pytest.mark.parametrize(
    ("mistake", "message"),
    list(zip(MISTAKES, (text for text in MESSAGES if not text.startswith(SILENT)), strict=True)),
)
def test_each_message_is_what_keras_prints_after_its_mistake(mistake, message):
    assert message in what_keras_prints(mistake)


def test_a_single_dense_neuron_without_flatten_is_trained_without_a_message():
    model = keras.Sequential([keras.Input((28, 28)), layers.Dense(1)])
    model.compile("sgd", "mse")
    told = what_keras_prints(lambda: model.fit(images(8, 28, 28), np.arange(8.0), verbose=0))
    assert told == ""
    assert model.output_shape == (None, 28, 1)
    assert [text for text in MESSAGES if text.startswith(SILENT) and "(batch, 28, 1)" in text]
