"""Presets, notices and the comparison of runs on the page Train."""

from dataclasses import replace

import pytest

from components.train.config_form import config_values
from components.train.config_words import changes_text
from components.ui.lesson_text import Lesson
from models.runtime import run_registry
from models.training.config import lesson_config
from models.training.config_text import SETTINGS
from models.training.presets import PRESETS
from tests.models.waiting import wait_until
from tests.pages.visit import control, errors, opened, send, session, visit, words
from tests.trainer import connected


def shown(at) -> dict:
    return {key: at.session_state[key] for key in config_values(lesson_config())}


LESSON = Lesson("train")


def labeled(at, label):
    (button,) = (each for each in at.button if each.label == label)
    return button


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_fills_in_its_settings_and_shows_what_to_watch_for(name):
    at = visit("train")
    control(at, "preset").set_value(name).run()
    assert errors(at) == []
    assert shown(at) == config_values(lesson_config(**PRESETS[name].settings))
    assert Lesson("train").format(f"preset {name}") in words(at)
    assert len(at.warning) == 0


def test_a_preset_after_another_leaves_nothing_of_the_first():
    at = visit("train")
    control(at, "preset").set_value("not_scaled").run()
    control(at, "preset").set_value("usual").run()
    assert shown(at) == config_values(lesson_config())


def without_experiment(at):
    return control(at, "preset").set_value(None).run()


def test_clearing_a_preset_restores_its_settings_but_not_the_learners():
    at = visit("train")
    control(at, "plan_seed").set_value(7).run()
    control(at, "plan_activation").set_value("sigmoid").run()
    control(at, "preset").set_value("not_scaled").run()
    control(at, "preset").set_value("too_high").run()
    control(at, "plan_epochs").set_value(9).run()
    assert "The experiment is gone" not in words(at)
    at = without_experiment(at)
    assert errors(at) == []
    assert shown(at) == config_values(lesson_config(seed=7, activation="sigmoid", epochs=9))
    assert "The experiment is gone" in words(at.run())
    assert "The experiment is gone" not in words(control(at, "plan_epochs").set_value(8).run())


def test_clearing_a_preset_of_a_link_restores_the_default_settings():
    at = opened("train", experiment="too_high", rate="3.0", optimizer="sgd", batch="100")
    assert "learning rate 3" in out_of_sight(at)
    assert shown(without_experiment(at)) == config_values(lesson_config())


def out_of_sight(at) -> str:
    return next((each.value for each in at.markdown if "Not the usual" in each.value), "")


@pytest.mark.parametrize("name", PRESETS)
def test_a_hidden_setting_that_is_not_at_its_default_is_named(name):
    at = visit("train")
    assert out_of_sight(at) == ""
    control(at, "preset").set_value(name).run()
    filled_in, usual = lesson_config(**PRESETS[name].settings), lesson_config()
    folded = {
        setting: getattr(filled_in, setting)
        for setting in SETTINGS
        if setting not in ("hidden_units", "activation", "epochs")
        and getattr(filled_in, setting) != getattr(usual, setting)
    }
    text = out_of_sight(at)
    assert text == (f"Not the usual settings: {changes_text(LESSON, folded)}." if folded else "")
    assert out_of_sight(without_experiment(at)) == ""


def test_a_setting_a_teacher_hid_is_named_too_if_it_is_not_at_its_default():
    at = opened("train", hide="units.activation.more", hidden_units="32", rate="0.5", l2="0.01")
    assert "hidden neurons 32, learning rate 0.5, L2 0.01." in out_of_sight(at)


@pytest.mark.parametrize(
    ("typed", "right", "words"), [(1e6, 100.0, "1,000,000 isn't"), (0.0, 1e-6, "it's 0.000001 now")]
)
def test_an_invalid_learning_rate_is_corrected(typed, right, words):
    at = visit("train")
    send(at, "plan_learning_rate", double_value=typed)
    assert control(at, "plan_learning_rate").value == shown(at)["plan_learning_rate"] == right
    assert any(words in each.value for each in at.caption)


def test_a_browsers_outdated_values_do_not_restore_old_settings():
    at = visit("train")
    # A remedy is pressed in a part of the page that runs alone; the page itself follows later.
    at.session_state["plan_learning_rate"] = 0.1
    send(at, "plan_learning_rate", double_value=3.0)  # under way since before the press
    assert at.session_state["plan_learning_rate"] == 0.1
    send(at, "plan_learning_rate", double_value=0.5)  # the learner's own, afterwards
    assert at.session_state["plan_learning_rate"] == 0.5


@pytest.fixture(scope="module")
def burst(trainer):
    """A session whose run exploded, and then the one its remedy started."""
    with connected(run_registry, trainer):
        at = visit("train")
        control(at, "preset").set_value("too_high").run()
        labeled(at, "Train").click().run()
        yield until_ended(at)


def until_ended(at):
    wait_until(lambda: run_registry.get(session(at).runs.current).ended, "the run ended")
    return at.run()


def test_a_run_that_diverged_is_explained_and_its_remedy_runs_at_one_press(burst):
    at = burst
    first = session(at).runs.current
    assert run_registry.get(first).state == "failed"
    assert any("diverged" in warning.value for warning in at.warning)
    assert at.button(key="why_exploding")  # leads to the scene that tells of it
    assert "side by side" not in words(at)
    assert {each.key for each in at.get("download_button")} == {"take curves.csv"}
    at.button(key="remedy_exploding").click().run()
    second = session(at).runs.current
    assert second != first
    config = run_registry.get(second).config
    assert config == lesson_config(**PRESETS["too_high"].settings | {"learning_rate": 0.1})
    assert shown(at) == config_values(config)
    until_ended(at).run()
    assert errors(at) == []
    assert run_registry.get(second).state == "finished"
    assert run_registry.get(second).seconds > 0

    # Then both are compared, and one of them is run again with one thing changed.
    assert [run.state for run in session(at).runs.ended] == ["failed", "finished"]
    assert "side by side" in words(at)
    (table,) = (each.value for each in at.markdown if each.value.startswith("| "))
    assert table.count("\n") == 3
    assert "| learning rate |" in table
    control(at, "again_setting").set_value("activation").run()
    labeled(at, "Only take its settings").click().run()
    assert session(at).runs.current == second
    assert shown(at) == config_values(config)

    # The lesson's own question: more units, or more layers?
    control(at, "again_setting").set_value("hidden_units").run()
    again = f"again_hidden_units_{session(at).runs.ended[-1].id}"
    control(at, again).set_value(2).run()
    control(at, f"{again}_1").set_value(32).run()
    labeled(at, "Only take its settings").click().run()
    units = session(at).runs.ended[-1].settings["hidden_units"]
    assert shown(at) == config_values(replace(config, hidden_units=(units[0], 32)))
    control(at, "again_setting").set_value("nothing").run()
    labeled(at, "Run it").click().run()
    third = session(at).runs.current
    assert run_registry.get(third).config == config
    run_registry.stop(third)


def test_the_session_has_runs_that_the_registry_has_dropped(burst):
    ended = session(burst).runs.ended
    assert len(ended) >= 2
    assert all(run.id and run.settings for run in ended)
