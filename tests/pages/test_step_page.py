"""The lesson on one step without a browser: live numbers, locked answers, and Explore."""

import numpy as np
import pytest

from components.drawing.digits import PAD, example_digit
from components.state.session import Session
from components.step.batch import MOVES, RATES
from models.data.datasets import load_examples
from models.exercises.transforms import shift_right
from models.explain.training_step import losses_after, trace_step
from models.nn.initial_weights import initial_network
from models.nn.network import shipped_layers, trace_network
from tests.pages.visit import at_scene, choose, control, errors, payload, session, visit, words

SCENES = ("batch", "forward", "loss", "slope", "gears", "still", "update", "rate")
VIEW = "step_view"


def scene(name: str, learner: Session | None = None):
    """The page at a scene."""
    at = at_scene("step", SCENES.index(name) + 1, learner)
    assert errors(at) == []
    return at


def shown(name: str, learner: Session | None = None) -> dict:
    """What the view gets in a scene."""
    return payload(scene(name, learner), VIEW)


def with_digit(index: int = 1) -> Session:
    """A learner whose pad has one of MNIST's test images."""
    learner = Session()
    learner.drawing.choose(*PAD)
    learner.drawing.draw(load_examples("mnist", "test").images[index])
    return learner


def example_step():
    images = [shift_right(example_digit(), by) for by in MOVES]
    return trace_step(images, [7] * len(MOVES), shipped_layers())


@pytest.mark.parametrize("name", SCENES)
def test_every_scene_shows_the_same_four_images_with_their_losses(name):
    data, step = shown(name), example_step()
    assert data["scene"] == name
    assert [image["by"] for image in data["images"]] == list(MOVES)
    np.testing.assert_allclose([image["loss"] for image in data["images"]], step.losses)
    assert data["loss"] == pytest.approx(step.loss)
    assert data["label"] == 7
    assert data["chosen"] == step.losses.argmax()


def test_one_weights_gradients_average_to_the_one_that_moves_it():
    data, step = shown("update"), example_step()
    gradients = [image["input"] * image["d_sum"] for image in data["images"]]
    weight, update = data["weight"], data["update"]
    assert update["gradient"] == pytest.approx(np.mean(gradients))
    kernel = step.gradients[-1].kernel[weight["neuron"], 7]
    assert update["gradient"] == pytest.approx(kernel)
    assert update["after"] == pytest.approx(weight["value"] - update["rate"] * kernel)
    assert weight["value"] == shipped_layers()[-1].kernel[weight["neuron"], 7]


def test_the_weights_wheel_turns_the_others_and_a_silent_neurons_turns_none():
    weight = shown("gears")["weight"]
    assert 1 < weight["input"] < 2
    middle = len(weight["steps"]) // 2
    rise = weight["losses"][middle + 1] - weight["losses"][middle - 1]
    run = weight["steps"][middle + 1] - weight["steps"][middle - 1]
    assert weight["gradient"] == pytest.approx(rise / run, abs=1e-3)
    still = shown("still")["weight"]
    assert still["input"] == still["gradient"] == 0
    assert len(set(still["losses"])) == 1


def test_a_larger_step_fits_the_batch_and_forgets_other_digits():
    trials, step = shown("rate")["trials"], example_step()
    assert [trial["rate"] for trial in trials["rates"]] == list(RATES)
    for trial in trials["rates"]:
        expected = losses_after(step, step.updated(trial["rate"]))
        np.testing.assert_allclose(trial["losses"], expected)
        assert trial["loss"] == pytest.approx(expected.mean())
    small, large = trials["rates"][2], trials["rates"][-1]
    assert large["loss"] < small["loss"] < step.loss
    assert large["correct"] < 0.8 * trials["correct"] < small["correct"]
    assert set(large["predicted"]) == {7}
    assert trials["parameters"] == 101_770


def test_the_learners_digit_is_asked_for_its_label_and_has_its_prediction_until_then():
    at = scene("batch", with_digit())
    image = load_examples("mnist", "test").images[1] / 255
    data = payload(at, VIEW)
    assert data["label"] == trace_network(image, shipped_layers()).outputs.argmax()
    (asked,) = [each.key.partition("·")[0] for each in at.selectbox]
    at = choose(at, asked, 5)
    assert payload(at, VIEW)["label"] == 5
    assert not scene("batch").selectbox


@pytest.mark.parametrize("sizes", [(), (6,), (12, 5)], ids=str)
def test_ones_own_network_takes_the_step_whatever_its_layers(sizes):
    learner = with_digit()
    layers = initial_network(784, sizes, "relu", 10, seed=3)
    learner.network.own_layers = tuple((each.kernel, each.bias, each.activation) for each in layers)
    learner.network.use_own = True
    data = shown("gears", learner)
    assert data["weight"]["is_hidden"] is bool(sizes)
    neuron, unit = data["weight"]["neuron"], data["weight"]["unit"]
    assert data["weight"]["value"] == pytest.approx(float(layers[-1].kernel[neuron, unit]))
    assert shown("rate", learner)["trials"]["parameters"] == sum(
        layer.parameters for layer in layers
    )


def test_the_questions_lock_their_stage_and_know_the_wrong_answers():
    at = scene("still")
    assert not payload(at, VIEW)["open"]
    control(at, "guess_step.still").set_value(3).run()
    at.button(key="check_step.still").click().run()
    assert "Multiply the two ratios" in words(at)
    assert payload(at, VIEW)["open"]
    control(at, "guess_step.still").set_value(0).run()
    at.button(key="check_step.still").click().run()
    assert session(at).answers.correct["step.still"]
    assert not payload(scene("slope"), VIEW)["open"]
    at = scene("update")
    assert not payload(at, VIEW)["open"]
    at.button(key="answer_step.update_0").click().run()
    assert "the loss would rise" in words(at)
    assert payload(at, VIEW)["open"]


def test_explore_follows_any_weight_and_measures_its_slope():
    at = visit("step")
    assert errors(at) == []
    at = choose(at, "step_neuron", 36)
    at = choose(at, "step_class", 3)
    at = choose(at, "step_image", 1)
    assert errors(at) == []
    data, step = payload(at, "step_explore"), example_step()
    last = step.images[1].layers[-1]
    assert (data["chosen"], data["weight"]["neuron"], data["weight"]["unit"]) == (1, 36, 3)
    expected = last.inputs[36] * last.d_sums[3]
    assert data["weight"]["gradient"] == pytest.approx(expected)
    slopes, *_ = at.table
    measured = float(slopes.value.iloc[-1, -1].replace("−", "-"))
    assert measured == pytest.approx(expected, abs=1e-5)
    assert "check_step" in {button.key for button in at.button}
    for name in ("gears", "update", "rate"):
        assert payload(choose(at, "step_shown", name), "step_explore")["scene"] == name
