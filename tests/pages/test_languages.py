"""A learner reads every page in their language, and two learners in two at the same time."""

import json
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs

import numpy as np
import pytest

from components.nav.navigation import CONTENTS, TOLD
from components.state.session import Answers, Session
from components.teach.plans import in_chosen_language
from components.ui.lesson_text import COMMON, scene_names
from components.ui.question_text import parse_question
from models.languages import LANGUAGES, ORIGINAL, in_language
from models.texts import (
    PLACEHOLDER,
    LearnerError,
    Sentence,
    entries_of,
    sections,
    sections_in,
    sentence,
)
from tests.pages.visit import (
    ANSWERED,
    address,
    choose_language,
    errors,
    opened,
    scribble,
    session,
    turned,
    visit,
    words,
)

TRANSLATIONS = LANGUAGES[1:]
HEADING = re.compile(r"^#+ .+$", re.MULTILINE)


def reader_of(language: str, lesson: str = "", scene: int | None = None) -> Session:
    """A learner who chose a language, at a scene of a lesson."""
    learner = Session(answers=Answers(given=dict(ANSWERED)))
    learner.display.language = language
    if scene is not None:
        learner.scenes.numbers[lesson] = scene
    return learner


def headings(language: str, lesson: str) -> set[str]:
    """The headings of a lesson's sections in a language."""
    return {
        each for text in sections_in(language, lesson).values() for each in HEADING.findall(text)
    }


def text_of(at) -> str:
    """Everything a learner reads on a page."""
    kinds = (at.markdown, at.caption, at.info, at.warning, at.error, at.title, at.expander)
    return "\n".join(
        str(getattr(each, "value", None) or each.label) for kind in kinds for each in kind
    )


@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("name", [entry.name for entry in CONTENTS])
def test_every_page_and_scene_is_in_its_readers_language(name, language):
    numbers = range(1, len(scene_names(name)) + 1) if name in TOLD else [None]
    foreign = headings(ORIGINAL, name) - headings(language, name)
    for number in numbers:
        at = visit(name, reader_of(language, name, number))
        assert errors(at) == []
        text = text_of(at)
        assert not PLACEHOLDER.search(text), text
        assert not foreign & set(HEADING.findall(text)), number
        with in_language(language):
            assert [each.value for each in at.title] == [sections(name)["title"]]


def test_who_chooses_a_language_keeps_the_drawing_the_answers_and_the_scene():
    at = opened("flatten", scene="3")
    learner = session(at)
    learner.drawing.draw(scribble(learner.drawing.levels))
    learner.answers.given["flatten.change"] = [1]
    drawn, scene = learner.drawing.levels.copy(), learner.scenes.numbers["flatten"]
    in_english = words(at)
    at = choose_language(at, "es")
    assert words(at) != in_english
    assert address(at)["lang"] == "es"
    assert np.array_equal(session(at).drawing.levels, drawn)
    assert session(at).answers.given["flatten.change"] == [1]
    assert (session(at).scenes.numbers["flatten"], scene) == (3, 3)
    at = choose_language(at, "en")
    assert words(at) == in_english
    assert address(at)["lang"] == "en"


def test_a_link_decides_the_language_and_keeps_it_on_the_next_page():
    at = opened("home", lang="es")
    assert [each.value for each in at.title] == [sections_in("es", "home")["title"]]
    at = turned(at, "draw")
    assert [each.value for each in at.title] == [sections_in("es", "draw")["title"]]
    assert address(at)["lang"] == "es"
    assert session(at).scenes.numbers["draw"] == 1  # a language alone means no other scene


def test_a_browser_decides_where_neither_a_link_nor_the_learner_has(monkeypatch):
    headers = {"accept-language": "fr, es-MX;q=0.8, en;q=0.5"}
    monkeypatch.setattr("streamlit.runtime.context.ContextProxy.headers", headers)
    at = opened("home")
    assert [each.value for each in at.title] == [sections_in("es", "home")["title"]]
    assert "lang" not in address(at)  # whoever gets the link has a browser of their own
    at = opened("home", lang="en")
    assert [each.value for each in at.title] == [sections_in("en", "home")["title"]]


def test_a_language_that_is_not_there_is_named_in_a_sentence():
    at = opened("home", lang="xx")
    assert "en, es" in at.warning[0].value


def test_learners_of_two_languages_by_turns_never_read_each_others():
    visits = {language: visit("home", reader_of(language)) for language in LANGUAGES}
    for name in ("draw", "glossary"):
        for language in LANGUAGES:
            with in_language(language):  # in which AppTest compares what its menus show
                at = visits[language] = turned(visits[language], name)
            assert [each.value for each in at.title] == [sections_in(language, name)["title"]]


def test_threads_of_two_languages_at_once_never_read_each_others(monkeypatch):
    reader = threading.local()
    monkeypatch.setattr("models.languages._sources", [lambda: reader.language])
    begin = threading.Barrier(4)

    def read(language: str) -> bool:
        reader.language = language
        begin.wait()
        return all(
            entries_of("common", "labels")["menu"] == menu[language]
            and parse_question("home", "puzzle")[0] == asked[language]
            for _ in range(2_000)
        )

    menu = {"en": "Menu", "es": "Menú"}
    asked = {each: sections_in(each, "home")["ask puzzle"].partition("\n")[0] for each in menu}
    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(read, ["en", "es"] * 2))


def test_a_sentence_that_another_thread_made_is_read_in_the_readers_language():
    with ThreadPoolExecutor(1) as pool:
        made = pool.submit(sentence, "run refused", reason=Sentence("empty file")).result()
    with in_language("es"):
        spanish = entries_of("errors")
        expected = spanish["run refused"].replace("[[reason]]", spanish["empty file"])
        assert str(made) == f"{made}" == expected != made
        error = LearnerError("link value", name="lang", allowed=LearnerError("allowed switch"))
        assert spanish["allowed switch"] in str(error)
    assert json.loads(json.dumps(made)) == str(made)


def test_links_of_a_plan_have_the_language_that_the_teacher_chose(monkeypatch):
    learner = Session()
    monkeypatch.setattr("components.teach.plans.current_session", lambda: learner)
    plan = "[1](dense?scene=2) [2](ticket) [3](https://example.org/a) [4](./?scene=1)"
    assert in_chosen_language(plan) == plan
    learner.display.language = "es"
    links = re.findall(r"\]\(([^)]*)\)", in_chosen_language(plan))
    languages = [parse_qs(link.partition("?")[2]).get("lang") for link in links]
    assert languages == [["es"], ["es"], None, ["es"]]


def test_each_language_has_its_own_name_in_the_menu():
    names = []
    for language in LANGUAGES:
        with in_language(language):
            names.append(COMMON.label("language name"))
    assert len(set(names)) == len(LANGUAGES)
