"""A lesson told in scenes: which one a link opens, and what becomes of an answer."""

import json

import numpy as np
import pytest

from components.nav.navigation import TOLD
from components.nav.progress import is_done, question_keys, wrong_answers
from components.scenes.question import Question
from components.state.session import Session
from components.ui.lesson_text import Lesson, sections
from components.ui.question_text import ASK, OTHER, parse_question
from models.nn.arrays import shape_text
from models.nn.flatten import trace_flatten
from tests.pages.visit import (
    at_scene,
    control,
    errors,
    event,
    opened,
    pictures,
    session,
    turned,
    unchanged,
    with_picture,
    words,
)

LAST = 10  # scenes of *Flatten*
RIGHT = {"change": 1, "index": 0, "color": 10, "batch": 0, "weights": 0}


def at_number(number, learner=None):
    return at_scene("flatten", number, learner)


def scene(at):
    return session(at).scenes.shown


def linked(at):
    """The scene that the address names."""
    named = dict(at.query_params.items()).get("scene")
    return named[-1] if isinstance(named, list) else named


def answer(at, key, option):
    return at.button(key=f"answer_flatten.{key}_{option}").click().run()


def write(at, key, number):
    control(at, f"guess_flatten.{key}").set_value(number).run()
    return at.button(key=f"check_flatten.{key}").click().run()


# Links


@pytest.mark.parametrize(
    ("query", "opens"),
    [
        ({}, 1),
        ({"present": "1"}, 1),
        ({"scene": "1"}, 1),
        ({"scene": "5"}, 5),
        ({"scene": "40"}, LAST),
        ({"size": "28"}, LAST),
        ({"hide": "order"}, LAST),
        ({"present": "1", "order": "column by column"}, LAST),
        ({"scene": "4", "size": "28"}, 4),
    ],
    ids=str,
)
def test_a_link_opens_the_scene_it_names_or_what_it_meant_before_there_were_any(query, opens):
    at = opened("flatten", **query)
    assert errors(at) == []
    assert scene(at) == opens


@pytest.mark.parametrize("number", ["0", "-1", "41", "x", "1.5", ""])
def test_a_link_to_a_scene_that_cannot_be_says_so_and_opens_the_first(number):
    at = opened("flatten", scene=number)
    assert len(at.warning) == 1
    assert scene(at) == 1


def test_the_link_names_every_scene_and_none_on_a_page_without():
    at = opened("flatten").run()
    assert linked(at) == "1"
    at = event(at, "scene_bar", turn={"scene": 3, "lesson": "flatten"})
    assert linked(at) == "3"
    at = turned(at, "glossary")
    assert linked(at) is None
    at = turned(at, "flatten")
    assert linked(at) == "3"


def test_a_link_to_another_page_opens_no_lesson_at_its_last_scene():
    at = turned(opened("weights", units="7"), "flatten")
    assert scene(at) == 1


@pytest.mark.parametrize(
    "turn",
    [
        {"scene": 0, "lesson": "flatten"},
        {"scene": LAST + 1, "lesson": "flatten"},
        {"scene": True, "lesson": "flatten"},
        {"scene": 2.0, "lesson": "flatten"},
        {"scene": 2, "lesson": "dense"},
        {"scene": 2},
        [2],
        2,
        None,
    ],
    ids=str,
)
def test_a_forged_turn_turns_nothing(turn):
    at = event(at_number(4), "scene_bar", turn=turn)
    assert errors(at) == []
    assert scene(at) == 4


# Scenes


@pytest.mark.parametrize("number", range(1, LAST + 1))
def test_every_scene_opens_with_its_own_words_and_one_title(number):
    at = at_number(number)
    assert errors(at) == []
    assert [title.value for title in at.title] == [sections("flatten")["title"]]
    told = [text for name, text in sections("flatten").items() if name.startswith("scene ")]
    assert [told.index(text) + 1 for text in told if text in words(at)] == [number]


@pytest.mark.parametrize(("size", "color"), [("3×3", "gray"), ("8×8", "RGB"), ("28×28", "gray")])
def test_ones_own_digit_is_drawn_on_28_by_28_whatever_pad_was_chosen(size, color):
    before = pictures(with_picture("draw", size, color))
    learner = Session()
    learner.drawing.choose(size, color)
    learner.drawing.pictures |= before
    at = at_number(9, learner)
    assert errors(at) == []
    assert (session(at).drawing.pad, session(at).drawing.color) == ("28×28", "gray")
    assert unchanged(at, before)


# Questions


def test_the_right_answers_are_those_that_flatten_computes():
    trace = trace_flatten(np.arange(1, 10).reshape(3, 3))
    row, column = trace.pixel_of(5)
    assert right("index") == f"row {row}, column {column}"
    assert right("color") == str(trace_flatten(np.zeros((3, 3, 3))).index_of(1, 0, 1))
    images = np.zeros((32, 28, 28))
    flat = np.stack([trace_flatten(image).vector for image in images])
    assert right("batch") == shape_text(flat.shape)


def right(key):
    (option,) = [option for option in parse_question("flatten", key)[1] if option.is_right]
    return option.text


@pytest.mark.parametrize("lesson", TOLD)
def test_every_answer_of_a_question_is_told_why_and_one_is_right(lesson):
    asked = [section for section in sections(lesson) if section.startswith(ASK)]
    assert asked
    for key in (section.removeprefix(ASK) for section in asked):
        text, options = parse_question(lesson, key)
        assert "?" in text, key
        assert [option.is_right for option in options].count(True) == 1, key
        assert all(option.feedback for option in options), key
        numbers = [option.text.isdigit() for option in options if option.text != OTHER]
        assert all(numbers) == (OTHER in [option.text for option in options]), key


def test_a_wrong_answer_has_its_sentence_and_a_hint_and_the_next_one_counts():
    at = answer(at_number(3), "index", 1)
    assert session(at).answers.given == {"flatten.index": [1]}
    assert wrong_answers(session(at), "flatten") == ("index",)
    assert "**Not quite.** That's the answer if you read down the columns." in words(at)
    assert sections("flatten")["hint index"] in words(at)
    at = answer(at, "index", 0)
    assert session(at).answers.given == {"flatten.index": [1, 0]}
    assert wrong_answers(session(at), "flatten") == ()
    assert "**Correct.**" in words(at)
    assert sections("flatten")["hint index"] not in words(at)
    assert all(control(at, f"answer_flatten.index_{each}").disabled for each in range(4))


def test_usual_wrong_numbers_are_known_and_any_other_is_told_how_to_begin():
    at = write(at_number(5), "color", 12)
    assert "That's the index if all reds come first" in words(at)
    at = write(at, "color", 7)
    assert "Count the pixels before it" in words(at)
    at = write(at, "color", 10)
    assert "**Correct.**" in words(at)
    assert session(at).answers.given == {"flatten.color": [12, 7, 10]}


def test_without_a_number_one_is_asked_for():
    at = at_number(5)
    at = at.button(key="check_flatten.color").click().run()
    assert [warning.value for warning in at.warning] == ["Choose or write an answer first."]
    assert session(at).answers.given == {}


def test_the_stage_waits_for_an_answer_or_for_who_wants_to_be_shown():
    question, lesson = Question("index"), Lesson("flatten")
    at = at_number(3)
    assert stage_target(at) == 0
    shown = at.button(key="skip_flatten.index").click().run()
    assert session(shown).answers.given == {}
    assert stage_target(shown) == 9
    assert stage_target(answer(at_number(3), "index", 2)) == 9
    assert question.key in question_keys(lesson.name)


def stage_target(at):
    return json.loads(control(at, "flatten_stage").proto.json)["target"]


def test_a_lesson_is_ticked_when_every_question_was_answered_right_in_the_end():
    learner = Session()
    for key, option in RIGHT.items():
        assert not is_done(learner, "flatten")
        learner.answers.given[f"flatten.{key}"] = [2, option]
        learner.answers.correct[f"flatten.{key}"] = True
    assert is_done(learner, "flatten")
    learner.answers.correct["flatten.index"] = False
    assert not is_done(learner, "flatten")


def test_the_last_right_answer_ticks_the_menu_at_once():
    learner = Session()
    for key, option in RIGHT.items():
        if key != "index":
            learner.answers.given[f"flatten.{key}"] = [option]
            learner.answers.correct[f"flatten.{key}"] = True
    at = at_number(3, learner)
    assert "2 · Flatten ✓" not in labels(at)
    at = answer(at, "index", RIGHT["index"])
    assert "2 · Flatten ✓" in labels(at)


def labels(at):
    return [link.proto.label for link in at.page_link]


def test_answers_in_scenes_come_back_after_a_reload_if_they_can_be_such():
    kept = {
        "flatten.index": [1, 0],
        "flatten.color": [12],
        "flatten.batch": [9, "x", [1, 2], -1],
    }
    told = {"flatten.index": False, "flatten.color": True, "flatten.batch": True}
    at = opened("flatten", scene="3")
    at = event(at, "tab_memory", stored=json.dumps({"guesses": kept, "outcomes": told}))
    assert errors(at) == []
    assert session(at).answers.correct["flatten.index"] is True
    for number in (5, 6):
        at = event(at, "scene_bar", turn={"scene": number, "lesson": "flatten"})
        assert errors(at) == []
    assert session(at).answers.given == {"flatten.index": [1, 0], "flatten.color": [12]}
    assert session(at).answers.correct == {"flatten.index": True, "flatten.color": False}


def test_what_was_answered_wrongly_in_a_scene_is_linked_to_recall():
    at = turned(answer(at_number(3), "index", 1), "recall")
    assert any("Which pixel becomes `vector[5]`?" in label for label in labels(at))


def test_where_questions_are_hidden_nothing_waits():
    at = opened("flatten", scene="3", hide="questions")
    assert errors(at) == []
    assert stage_target(at) == 9
    assert "Which pixel becomes" not in words(at)
