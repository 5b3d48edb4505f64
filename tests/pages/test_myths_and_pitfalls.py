"""The pages of myths and pitfalls: first the answer, then the output of real Keras."""

from functools import cache

import numpy as np
import pytest

from components.myths.gradient import RIGHT as FOLDED_BACK
from components.myths.registry import MYTHS
from components.nav.navigation import CONTENTS
from components.pitfalls.registry import NAMES, PITFALLS
from components.questions.prediction import split_question
from components.scripts.script_runs import mark_of
from components.state.session import Answers, RemoteRequest, Session
from components.ui.lesson_text import COMMON, sections
from models.exercises.scripts import SCRIPTS, source
from models.nn.dense import packed_layers
from models.nn.network import shipped_layers
from models.tasks.run_snippet import run_snippet
from models.tasks.script_process import run
from models.training.keras_check import fingerprint as mark_of_data
from tests.pages.visit import (
    choose,
    control,
    errors,
    event,
    is_a_sentence,
    send,
    session,
    visit,
    words,
)

PAGES = {entry.name for entry in CONTENTS}


@cache
def said_by(script):
    """Return the result of a quick script, as a worker would."""
    text = source(script)
    if "load_data" in text:  # seconds of training; tests/models/exercises/test_scripts.py runs it
        ran = {"said": [("printed", "answers for one picture: (28, 1)")], "error": "", "line": None}
        return ran | {"seconds": 1.0, "ran_at": 0.0}
    return run(text) | {"ran_at": 0.0}


def shipped(script):
    return {knob.name: knob.choices[0] for knob in SCRIPTS[script]}


def after(*scripts, **guesses):
    """Return the session of a learner who has answered, and has run these scripts."""
    made = Session(
        answers=Answers(
            given={place.replace("__", "."): [guess] for place, guess in guesses.items()}
        )
    )
    for script in scripts:
        made.requests[script] = RemoteRequest(mark_of(shipped(script)), result=said_by(script))
    return made


def view(at, script):
    """Return the payload of the widget that shows a script."""
    return at.get_by_key(f"script_{script}").proto


def runs(at):
    return [button for button in at.button if (button.key or "").startswith("run_")]


def links(at):
    return [link.proto.page for link in at.page_link]


def turn(at, key, value):
    return choose(at, key, value)


# Pitfalls


def test_every_pitfall_first_shows_only_the_wrong_code_and_a_question():
    at = visit("pitfalls")
    for pitfall in PITFALLS:
        turn(at, "pitfall", pitfall)
        assert errors(at) == []
        assert runs(at) == []
        view(at, f"pitfalls/{pitfall}/wrong")
        with pytest.raises(KeyError):
            view(at, f"pitfalls/{pitfall}/fixed")


def test_every_answered_pitfall_shows_both_programs_settings_and_a_button():
    at = visit("pitfalls", after(**{f"pitfalls__{name}": 0 for name in PITFALLS}))
    for pitfall in PITFALLS:
        turn(at, "pitfall", pitfall)
        assert errors(at) == []
        assert [button.label for button in runs(at)] == ["Run both"]
        assert len(at.selectbox) >= 1
        for name in NAMES:
            view(at, f"pitfalls/{pitfall}/{name}")


@pytest.mark.parametrize("pitfall", PITFALLS)
def test_a_pitfalls_outcome_is_one_of_four_options_and_its_page_exists(pitfall):
    _, options = split_question(sections("pitfalls")[f"predict {pitfall}"])
    assert len(options) == len(set(options)) == 4
    assert 0 <= PITFALLS[pitfall].outcome < 4
    assert PITFALLS[pitfall].page in PAGES


def after_both_shapes():
    """Return the page with the input shape's pitfall answered, and both programs run."""
    at = visit(
        "pitfalls",
        after(
            "pitfalls/input_shape/wrong",
            "pitfalls/input_shape/fixed",
            pitfalls__input_shape=0,
        ),
    )
    turn(at, "pitfall", "input_shape")
    return at


def test_once_both_programs_have_run_the_answer_is_compared_and_a_page_linked():
    at = after_both_shapes()
    assert errors(at) == []
    assert COMMON.format("your answer", answer="an error: the argument no longer exists") in words(
        at
    )
    assert COMMON.format("the truth", truth="a warning, and a network that works") in words(at)
    assert [button.label for button in runs(at)] == ["Run both again"]
    assert "network" in links(at)


def test_another_setting_removes_the_old_result():
    at = after_both_shapes()
    control(at, "knob_pitfalls/input_shape_shape").set_value("(32, 32, 3)").run()
    assert errors(at) == []
    assert [button.label for button in runs(at)] == ["Run both"]
    assert sections("pitfalls")["changed"] in [each.value for each in at.info]


@pytest.mark.parametrize("forged", ["import os", "", "keras.layers.Flatten() #"])
def test_a_forged_setting_or_pitfall_is_never_run(forged):
    at = visit("pitfalls", after(pitfalls__flatten_forgotten=1))
    send(at, "knob_pitfalls/flatten_forgotten_flat", string_value=forged)
    assert errors(at) == []
    send(at, "pitfall", string_array_value=[forged])
    assert errors(at) == []


@pytest.mark.parametrize(
    ("page", "guess", "button"),
    [
        ("pitfalls", "pitfalls__flatten_forgotten", "run_pitfalls/flatten_forgotten"),
        ("myths", "myths__values", "run_myths/values"),
    ],
)
def test_without_a_trainer_the_page_shows_that_in_a_sentence(page, guess, button):
    at = visit(page, after(**{guess: 1}))
    at.button(key=button).click().run()
    assert errors(at) == []
    assert at.warning
    assert all(is_a_sentence(each.value) for each in at.warning)


# Myths


def test_no_myth_shows_its_test_before_it_is_judged():
    at = visit("myths")
    for myth in MYTHS:
        turn(at, "myth", myth)
        assert errors(at) == []
        assert runs(at) == []


def test_every_myth_shows_its_test_after_it_is_judged():
    at = visit("myths", after(**{f"myths__{myth}": 0 for myth in MYTHS}))
    for myth in MYTHS:
        turn(at, "myth", myth)
        assert errors(at) == []
        assert len(runs(at)) == 1


def test_any_pixel_is_shown_before_and_after_flatten_and_a_forged_one_is_not():
    at = visit("myths", after(myths__values=2))
    event(at, "values_cell_3", chosen=[2, 0])
    assert at.code[0].value == "picture[2, 0] = 7\nvector[6] = 7"
    for forged in ([3, 0], [-1, 0], [True, 0], ["2", 0], [1], "x"):
        event(at, "values_cell_3", chosen=forged)
        assert errors(at) == []
        assert at.code[0].value == "picture[1, 1] = 5\nvector[4] = 5"


def test_a_pixel_in_color_has_its_three_values_side_by_side_in_the_vector():
    at = visit("myths", after(myths__values=2))
    choose(at, "picture_color", "RGB")
    lines = at.code[0].value.splitlines()
    assert [line.partition(" = ")[0] for line in lines[1::2]] == [
        "vector[12]",
        "vector[13]",
        "vector[14]",
    ]


def test_the_result_on_the_values_is_about_the_learners_image():
    made = after(myths__values=0)
    given = {"given": {"picture": np.float32(made.drawing.image)}}
    made.requests["myths/values"] = RemoteRequest(
        mark_of_data(given), result=run_snippet("myths/values", **given)
    )
    at = visit("myths", made)
    assert "9 of 9 values are the same, not even copied" in words(at)
    assert "from (1, 3, 3) to (1, 9)" in words(at)
    choose(at, "picture_size", "8×8")
    assert "values are the same" not in words(at)


@pytest.mark.parametrize("units", [1, 4, 8])
def test_the_result_on_the_connections_counts_them_for_the_chosen_units(units):
    made = after(myths__edges=1)
    given = {"given": {"units": units}}
    made.requests["myths/edges"] = RemoteRequest(
        mark_of_data(given), result=run_snippet("myths/edges", **given)
    )
    at = visit("myths", made)
    turn(at, "myth", "edges")
    control(at, "edges_units").set_value(units).run()
    assert errors(at) == []
    assert f"counts {10 * units} parameters: {9 * units} weights and {units} biases" in words(at)
    choose(at, f"edges_of_{units}", 0)
    assert "Neuron 0 alone still has 9 connections" in words(at)


def test_the_result_on_the_axes_has_the_shape_the_parameters_and_the_errors():
    names = MYTHS["axes"].scripts
    made = after(*names, myths__axes=0)
    late = {"said": [], "error": "ValueError", "line": 1, "seconds": 1.0, "ran_at": 0.0}
    made.requests["myths/axes/late"].result = late
    at = visit("myths", made)
    turn(at, "myth", "axes")
    assert errors(at) == []
    assert "The output of Dense was (None, 28, 28, 10), with 20 parameters" in words(at)
    assert (
        "stopped with a ValueError, and the mean squared error trained on (28, 1) outputs"
        in words(at)
    )
    assert "Correct answer: **it depends" in words(at)


def test_the_result_on_the_gradient_is_about_the_learners_image_and_label():
    made = after(myths__gradient=FOLDED_BACK)
    made.drawing.choose("28×28", "gray")
    made.drawing.draw(np.random.default_rng(0).integers(0, 256, (28, 28), dtype=np.uint8))
    made.network.prepare = False
    given = {
        "given": {"picture": np.float32(made.drawing.image), "label": 3},
        "layers": packed_layers(shipped_layers()),
    }
    found = run_snippet("myths/gradient", **given)
    made.requests["myths/gradient"] = RemoteRequest(mark_of_data(given), result=found)
    at = visit("myths", made)
    turn(at, "myth", "gradient")
    assert "values are equal" not in words(at)  # the label is another
    choose(at, "gradient_label", 3)
    assert errors(at) == []
    assert "With the label 3, 784 of 784 values are equal to the last bit" in words(at)
    assert session(at).answers.correct["myths.gradient"] is True
