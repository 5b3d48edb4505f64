"""The scene that has the program's lines brought into order."""

import json

import pytest

from components.nav.progress import wrong_answers
from components.state.session import Session
from components.ui.question_text import parse_question
from models.exercises.program_order import FIT, LINES, START, VERDICTS
from tests.pages.visit import at_scene, errors, event, opened, payload, session, words

SCENE = 8
VIEW = "program_order"
PLACE = "train.program"
RIGHT = list(range(len(LINES)))


def opened_scene(learner: Session | None = None):
    return at_scene("train", SCENE, learner)


def checked(at, order: object):
    at = event(at, VIEW, checked={"order": order, "serial": 1})
    assert errors(at) == []
    return at


def told(verdict: str) -> str:
    return parse_question("train", "program")[1][VERDICTS.index(verdict)].feedback


def test_the_lines_begin_in_a_wrong_order_with_nothing_underlined():
    at = opened_scene()
    assert errors(at) == []
    shown = payload(at, VIEW)
    assert tuple(shown["order"]) == START
    assert (shown["stopped"], shown["error"], shown["isRight"]) == (None, "", False)


def test_a_wrong_order_names_what_goes_wrong_first_and_the_right_one_counts():
    at = checked(opened_scene(), list(START))
    shown = payload(at, VIEW)
    assert (shown["stopped"], shown["isRight"]) == (FIT, False)
    assert shown["error"] == "NameError: name 'network' is not defined"
    assert told("no network") in words(at)
    assert wrong_answers(session(at), "train") == ("program",)
    at = checked(at, RIGHT)
    shown = payload(at, VIEW)
    assert (shown["order"], shown["isRight"], shown["stopped"]) == (RIGHT, True, None)
    assert told("right") in words(at)
    assert session(at).answers.correct[PLACE]


def test_shown_the_right_order_counts_only_once_it_was_checked():
    at = opened_scene().button(key=f"skip_{PLACE}").click().run()
    assert payload(at, VIEW)["order"] == RIGHT
    assert PLACE not in session(at).answers.correct
    assert session(checked(at, RIGHT)).answers.correct[PLACE]


@pytest.mark.parametrize(
    "order", [None, "x", [0, 1], [0, 0, 1, 2, 3, 4], ["import os"] * 6], ids=str
)
def test_a_forged_order_changes_nothing(order):
    at = checked(opened_scene(), order)
    assert tuple(payload(at, VIEW)["order"]) == START
    assert PLACE not in session(at).answers.given


@pytest.mark.parametrize("sent", [None, 3, "text", [1]], ids=str)
def test_a_forged_event_changes_nothing(sent):
    at = event(opened_scene(), VIEW, checked=sent)
    assert errors(at) == []
    assert session(at).answers.given == {}


def test_an_order_comes_back_after_a_reload_and_is_judged_anew():
    at = opened("train", scene=str(SCENE))
    kept = {"guesses": {PLACE: [[0, 1], list(START), RIGHT]}, "outcomes": {PLACE: False}}
    at = event(at, "tab_memory", stored=json.dumps(kept))
    assert errors(at) == []
    assert session(at).answers.given[PLACE] == [START, tuple(RIGHT)]
    assert session(at).answers.correct[PLACE]
    assert payload(at, VIEW)["isRight"]


def test_where_questions_are_hidden_the_lines_stand_in_order():
    at = opened("train", scene=str(SCENE), hide="questions")
    assert errors(at) == []
    assert payload(at, VIEW)["order"] == RIGHT
    assert payload(at, VIEW)["isRight"]
