import ast
import json
from functools import cache

import pytest

from components.build import keras_shapes
from components.build.goal import LIMITS
from components.build.model_editor import report_payload
from components.build.presets import preset_stack
from components.build.training import REQUEST
from components.nav.progress import is_done
from components.scripts.script_runs import mark_of
from components.state.session import RemoteRequest, Session
from components.ui.lesson_text import COMMON, Lesson, sections
from models.exercises.five_lines import LINES, SCRIPT, settings_of
from models.sequential.model import from_text, to_text
from models.sequential.presets import FIRST, INPUTS, MODEL_PRESETS
from models.sequential.shape_report import model_report
from models.tasks.build_model import build_model
from tests.pages.visit import (
    control,
    draw,
    errors,
    event,
    is_a_sentence,
    scribble,
    send,
    session,
    turned,
    visit,
    words,
)

LESSON = Lesson("build")


@cache
def keras_report(text: str) -> dict:
    return build_model(text)


@pytest.fixture(autouse=True)
def no_reports(monkeypatch):
    """Begin each test without reports; there is no trainer, so tests store them."""
    monkeypatch.setattr(keras_shapes, "reports", {})


def opened(text: str = FIRST):
    """Return the page with a stack whose report is known."""
    text = to_text(from_text(text))
    keras_shapes.store_report(text, keras_report(text))
    keras_shapes.store_report(FIRST, keras_report(FIRST))
    at = visit("build")
    return with_stack(at, text) if text != FIRST else at


def with_stack(at, text: object):
    return event(at, "chain_view", stack={"text": text, "serial": 1})


def code(at) -> str:
    (block,) = at.code
    return block.value


def infos(at) -> list[str]:
    return [each.value for each in at.info]


def train_button(at):
    return at.button(key="train_chain")


def test_without_a_trainer_the_page_opens_and_shows_that_no_task_can_run():
    at = visit("build")
    assert errors(at) == []
    assert [each.value for each in at.warning] == ["No trainer was started."]
    assert train_button(at).disabled
    assert "Dense(128" in code(at)
    at.button(key="ask_chain").click().run()
    assert [each.value for each in at.warning] == ["No trainer was started."]


def test_the_two_questions_are_compared_with_what_happens():
    at = opened()
    control(at, "guess_build.parameters").set_value(7840).run()
    at.button(key="keep_build.parameters").click().run()
    control(at, "guess_build.no flatten").set_value(2).run()
    at.button(key="keep_build.no flatten").click().run()
    assert errors(at) == []
    assert COMMON.format("the truth", truth="7,850") in words(at)
    assert COMMON.label("correct") + " Dense works on the last axis" in words(at)
    found = model_report(
        from_text(preset_stack("smallest")), keras_report(preset_stack("smallest"))
    )
    assert found.parameters == 7850


def test_a_built_stack_stays_in_the_session_and_is_shown_as_code():
    at = opened("28x28,Reshape:28x28x1,Conv2D:4:3,Flatten,Dense:10")
    assert errors(at) == []
    assert "keras.layers.Reshape((28, 28, 1))" in code(at)
    assert "keras.layers.Conv2D(4, kernel_size=3)" in code(at)
    ast.parse(code(at))
    turned(turned(at, "home"), "build")
    assert session(at).workbench.stack.startswith("28x28,Reshape:28x28x1,Conv2D:4:3:1:valid:linear")
    assert not train_button(at).disabled


@pytest.mark.parametrize("name", MODEL_PRESETS)
def test_every_preset_is_loaded_with_its_text(name):
    at = opened()
    keras_shapes.store_report(preset_stack(name), keras_report(preset_stack(name)))
    control(at, "chain_preset").set_value(name).run()
    assert errors(at) == []
    assert session(at).workbench.stack == preset_stack(name)
    assert session(at).workbench.revision == (0 if name == "hidden" else 1)
    assert sections("build")[f"preset {name}"] in words(at)


def test_a_stack_of_ones_own_is_no_preset():
    at = opened("784,Dense:10")
    assert control(at, "chain_preset").value is None
    assert not any(sections("build")[f"preset {name}"] in words(at) for name in MODEL_PRESETS)


@pytest.mark.parametrize(
    "text",
    [None, 3, [], {"a": 1}, "", "28x28,Lambda", "28x28,__import__('os')", "28x28" * 500,
     "28x28,Dense:1e9", "28x28" + ",Flatten" * 13, "99999x99999"],
    ids=lambda text: str(text)[:20],
)  # fmt: skip
def test_a_forged_stack_changes_nothing_and_is_refused_in_a_sentence(text):
    at = with_stack(opened(), text)
    assert errors(at) == []
    assert session(at).workbench.stack == FIRST
    assert is_a_sentence(session(at).errors["chain_view"])
    with_stack(at, "28x28x1,Flatten")
    assert "chain_view" not in session(at).errors


@pytest.mark.parametrize("event_of", [None, 3, "text", [1]], ids=str)
def test_a_forged_event_changes_nothing(event_of):
    at = event(opened(), "chain_view", stack=event_of)
    assert errors(at) == []
    assert session(at).workbench.stack == FIRST


OBSTACLES = {
    "28x28,Conv2D,Flatten,Dense:10": "Fix the layer",
    "28x28x1,Dense:10:softmax": "the loss can't compare",
    "32x32x3,Flatten,Dense:10": "not (32, 32, 3)",
    "28x28,Flatten": "no parameters",
    "784,Dense:10000,Dense:1000,Dense:10": "17,861,010 parameters is easy",
}


@pytest.mark.parametrize(("text", "reason"), OBSTACLES.items())
def test_a_stack_that_cannot_be_trained_shows_why_and_its_button_is_disabled(text, reason):
    at = opened(text)
    assert reason in infos(at)[-1]
    assert train_button(at).disabled
    assert "keras.Input" in code(at)


def test_training_without_a_trainer_shows_that_there_is_none():
    at = opened()
    assert infos(at) == []
    train_button(at).click().run()
    assert errors(at) == []
    assert [each.value for each in at.warning] == ["No trainer was started."]
    assert "Trained: `Flatten()` → `Dense(128" in words(at)


@pytest.mark.parametrize(
    ("key", "value"),
    [("chain_images", 10**9), ("chain_images", 1.5), ("chain_epochs", 0), ("chain_seed", -1),
     ("chain_epochs", None)],
)  # fmt: skip
def test_forged_settings_start_no_training(key, value):
    at = send(opened(), key, **({} if value is None else {"double_value": value}))
    assert all(is_a_sentence(each) for each in errors(at))
    if errors(at):
        assert train_button(at).disabled


EPOCHS = tuple(
    {"progress": n / 2, "epoch": n, "loss": 1 / n, "accuracy": 0.5 + n / 10, "validation_loss": 0.9,
     "validation_accuracy": 0.71 + n / 100, "seconds": 1.25 * n, "answer": [0.05] * 8 + [0.5, 0.1]}
    for n in (1, 2)
)  # fmt: skip


@pytest.mark.parametrize("error", ["", "You stopped this."])
def test_the_curves_and_the_prediction_stay_when_a_training_ended_or_was_stopped(error):
    at = opened()
    request = RemoteRequest(FIRST, error=error, result=None if error else True)
    request.reports = ({"progress": 0.1}, *EPOCHS)
    session(at).requests[REQUEST] = request
    at.run()
    assert errors(at) == []
    assert [each.value for each in at.metric] == ["2", "73.0%", "0.900", "2.5"]
    assert [each.value for each in at.warning] == [error] * bool(error)
    assert "classifies your drawing as **8** (probability 50.0%)" in words(at)
    figure = json.loads(at.get("plotly_chart")[0].proto.spec)
    assert next(line["y"] for line in figure["data"]) == [1.0, 0.5]


def test_only_a_drawn_image_is_sent_with_the_training(monkeypatch):
    sent = []
    monkeypatch.setattr("components.build.training.submit", lambda *asked: sent.append(asked))
    at = opened()
    train_button(at).click().run()
    turned(at, "draw")
    draw(at, scribble(session(at).drawing.levels))
    train_button(turned(at, "build")).click().run()
    (_, _, name, without), (_, _, _, own) = sent
    assert name == "train_model"
    assert without["image"] is None
    assert own["image"].shape == (28, 28)
    assert own["settings"] == {"images": 5000, "epochs": 5, "seed": 0, "max_shift": 0}


# What the browser is sent


@pytest.mark.parametrize(
    "text",
    [*(preset_stack(name) for name in MODEL_PRESETS), *INPUTS, "28x28x1,Reshape:10x10,Dense:4"],
)
def test_the_payload_has_plain_numbers_and_explained_errors(text):
    full = to_text(from_text(text))
    data = json.loads(
        json.dumps(report_payload(LESSON, model_report(from_text(full), keras_report(full))))
    )
    assert data["stack"] == full
    assert len(data["layers"]) == len(from_text(full).layers)
    for layer in data["layers"]:
        assert bool(layer["message"]) == bool(layer["explanation"]) == (layer["state"] == "error")
        assert (layer["bytes"] is not None) == (layer["state"] == "ok")
    assert bool(data["loss"]["message"]) == bool(data["loss"]["explanation"])
    assert "[[" not in json.dumps(data)


def test_integers_that_are_not_exact_in_a_browser_are_left_out():
    text = "28x28,Conv2D,Reshape:10000000x10000000x10000000,Flatten,Dense:10"
    full = to_text(from_text(text))
    data = report_payload(LESSON, model_report(from_text(full), keras_report(full)))
    assert data["layers"][2]["shape"] == [None]
    assert data["layers"][3]["parameters"] is None


def test_reports_are_shared_and_the_oldest_is_dropped(monkeypatch):
    monkeypatch.setattr(keras_shapes, "MAX_REPORTS", 3)
    for units in range(1, 6):
        keras_shapes.store_report(f"784,Dense:{units}:linear", keras_report(FIRST))
    assert len(keras_shapes.reports) == 3
    assert keras_shapes.known_report("784,Dense:5:linear") is not None
    assert keras_shapes.known_report("784,Dense:1:linear") is None


# The goal

RIGHT = (2, 2, 1, 1, 2)
PRINTED = "parameters: {parameters}\nvalidation accuracy: {accuracy}%"


def result(parameters="50,890", accuracy="94.5", more=(), error=""):
    """What the program's process reports."""
    said = [("printed", PRINTED.format(parameters=parameters, accuracy=accuracy)), *more]
    return {"said": said, "error": error, "line": None, "seconds": 2.0, "ran_at": 0.0}


def with_lines(answer, found):
    """A learner who chose lines that Keras has run."""
    learner = Session()
    learner.answers.given["build.goal"] = [answer]
    settings = settings_of(answer)
    learner.requests[SCRIPT] = RemoteRequest(mark_of(settings), result=found)
    at = visit("build", learner)
    for line in LINES:
        at.session_state[f"goal_{line.name}"] = settings[line.name]
    at.run()
    assert errors(at) == []
    return at


MISSED = {
    "goal runs": ((0, 2, 1, 1, 2), result(error="ValueError", more=[("error", "ValueError: no")])),
    "goal is_quiet": ((2, 2, 1, 1, 3), result(more=[("warning", "UserWarning: twice")])),
    "goal has_few_parameters": ((2, 0, 1, 1, 2), result(parameters="101,770")),
    "goal is_accurate": ((2, 1, 1, 1, 2), result(accuracy="91.9")),
}


def test_the_goal_is_reached_once_keras_has_trained_the_lines_without_a_word():
    at = with_lines(RIGHT, result())
    assert "✗" not in words(at)
    assert session(at).answers.correct["build.goal"]


@pytest.mark.parametrize(("missed", "lines"), MISSED.items())
def test_what_the_lines_lack_for_the_goal_is_named(missed, lines):
    at = with_lines(*lines)
    said = LESSON.label(missed, **LIMITS.get(missed.removeprefix("goal "), {}))
    assert f"✗ {said}" in words(at)
    assert session(at).answers.correct["build.goal"] is False


def test_what_keras_says_is_explained_beside_the_lines():
    error = ("error", "ValueError: Dimensions must be equal, but are 50 and 10")
    at = with_lines((2, 2, 1, 1, 0), result(more=[error], error="ValueError"))
    assert "Mean squared error subtracts each label" in words(at)


def test_a_low_accuracy_is_explained_by_the_line_that_makes_it():
    assert LESSON.format("cause no activation") in words(with_lines(*MISSED["goal is_accurate"]))
    at = with_lines((2, 2, 2, 2, 2), result(accuracy="10.0"))
    assert LESSON.format("cause no softmax") in words(at)
    assert LESSON.format("cause rate too high") in words(at)
    assert LESSON.format("cause no activation") not in words(at)


def test_checking_submits_the_chosen_lines_and_keeps_them_as_an_answer():
    at = visit("build")
    assert "build.goal" not in session(at).answers.correct
    at.button(key="check_goal").click().run()
    assert session(at).answers.given["build.goal"] == [(0, 0, 0, 0, 0)]
    assert session(at).requests[SCRIPT].error == "No trainer was started."
    assert "build.goal" not in session(at).answers.correct


def test_an_answer_that_the_tab_stored_is_judged_again_when_the_page_opens():
    learner = Session()
    learner.answers.given["build.goal"] = [RIGHT]
    learner.answers.correct["build.goal"] = True  # as the tab says, which may be forged
    learner.answers.unverified = {"build.goal"}
    at = visit("build", learner)
    assert "build.goal" not in session(at).answers.correct
    assert session(at).requests[SCRIPT].subject == mark_of(settings_of(RIGHT))
    session(at).requests[SCRIPT] = RemoteRequest(mark_of(settings_of(RIGHT)), result=result())
    at.run()
    assert session(at).answers.correct["build.goal"]


@pytest.mark.parametrize("answer", [1, "x", (0, 0), (2, 2, 1, 1, 4), (2, 2, 1, 1, -1)])
def test_what_is_no_choice_of_five_lines_is_dropped(answer):
    learner = Session()
    learner.answers.given["build.goal"] = [answer]
    learner.answers.correct["build.goal"] = True
    learner.answers.unverified = {"build.goal"}
    at = visit("build", learner)
    assert errors(at) == []
    assert session(at).answers.given == {}
    assert not session(at).answers.correct
    assert SCRIPT not in session(at).requests


def test_the_workbench_is_ticked_when_the_goal_is_reached_and_its_questions_are_answered_right():
    learner = Session()
    learner.answers.correct = {"build.parameters": True, "build.no flatten": True}
    assert not is_done(learner, "build")
    learner.answers.correct["build.goal"] = True
    assert is_done(learner, "build")
    learner.answers.correct["build.parameters"] = False
    assert not is_done(learner, "build")
