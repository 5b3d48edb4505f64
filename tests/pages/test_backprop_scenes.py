"""The scenes of Backpropagation without a browser: every number is that of Keras and its tape."""

from functools import cache

import keras
import numpy as np
import pytest
import tensorflow as tf

from components.drawing.filter_stage import COLUMN, FILTER, FILTERS, ROW
from components.ui.lesson_text import scene_names
from models.exercises.worked_example import first_classifier
from tests.pages.visit import at_scene, choose, errors, payload, session, visit, words

LABEL = 2
SCENES = scene_names("backprop")


def scene(name: str):
    at = at_scene("backprop", SCENES.index(name) + 1)
    assert errors(at) == []
    return at


def answered(name: str, option: int):
    """A scene after one of its answers was pressed."""
    return scene(name).button(key=f"answer_backprop.{name}_{option}").click().run()


@cache
def by_tape() -> dict[str, np.ndarray]:
    """The gradients of the example by Keras's layers and TensorFlow's tape."""
    forward = first_classifier()
    layers = []
    for dense in forward.dense:
        layer = keras.layers.Dense(dense.layer.units, dtype="float64")
        layer.build((None, len(dense.inputs)))
        layer.set_weights([dense.layer.kernel, dense.layer.bias])
        layers.append(layer)
    image = tf.constant(forward.flatten.image[np.newaxis])
    with tf.GradientTape() as tape:
        tape.watch(image)
        hidden = tf.nn.relu(layers[0](keras.layers.Flatten(dtype="float64")(image)))
        logits = layers[1](hidden)
        losses = keras.losses.SparseCategoricalCrossentropy(from_logits=True, reduction=None)
        loss = losses(tf.constant([LABEL]), logits)
    wanted = {
        "image": image, "W": layers[0].kernel.value, "h": hidden, "logits": logits,
        "V": layers[1].kernel.value,
    }  # fmt: skip
    found = tape.gradient(loss, wanted) | {"loss": loss}
    return {name: np.squeeze(np.asarray(value)) for name, value in found.items()}


def numbers(picture: dict) -> np.ndarray:
    """What is written in a picture's cells."""
    texts = [text.replace("−", "-") for text in picture["numbers"]]
    return np.array(texts, float).reshape(picture["rows"], picture["columns"])


def test_the_nudged_weight_has_the_tapes_gradient_and_the_quotient_comes_close_to_it():
    closed = payload(scene("nudge"), "deep_weight")
    assert not closed["open"]
    weight = payload(answered("nudge", 0), "deep_weight")["weight"]
    gradient = by_tape()["W"][weight["neuron"], weight["unit"]]
    assert weight["gradient"] == pytest.approx(gradient, abs=1e-6)
    middle = len(weight["steps"]) // 2
    assert weight["losses"][middle] == pytest.approx(by_tape()["loss"], abs=1e-6)
    far, near = (
        (weight["losses"][middle + by] - weight["losses"][middle]) / weight["steps"][middle + by]
        for by in (50, 1)
    )
    assert abs(near - gradient) < 0.01 < abs(far - gradient)


@pytest.mark.parametrize(("name", "passes"), [("deep", True), ("silent", False)])
def test_the_three_ratios_multiply_to_the_tapes_gradient(name, passes):
    weight = payload(scene(name), "deep_weight")["weight"]
    tape, unit = by_tape(), weight["unit"]
    x, slope, back = weight["ratios"]
    assert slope == (1 if passes else 0)
    assert back == pytest.approx(tape["h"][unit], abs=1e-6)
    assert x * slope * back == pytest.approx(tape["W"][weight["neuron"], unit], abs=1e-6)
    assert bool(x * slope * back) is passes


def test_a_silent_neuron_gives_the_answer_0():
    at = scene("silent")
    at.number_input[0].set_value(2).run()
    at = at.button(key="check_backprop.silent").click().run()
    assert "first ratio" in words(at)
    assert payload(at, "deep_weight")["open"]
    at.number_input[0].set_value(0).run()
    at = at.button(key="check_backprop.silent").click().run()
    assert session(at).answers.correct["backprop.silent"]


def test_the_logits_gradients_are_p_less_y_as_by_the_tape_once_they_may_be_seen():
    hidden = payload(scene("delta"), "picture_stage")["pictures"][2]
    assert set(hidden["numbers"]) == {"?"}
    p, y, gradients = payload(answered("delta", 1), "picture_stage")["pictures"]
    np.testing.assert_allclose(numbers(gradients).ravel(), by_tape()["logits"], atol=5e-5)
    np.testing.assert_allclose(numbers(p) - numbers(y), numbers(gradients), atol=1e-4)


def test_the_rows_of_weights_times_delta_add_up_to_the_outputs_gradients_of_the_tape():
    data = payload(scene("matrix"), "picture_stage")
    delta, weights, products, sums = map(numbers, data["pictures"])
    np.testing.assert_allclose(sums.ravel(), by_tape()["h"], atol=0.005)
    np.testing.assert_allclose(weights * delta, products, atol=0.01)
    (line,) = data["lines"]
    left, _, right = line.partition(": ")[2].replace("−", "-").replace("- ", "-").partition(" = ")
    assert sum(map(float, left.replace("+ ", "").split())) == pytest.approx(float(right), abs=1e-9)
    assert float(right) == pytest.approx(by_tape()["h"][1], abs=5e-5)


def test_the_tape_has_a_record_for_each_operation_and_the_lengths_of_the_gradients():
    (table,) = [each.value for each in scene("tape").table]
    assert list(table.index) == ["Flatten", "x @ W + b", "relu", "h @ V + c", "loss"]
    for row, name in ((1, "W"), (3, "V")):
        assert table.iloc[row, 1].endswith(f"{np.linalg.norm(by_tape()[name]):.4f}")
    assert table.iloc[4, 0] == f"{by_tape()['loss']:.4f}"


def test_flatten_folds_the_tapes_gradient_onto_the_image():
    image, folded = payload(scene("fold"), "picture_stage")["pictures"]
    np.testing.assert_array_equal(numbers(image), first_classifier().flatten.image)
    np.testing.assert_allclose(numbers(folded), by_tape()["image"], atol=0.005)


def test_the_filter_is_moved_and_changed_and_its_products_add_up():
    at = choose(scene("filter"), FILTER, "level")
    at = choose(choose(at, ROW, 6), COLUMN, 11)
    data = payload(at, "filter_stage")
    image, window, kernel, products, feature_map = data["pictures"]
    assert image["mark"] == {"row": 6, "column": 11, "side": 3}
    assert feature_map["mark"] == {"row": 6, "column": 11, "side": 1}
    np.testing.assert_array_equal(numbers(kernel), FILTERS["level"])
    np.testing.assert_allclose(numbers(window) * numbers(kernel), numbers(products), atol=1e-9)
    total = float(data["lines"][0].rpartition(" ")[2].replace("−", "-"))
    assert total == pytest.approx(numbers(products).sum(), abs=0.05)


def test_explore_is_the_page_as_it_was():
    at = visit("backprop")
    assert errors(at) == []
    assert "one rule is enough for all layers" in words(at).lower()
    assert {"way_back_picture", "true_label_example"} <= {
        (each.key or "").partition("·")[0] for each in at.segmented_control
    }
