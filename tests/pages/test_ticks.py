"""Ticks in the menu: a page has one once the last answer to each of its questions was right."""

import re

import pytest

from components.nav.navigation import CONTENTS, TOLD
from components.nav.progress import EXIT, question_keys, questions_of_test
from components.recall.objective_test import OBJECTIVES
from components.state.control_defaults import EXIT_TEST, START_TEST
from components.state.session import Answers, Session
from components.ui.lesson_text import Lesson, scene_names
from components.ui.question_text import ASK, OTHER, parse_options, parse_question
from models.exercises.program_order import LINES, START
from tests.pages.visit import (
    EXPLORE,
    at_scene,
    choose,
    control,
    errors,
    event,
    opened,
    payload,
    send,
    session,
    visit,
)

QUESTIONS = {
    lesson: [key for key in question_keys(lesson) if ASK + key in Lesson(lesson).sections]
    for lesson in TOLD
}
UNASKED = {"glossary", "cheatsheet", "worksheet", "ticket"}


def has_tick(at, page):
    title = next(entry.title for entry in CONTENTS if entry.name == page)
    named = re.compile(rf"(\d+ · )?{re.escape(title)}( ✓)?")
    (found,) = {each[2] for link in at.page_link if (each := named.fullmatch(link.proto.label))}
    return bool(found)


def give(at, lesson, key, *, right):
    """Answer a scene's question."""
    place = f"{lesson}.{key}"
    if place == "train.program":  # the stage itself asks
        order = list(range(len(LINES))) if right else list(START)
        return event(at, "program_order", checked={"order": order, "serial": 1})
    options = parse_question(lesson, key)[1]
    number = next(i for i, each in enumerate(options) if each.is_right == right)
    if OTHER not in [each.text for each in options]:
        return control(at, f"answer_{place}_{number}").click().run()
    control(at, f"guess_{place}").set_value(int(options[number].text))
    return control(at, f"check_{place}").click().run()


def go(at, lesson, number):
    session(at).scenes.numbers[lesson] = number
    return at.run()


def is_asked(at, lesson, key):
    asked = (f"answer_{lesson}.{key}_0", f"guess_{lesson}.{key}")
    if f"{lesson}.{key}" == "train.program":
        asked = ("program_order",)
    return any(getattr(each, "key", None) and each.key.startswith(asked) for each in at._tree)


@pytest.mark.parametrize("lesson", TOLD)
def test_a_lesson_in_scenes_is_ticked_by_right_answers_alone_also_after_a_reload(lesson):
    *before, last = QUESTIONS[lesson]
    at = at_scene(lesson, 1)
    for number in range(1, len(scene_names(lesson))):
        at = go(at, lesson, number)
        for key in before:
            if is_asked(at, lesson, key):
                at = give(give(at, lesson, key, right=False), lesson, key, right=True)
        if is_asked(at, lesson, last):
            break
    assert set(session(at).answers.correct) == {f"{lesson}.{key}" for key in before}
    assert not has_tick(at, lesson)
    at = control(at, f"skip_{lesson}.{last}").click().run()
    assert not has_tick(at, lesson), "it was skipped"
    at = give(at, lesson, last, right=False)
    assert not has_tick(go(at, lesson, EXPLORE), lesson), "it was answered wrongly, and left"
    at = give(go(at, lesson, number), lesson, last, right=True)
    assert has_tick(at, lesson)
    assert errors(at) == []
    for scene in (number, EXPLORE):
        assert has_tick(reloaded(at, lesson, scene), lesson)


def reloaded(at, page, scene):
    """A new session of the same tab."""
    kept = payload(at, "tab_memory")["stored"]
    return event(opened(page, scene=str(scene)), "tab_memory", stored=kept)


def test_a_page_without_scenes_is_ticked_by_right_answers_alone():
    answers = Answers(given={"build.goal": [0]}, correct={"build.goal": False})
    at = visit("build", Session(answers=answers))
    at = send(at, "guess_build.parameters", double_value=7850.0)
    at = control(at, "keep_build.parameters").click().run()
    at = keep_choice(at, "build.no flatten", 0)
    assert not has_tick(at, "build")
    at = control(at, "reopen_build.no flatten").click().run()
    at = keep_choice(at, "build.no flatten", 2)
    assert not has_tick(at, "build"), "its goal is not reached"
    answers.correct["build.goal"] = True  # as Keras found; tests/pages/test_build_page.py
    at.run()
    assert has_tick(at, "build")
    assert has_tick(reloaded(at, "build", 1), "build")


def keep_choice(at, question, option):
    control(at, f"guess_{question}").set_value(option).run()
    return control(at, f"keep_{question}").click().run()


def test_recall_is_ticked_by_its_question_and_the_exit_test_and_keeps_both_tests():
    at = visit("recall", Session())
    at = send(at, "guess_recall.shape", string_value="784")
    at = control(at, "keep_recall.shape").click().run()
    at = take(at, START_TEST, mistakes=0)
    assert not has_tick(at, "recall")
    at = take(at, EXIT_TEST, mistakes=1)
    assert not has_tick(at, "recall")
    at = control(at, "again_exit").click().run()
    at = take(at, EXIT_TEST, mistakes=0)
    assert has_tick(at, "recall")
    again = reloaded(at, "recall", 1)
    assert has_tick(again, "recall")
    assert session(again).answers.given == session(at).answers.given


def take(at, which, *, mistakes):
    choose(at, "recall_test", which)
    for number, objective in enumerate(OBJECTIVES):
        options = parse_options(Lesson("recall").sections[f"{which} {objective}"])[1]
        is_right = number >= mistakes
        wanted = next(i for i, each in enumerate(options) if each.is_right == is_right)
        choose(at, f"{which}_{objective}", wanted)
    return control(at, f"hand_in_{which}").click().run()


def test_every_other_page_with_questions_is_ticked_by_right_answers_and_one_without_never():
    learner = Session()
    for entry in CONTENTS:
        for key in (*question_keys(entry.name), *questions_of_test(entry.name, EXIT)):
            learner.answers.given[f"{entry.name}.{key}"] = [0]
            learner.answers.correct[f"{entry.name}.{key}"] = True
    at = visit("glossary", learner)
    assert {entry.name for entry in CONTENTS if not has_tick(at, entry.name)} == UNASKED
    learner.answers.correct = dict.fromkeys(learner.answers.correct, False)
    at = visit("glossary", learner)
    assert not [entry.name for entry in CONTENTS if has_tick(at, entry.name)]
