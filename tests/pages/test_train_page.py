import math
import sys
from collections import Counter

import numpy as np
import pytest

from components.state.controls import SEPARATOR
from components.train.config_form import HIDDEN_ACTIVATIONS, config_values
from models.data.datasets import load
from models.nn.network import predict
from models.nn.optimizers import OPTIMIZERS
from models.runtime import run_registry
from models.training.config import lesson_config
from models.training.split import split
from tests.models.waiting import wait_until
from tests.pages.visit import (
    captions,
    choose,
    control,
    errors,
    is_a_sentence,
    opened,
    pictures,
    run_until,
    send,
    session,
    turned,
    unchanged,
    visit,
    with_picture,
    words,
)
from tests.trainer import connected, worker_process


def train_button(at):
    (button,) = (each for each in at.button if each.label == "Train")
    return button


def settings(at):
    keys = sorted(key for key in at.session_state.keys() if key.startswith("plan_"))  # noqa: SIM118
    return {key: at.session_state[key] for key in keys}


def with_drawing():
    """The page Train, opened by a learner who has drawn something."""
    return with_picture("train")


# Nothing runs


def test_the_page_opens_without_a_trainer_and_shows_that_nothing_trains():
    at = visit("train")
    assert errors(at) == []
    assert "Nothing is training" in words(at)
    assert captions(at) == ["No trainer was started."]
    assert len(at.progress) == 0


@pytest.mark.parametrize("layers", [0, 1, 2, 3])
def test_every_hidden_layer_has_its_own_number_of_units(layers):
    at = choose(visit("train"), "plan_layers", layers)
    assert errors(at) == []
    names = Counter(each.key.partition(SEPARATOR)[0] for each in at.number_input)
    shown = Counter({name: times for name, times in names.items() if "units" in name})
    assert shown == Counter(f"plan_units_{layer}" for layer in range(layers))


def test_the_menus_offer_every_optimizer_and_every_activation_a_hidden_layer_can_have():
    at = visit("train")
    assert control(at, "plan_optimizer").options == list(OPTIMIZERS)
    assert control(at, "plan_activation").options == HIDDEN_ACTIVATIONS
    assert "relu" in HIDDEN_ACTIVATIONS
    assert "softmax" not in HIDDEN_ACTIVATIONS


def test_the_settings_survive_a_change_of_page():
    at = choose(visit("train"), "plan_layers", 2)
    control(at, "plan_epochs").set_value(3).run()
    control(at, "plan_optimizer").set_value("sgd").run()
    turned(turned(at, "home"), "train")
    assert control(at, "plan_layers").value == 2
    assert control(at, "plan_epochs").value == 3
    assert control(at, "plan_optimizer").value == "sgd"


# Absurd settings

FORGED = {
    "a billion epochs": ("plan_epochs", 10**9),
    "no epochs": ("plan_epochs", 0),
    "fewer epochs than none": ("plan_epochs", -1),
    "half an epoch": ("plan_epochs", 0.5),
    "true epochs": ("plan_epochs", True),
    "epochs that are nothing": ("plan_epochs", None),
    "a learning rate that is no number": ("plan_learning_rate", math.nan),
    "an endless learning rate": ("plan_learning_rate", math.inf),
    "a learning rate of zero": ("plan_learning_rate", 0.0),
    "a learning rate in words": ("plan_learning_rate", "fast"),
    "units in letters": ("plan_units_0", "abc"),
    "a billion units": ("plan_units_0", 10**9),
    "units that are not a number": ("plan_units_0", math.nan),
    "a list of units": ("plan_units_0", [128]),
    "a batch of nothing": ("plan_batch_size", 0),
    "a batch of a billion": ("plan_batch_size", 10**9),
    "more images than there are": ("plan_examples", 60_001),
    "fewer images than none": ("plan_examples", -5),
    "a seed below zero": ("plan_seed", -1),
    "a seed too large": ("plan_seed", 2**31),
    "99 hidden layers": ("plan_layers", 99),
    "hidden layers below zero": ("plan_layers", -1),
    "hidden layers that are nothing": ("plan_layers", None),
    "hidden layers in letters": ("plan_layers", "abc"),
    "hidden layers that are a list": ("plan_layers", [1]),
    "an unknown activation": ("plan_activation", "magic"),
    "an activation that is a dict": ("plan_activation", {}),
    "an unknown optimizer": ("plan_optimizer", "magic"),
    "an optimizer that is nothing": ("plan_optimizer", None),
}


@pytest.fixture
def pressed():
    """Press Train with a setting that no widget would send: the callback meets it as it is."""

    def press(at, key, value):
        # A script of its own, since a widget on the page would not let such a value stand.
        script = at.from_function(_press, default_timeout=60)
        for name, setting in settings(at).items():
            script.session_state[name] = setting
        script.session_state["learner"] = session(at)
        if value is KeyError:
            del script.session_state[key]
        else:
            script.session_state[key] = value
        script.run()
        assert not script.exception, script.exception[0].stack_trace
        return turned(at, "train")

    return press


def _press():
    from components.train import config_form

    config_form._start()


def assert_nothing_was_started(at, before, chosen):
    (sentence,) = errors(at)
    assert is_a_sentence(sentence)
    assert sentence.startswith("Nothing was started. ")
    assert session(at).runs.current == ""
    assert "run" not in at.query_params
    assert (
        run_registry.status().state == "unavailable"
    )  # the first run of all would have started it
    assert unchanged(at, before)
    assert settings(at) == chosen


@pytest.mark.parametrize("name", FORGED)
def test_an_invalid_setting_starts_nothing_and_changes_nothing(name, pressed):
    at = with_drawing()
    before, chosen = pictures(at), settings(at)
    assert_nothing_was_started(pressed(at, *FORGED[name]), before, chosen)


@pytest.mark.parametrize("key", ["plan_layers", "plan_units_0", "plan_epochs", "plan_seed"])
def test_a_missing_setting_starts_nothing_and_changes_nothing(key, pressed):
    at = with_drawing()
    before, chosen = pictures(at), settings(at)
    assert_nothing_was_started(pressed(at, key, KeyError), before, chosen)


@pytest.mark.parametrize("choice", [[], ["abc"], ["0", "1"]], ids=str)
def test_a_choice_of_layers_forged_in_the_message_that_presses_train_breaks_nothing(choice):
    at = with_drawing()
    before = pictures(at)
    send(at, "plan_layers", string_array_value=choice)
    assert errors(at) == []
    assert unchanged(at, before)
    assert train_button(at)


# Links


@pytest.mark.parametrize(
    "link", ["forged", "", "../../etc/passwd", "<script>alert(1)</script>", "x" * 5000, ["a", "b"]]
)
def test_a_link_to_no_run_is_reported_in_a_sentence_and_removed(link):
    at = opened("train", run=link)
    assert errors(at) == []
    messages = [each.value for each in (*at.info, *at.warning)]
    assert len(messages) == bool(link)
    assert all(is_a_sentence(sentence.replace("**", "")) for sentence in messages)
    assert not at.run().query_params.get("run")
    assert session(at).runs.current == ""


# A run


@pytest.fixture(scope="module")
def training(trainer):
    with connected(run_registry, trainer):
        yield


def small_run(at, epochs=1):
    control(at, "plan_epochs").set_value(epochs)
    control(at, "plan_units_0").set_value(16)
    control(at, "plan_examples").set_value(2000)
    at.run()
    train_button(at).click().run()
    return at


def ended(at):
    return "This network is yours now" in words(at)


def recording(at):
    return (
        bool(run_registry.get(session(at).runs.current).frames)
        and "training_view" in at.session_state
    )


def button(at, key):
    return at.button(key=key)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot halt a process")
def test_a_worker_that_hangs_is_reported_on_the_page_and_the_curve_stays(training):
    at = small_run(visit("train"), epochs=100)
    run_until(at, lambda at: len(at.progress) and at.progress[0].value > 2, "it is under way")
    run = session(at).runs.current
    process = worker_process(run_registry)
    known = len(run_registry.get(run).history)
    process.suspend()
    try:
        run_until(at, says_it_hangs, "the page says so")
        assert is_a_sentence(run_registry.get(run).message)
        assert len(run_registry.get(run).history) >= known
    finally:
        if process.is_running():
            process.resume()
    run_until(at, lambda at: not says_it_hangs(at), "all is well again")
    run_registry.stop(run)


def says_it_hangs(at):
    return any("doesn't answer" in info.value for info in at.info)


@pytest.fixture(scope="module")
def trained(training):
    """A session whose run has ended, with the texts its page showed meanwhile."""
    at = small_run(with_drawing())
    assert errors(at) == []
    assert len(at.progress) == 1
    assert at.query_params["run"] == session(at).runs.current
    return run_until(at, ended, "the run ended")


def test_a_finished_run_shows_its_state_and_accuracy(trained):
    view = run_registry.get(session(trained).runs.current)
    assert view.state == "finished"
    assert view.config == lesson_config(hidden_units=(16,), epochs=1, examples=2000)
    assert captions(trained)[0] == "Finished: epoch 1 of 1, batch 16 of 16"
    assert f"{view.history.validation_accuracy[-1]:.2%}" in words(trained)


def test_the_trained_network_is_the_learners_own_and_as_accurate_as_shown(trained):
    current = session(trained)
    assert current.network.use_own
    assert [kernel.shape for kernel, _, _ in current.network.own_layers] == [(784, 16), (16, 10)]
    view = run_registry.get(current.runs.current)
    _, validation = split(load("mnist"), view.config)
    predicted = predict(validation.images / 255, view.layers).argmax(axis=1)
    right = (predicted == validation.labels).mean()
    assert right == pytest.approx(view.history.validation_accuracy[-1], abs=2e-4)
    for (kernel, bias, _), layer in zip(current.network.own_layers, view.layers, strict=True):
        np.testing.assert_array_equal(kernel, layer.kernel)
        np.testing.assert_array_equal(bias, layer.bias)


def test_a_run_cannot_be_changed_by_another_learner_with_its_link(trained):
    at = opened("train", run=session(trained).runs.current)
    assert session(at).network.own_run == session(trained).runs.current
    for kernel, bias, _ in session(at).network.own_layers:
        assert not kernel.flags.writeable
        assert not bias.flags.writeable


def test_a_reload_finds_the_run_again_by_its_link(trained):
    at = opened("train", run=session(trained).runs.current)
    assert errors(at) == []
    assert ended(at)


def test_an_ended_run_can_be_neither_paused_nor_stopped(trained):
    assert not {"pause", "resume", "stop"} & {each.key for each in trained.button}


@pytest.mark.parametrize(
    ("setting", "value"),
    [("epochs", 1e9), ("epochs", 0.0), ("learning_rate", math.nan), ("batch_size", 1e300)],
)
def test_a_setting_forged_in_the_message_that_presses_train_is_never_what_runs(
    training, setting, value
):
    at = with_drawing()
    before = pictures(at)
    train_button(at).click()
    send(at, f"plan_{setting}", double_value=value)
    messages, run_id = errors(at), session(at).runs.current
    # Streamlit puts a legal value in the place of the forged one; should it stop, we refuse it.
    if messages:
        assert is_a_sentence(messages[0])
        assert run_id == ""
    else:
        config = run_registry.get(run_id).config
        assert getattr(config, setting) == control(at, f"plan_{setting}").value
        assert getattr(config, setting) != value
        run_registry.stop(run_id)
    assert unchanged(at, before)


def test_a_run_shows_its_progress_is_paused_resumed_and_stopped(training):
    at = small_run(with_drawing(), epochs=100)
    before = pictures(at)
    run_until(at, recording, "its first numbers came")
    assert at.progress[0].text.startswith("Running: epoch ")
    assert "of 1,600" in at.progress[0].text
    button(at, "pause").click().run()
    assert at.progress[0].text.startswith("Paused: epoch ")
    assert button(at, "resume")
    button(at, "resume").click().run()
    assert at.progress[0].text.startswith("Running: epoch ")
    button(at, "stop").click().run()
    run_until(at, ended, "it stopped")
    assert captions(at)[0].startswith("Stopped: epoch ")
    assert session(at).network.own_layers
    assert unchanged(at, before)


def test_the_other_pages_stay_usable_while_a_run_trains(training):
    at = small_run(with_drawing(), epochs=100)
    run_id = session(at).runs.current
    for page in ("network", "dense", "draw"):
        turned(at, page)
        assert errors(at) == []
    turned(at, "train")
    assert session(at).runs.current == run_id
    assert len(at.progress) == 1
    run_until(at, recording, "its first numbers came")
    button(at, "stop").click().run()
    run_until(at, ended, "it stopped")


def test_a_learners_new_run_replaces_the_old_one(training):
    at = small_run(with_drawing(), epochs=100)
    first = session(at).runs.current
    train_button(at).click().run()
    second = session(at).runs.current
    assert second != first
    assert at.query_params["run"] == second
    button(at, "stop").click().run()
    ended = lambda: all(run_registry.get(run).ended for run in (first, second))  # noqa: E731
    wait_until(ended, "both runs ended")
    assert run_registry.get(first).state == "stopped"


def test_a_run_that_diverges_is_reported_in_a_sentence_and_has_no_network(training):
    at = with_drawing()
    at = choose(at, "plan_layers", 3)
    control(at, "plan_activation").set_value("linear")
    control(at, "plan_optimizer").set_value("sgd")
    control(at, "plan_learning_rate").set_value(100.0)
    small_run(at)
    wait_until(lambda: run_registry.get(session(at).runs.current).ended, "the run ended")
    view = run_registry.get(session(at).runs.current)
    at.run()
    assert view.state == "failed"
    (sentence,) = errors(at)
    assert sentence.startswith("The loss is no longer a number")
    assert session(at).network.own_layers == ()


# Validation images


def test_the_last_10_000_training_images_are_validation_unless_the_learner_says_otherwise():
    at = visit("train")
    assert control(at, "plan_validation").value == 10_000
    assert control(at, "plan_examples").value == 50_000
    assert config_values(lesson_config()).items() <= settings(at).items()


@pytest.mark.parametrize(("validation", "examples"), [(0, 60_000), (20_000, 40_000)])
def test_all_other_images_train_the_network_as_long_as_the_learner_wants_all(validation, examples):
    at = visit("train")
    control(at, "plan_validation").set_value(validation).run()
    assert control(at, "plan_examples").value == examples


def test_fewer_training_images_stay_as_many_as_long_as_validation_leaves_them():
    at = visit("train")
    control(at, "plan_examples").set_value(45_000).run()
    control(at, "plan_validation").set_value(5000).run()
    assert control(at, "plan_examples").value == 45_000
    control(at, "plan_validation").set_value(20_000).run()
    assert control(at, "plan_examples").value == 40_000


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ({}, (50_000, 10_000)),
        ({"images": "12000"}, (12_000, 10_000)),
        ({"images": "55000"}, (50_000, 10_000)),
        ({"images": "60000"}, (50_000, 10_000)),
        ({"images": "60000", "validation": "0"}, (60_000, 0)),
        ({"validation": "5000"}, (50_000, 5000)),
    ],
    ids=repr,
)
def test_an_old_link_gets_the_pages_validation_images(link, expected):
    at = opened("train", scene="40", **link)
    shown = tuple(control(at, f"plan_{each}").value for each in ("examples", "validation"))
    assert shown == expected
