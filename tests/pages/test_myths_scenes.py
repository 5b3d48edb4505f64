"""Myth or fact in scenes: each claim is judged first, and what real Keras finds decides it."""

import numpy as np
import pytest

from components.drawing.digits import PAD, example_digit
from components.myths.claims import CLAIMS, TOLERANCE
from components.nav.progress import is_done
from components.state.session import RemoteRequest, Session
from components.ui.lesson_text import COMMON, Lesson
from components.ui.question_text import parse_question
from models.data.datasets import load_examples
from models.data.image_files import as_digit
from models.exercises.scripts import source
from models.nn.dense import packed_layers
from models.nn.network import shipped_layers
from models.tasks.run_snippet import run_snippet
from models.training.keras_check import fingerprint
from tests.pages.visit import at_scene, errors, payload, session

LESSON = Lesson("myths")
NAMES = list(CLAIMS)
MYTHS = {"changes", "single", "vector", "blocked"}


def scene(name: str, learner: Session | None = None):
    at = at_scene("myths", NAMES.index(name) + 1, learner)
    assert errors(at) == []
    return at


def right_option(name: str) -> int:
    _, options = parse_question("myths", name)
    return next(number for number, option in enumerate(options) if option.is_right)


def answered(name: str, digit: np.ndarray | None = None) -> Session:
    """A learner who has judged a claim, and whose program Keras has run."""
    learner = Session()
    given = {"given": {}}
    if name in ("changes", "shuffled", "blocked"):
        given = {"given": {"picture": np.float32(example_digit() if digit is None else digit)}}
    if name == "single":
        given = {"given": {"units": 4}}
    if name == "blocked":
        given["given"]["label"] = 7
        given["layers"] = packed_layers(shipped_layers())
    learner.answers.given[f"myths.{name}"] = [right_option(name)]
    learner.answers.correct[f"myths.{name}"] = True
    result = run_snippet(CLAIMS[name].snippet, **given)
    learner.requests[f"claim_{name}"] = RemoteRequest(fingerprint(given), result=result)
    return learner


@pytest.mark.parametrize("name", NAMES)
def test_the_right_answer_is_the_one_that_keras_finds_and_its_numbers_are_shown(name):
    learner = answered(name)
    data = payload(scene(name, learner), "claim_view")
    expected = "false" if name in MYTHS else "true"
    assert data["verdict"] == expected
    assert data["code"] == source(CLAIMS[name].snippet).rstrip()
    _, options = parse_question("myths", name)
    assert options[right_option(name)].text.startswith(expected)
    result = learner.requests[f"claim_{name}"].result
    assert data["text"] == LESSON.format(f"found {name}", **CLAIMS[name].gaps(result))


def test_four_myths_are_mixed_with_true_statements():
    assert len(MYTHS) == 4
    assert len(NAMES) - len(MYTHS) >= 3
    assert NAMES[0] in MYTHS
    assert NAMES[1] not in MYTHS


@pytest.mark.parametrize("name", NAMES)
def test_nothing_runs_before_a_claim_is_judged_and_the_run_begins_with_the_answer(name):
    at = scene(name)
    data = payload(at, "claim_view")
    assert (data["verdict"], data["text"]) == ("", LESSON.label("judge first"))
    assert not session(at).requests
    wrong = 1 - min(1, right_option(name))
    at = at.button(key=f"answer_myths.{name}_{wrong}").click().run()
    assert errors(at) == []
    assert payload(at, "claim_view")["text"] == "No trainer was started."
    assert COMMON.label("ask again") in [button.label for button in at.button]
    at = at.button(key=f"again_{name}").click().run()
    assert payload(at, "claim_view")["text"] == "No trainer was started."


def test_the_claims_about_a_digit_are_about_the_learners_own():
    drawn = load_examples("mnist", "test").images[1]
    learner = answered("changes", as_digit(drawn / 255))
    learner.drawing.choose(*PAD)
    learner.drawing.draw(drawn)
    data = payload(scene("changes", learner), "claim_view")
    assert data["text"].startswith("784 of 784 values are the same")
    session_of_example = answered("changes")
    session_of_example.drawing.choose(*PAD)
    session_of_example.drawing.draw(drawn)
    assert payload(scene("changes", session_of_example), "claim_view")["verdict"] == ""


def test_the_verdict_follows_what_keras_found_and_not_the_text():
    found = {"same_values": 700, "shapes": ((1, 28, 28), (1, 784))}
    assert CLAIMS["changes"].holds(found)
    assert not CLAIMS["collapse"].holds({"difference": 0.1, "largest": 1.0})
    assert CLAIMS["shuffled"].holds({"difference": TOLERANCE, "largest": 1.0})
    assert CLAIMS["blocked"].holds({"at_image": np.zeros((28, 28))})
    assert not CLAIMS["nothing"].holds({"parameters": 784})


def test_the_lesson_is_ticked_by_its_scenes_alone():
    learner = Session()
    for name in NAMES:
        assert not is_done(learner, "myths")
        learner.answers.given[f"myths.{name}"] = [right_option(name)]
        learner.answers.correct[f"myths.{name}"] = True
    assert is_done(learner, "myths")
