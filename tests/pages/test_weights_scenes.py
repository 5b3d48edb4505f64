"""The scenes of Weights without a browser: one neuron's numbers are those of Keras."""

from functools import cache

import keras
import numpy as np
import pytest

from components.drawing.digits import example_digit
from components.state.session import Session
from components.ui.lesson_text import scene_names
from components.weights.stages import NEURON, OFF
from models.data.datasets import load_examples
from models.nn.initial_weights import initial_network
from models.nn.network import shipped_layers
from tests.pages.visit import at_scene, choose, errors, payload, visit

SCENES = scene_names("weights")


def scene(name: str, learner: Session | None = None):
    at = at_scene("weights", SCENES.index(name) + 1, learner)
    assert errors(at) == []
    return at


def stage(at) -> dict:
    return payload(at, "picture_stage")


def captions(at) -> list[str]:
    return [each["words"] for each in stage(at)["pictures"]]


@cache
def keras_layers() -> list[keras.layers.Dense]:
    layers = []
    for each in shipped_layers():
        layer = keras.layers.Dense(each.units, activation=each.activation)
        layer.build((None, len(each.kernel)))
        layer.set_weights([each.kernel, each.bias])
        layers.append(layer)
    return layers


@cache
def pixels() -> np.ndarray:
    return load_examples("mnist", "test").images.reshape(-1, 784) / np.float32(255)


@cache
def hidden() -> np.ndarray:
    """What Keras's first layer returns for all test images."""
    return np.asarray(keras_layers()[0](pixels()))


def last_number(line: str) -> float:
    return float(line.rpartition(" ")[2].replace("−", "-"))


def test_the_template_is_a_column_of_the_kernel_and_its_output_is_that_of_keras():
    outputs = np.asarray(keras_layers()[0](example_digit().reshape(1, -1)))[0]
    at = scene("template")
    assert f"weights of neuron {outputs.argmax()}" in captions(at)
    for neuron in (int(outputs.argmax()), 3):
        data = stage(choose(at, NEURON, neuron))
        assert last_number(data["lines"][-1]) == pytest.approx(outputs[neuron], abs=0.006)
        left, _, right = data["lines"][-1].partition("bias (")
        weighted = float(left.split()[2].replace("−", "-"))
        bias, z = (right.partition(")")[0], right.split(" = ")[1].partition(",")[0])
        written = [float(each.replace("−", "-")) for each in (bias, z)]
        assert weighted + written[0] == pytest.approx(written[1], abs=1e-9)


def test_the_images_that_excite_a_neuron_most_have_keras_largest_outputs():
    at = choose(scene("excited"), NEURON, 5)
    outputs = np.sort(hidden()[:, 5])[::-1]
    shown = [last_number(words) for words in captions(at)[1:]]
    np.testing.assert_allclose(shown, outputs[: len(shown)], atol=0.051)
    assert f"{(hidden()[:, 5] > 0).sum():,} of 10,000" in stage(at)["lines"][0]


def test_weights_are_parted_by_sign_once_the_question_is_answered():
    learner = Session()
    at = scene("signs", learner)
    assert len(captions(at)) == 1
    at = at.button(key="answer_weights.signs_1").click().run()
    _, above, below, strong = captions(at)
    neuron = int(captions(at)[0].split()[-1])
    weights = shipped_layers()[0].kernel[:, neuron]
    assert above == f"{(weights > 0).sum()} positive"
    assert below == f"{(weights < 0).sum()} negative"
    assert strong == "the 79 strongest"


def test_a_neuron_off_changes_the_accuracy_by_as_many_images_as_in_keras():
    at = choose(scene("off"), NEURON, 54)
    labels = load_examples("mnist", "test").labels
    outputs = hidden().copy()
    before = np.asarray(keras_layers()[1](outputs)).argmax(axis=1)
    outputs[:, 54] = 0
    after = np.asarray(keras_layers()[1](outputs)).argmax(axis=1)
    with_all, changed, without = stage(at)["lines"]
    assert f"{(before == labels).mean():.2%}" in with_all
    assert changed.startswith(f"{(before != after).sum():,} of 10,000")
    assert f"{(after == labels).mean():.2%}" in without
    first = np.flatnonzero(before != after)[0]
    assert captions(at)[1] == f"{before[first]} → {after[first]}"
    at = choose(at, OFF, value=False)
    assert stage(at)["lines"] == [with_all]


def test_the_bias_is_added_to_each_sum_once_the_question_is_answered():
    at = scene("bias")
    assert stage(at)["lines"] == [f"{stage(at)['lines'][0].partition(':')[0]}: ?"]
    at = at.button(key="answer_weights.bias_0").click().run()
    neuron = int(stage(at)["lines"][0].split()[3].rstrip(":"))
    shown = [last_number(words) for words in captions(at)]
    np.testing.assert_allclose(shown, hidden()[: len(shown), neuron], atol=0.051)
    assert last_number(stage(at)["lines"][0]) == pytest.approx(
        shipped_layers()[0].bias[neuron], abs=0.005
    )


@pytest.mark.parametrize(("sizes", "is_shown"), [((6,), True), ((), False), ((300,), False)])
def test_ones_own_network_is_shown_where_it_has_a_neuron_to_switch_off(sizes, is_shown):
    learner = Session()
    own = initial_network(784, sizes, "relu", 10, seed=3)
    learner.network.adopt("a run", tuple(own))
    learner.network.use_own = True
    at = scene("off", learner)
    assert ("Neuron, 0 to 5" in [each.label for each in at.slider]) is is_shown


def test_explore_is_the_page_as_it_was():
    at = visit("weights")
    assert errors(at) == []
    assert payload(at, "weight_pictures")["pictures"]
