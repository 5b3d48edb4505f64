"""The scenes of Under the hood without a browser: what NumPy and Keras really do."""

import keras
import numpy as np
import pytest

from components.drawing.digits import example_digit
from components.inside.stages import PATTERN
from components.ui.lesson_text import Lesson, scene_names
from models.explain.memory_layout import ACCESS_PATTERNS
from models.nn.network import shipped_layers
from tests.pages.visit import at_scene, choose, errors, payload, visit, words

LESSON = Lesson("inside")
SCENES = scene_names("inside")


def scene(name: str):
    at = at_scene("inside", SCENES.index(name) + 1)
    assert errors(at) == []
    return at


def table(at):
    (only,) = [each.value for each in at.table]
    return only


def test_flattening_all_training_images_copies_nothing():
    at = scene("copied")
    assert LESSON.label("copied in all", bytes="?") in words(at)
    at = at.button(key="answer_inside.copies_2").click().run()
    assert LESSON.label("copied in all", bytes="0") in words(at)
    assert LESSON.label("memory shared", shares="True") in words(at)
    assert set(table(at).iloc[:, 1]) == {f"{60_000 * 28 * 28:,}"}


@pytest.mark.parametrize(
    ("code", "is_copied"), [(each, nth > 0) for nth, each in enumerate(ACCESS_PATTERNS)]
)
def test_each_way_to_read_the_image_has_numpys_strides(code, is_copied):
    data = payload(choose(scene("strides"), PATTERN, code), "picture_stage")
    image = np.array(example_digit())
    view = ACCESS_PATTERNS[code](image)
    assert data["lines"][0] == LESSON.label("stride of", strides=view.strides)
    assert np.shares_memory(view.reshape(-1), image) is not is_copied
    copied = LESSON.label("bytes are copied", bytes=f"{view.nbytes:,}")
    assert data["lines"][1] == (copied if is_copied else LESSON.label("none copied"))
    stored, read = data["pictures"]
    assert (read["rows"], read["columns"]) == view.shape
    assert (stored["rows"], stored["columns"]) == image.shape


def test_the_lines_return_what_keras_layer_returns():
    first = shipped_layers()[0]
    dense = keras.layers.Dense(first.units, activation=first.activation)
    dense.build((None, 784))
    dense.set_weights([first.kernel, first.bias])
    expected = np.asarray(dense(example_digit().reshape(1, -1)))[0, :4]
    shown = words(scene("line")).rpartition(":")[2].replace("−", "-").split(",")
    np.testing.assert_allclose(np.array(shown, float), expected, atol=6e-5)


def test_the_five_sums_differ_after_about_the_sixth_digit_only():
    at = scene("sums")
    assert set(table(at).iloc[:, 0]) == {"?"}
    at = at.button(key="answer_inside.sums_1").click().run()
    sums = [float(each.replace("−", "-")) for each in table(at).iloc[:, 0]]
    assert len(sums) == 5
    assert 0 < abs(sums[0] - sums[1]) < 1e-4
    np.testing.assert_allclose(sums, sums[-1], rtol=1e-5)


def test_the_summary_is_that_of_keras():
    network = keras.Sequential([keras.Input((28, 28)), keras.layers.Flatten()])
    for each in shipped_layers():
        network.add(keras.layers.Dense(each.units))
    shown = [tuple(row) for row in table(scene("two")).itertuples()]
    assert shown == [
        (type(each).__name__, str(each.output.shape), f"{each.count_params():,}")
        for each in network.layers
    ]


def test_explore_is_the_page_as_it_was():
    at = visit("inside")
    assert errors(at) == []
    assert "flatten costs nothing" in words(at).lower()
