"""Terms of the glossary: marked once in a lesson, where it first uses them, and nowhere else."""

import re
from collections import Counter

import pytest

from components.ui.glossary_terms import definitions, mark_terms
from components.ui.lesson_text import PLACEHOLDER, lesson_names, sections
from models.languages import LANGUAGES, in_language
from tests.pages.visit import visit, without_terms

MARK = re.compile(r'<button type="button" class="term" popovertarget="([^"]*)" title="([^"]*)">')


def marked_sections(lesson):
    """Yield each section without gaps, as its lesson has it and with its terms."""
    for section, text in sections(lesson).items():
        if not PLACEHOLDER.search(text):
            yield text, mark_terms(lesson, section)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lesson", lesson_names())
def test_a_lesson_marks_a_term_once_and_changes_no_other_letter(lesson, language):
    found = Counter()
    with in_language(language):
        sections_here = list(marked_sections(lesson))
    for text, marked in sections_here:
        places = [place for place, _ in MARK.findall(marked)]
        assert re.findall(r'<div popover class="term-entry" id="([^"]*)">', marked) == places
        assert without_terms(marked) == text
        found.update(places)
    assert set(found.values()) <= {1}


def test_nearly_every_term_is_marked_in_some_lesson():
    marked = {
        title
        for lesson in lesson_names()
        for _, text in marked_sections(lesson)
        for _, title in MARK.findall(text)
    }
    assert len(marked) > 0.7 * len(definitions())


def test_no_heading_code_or_link_is_marked():
    for lesson in lesson_names():
        for _, marked in marked_sections(lesson):
            lines = marked.splitlines()
            assert not [line for line in lines if line.startswith("#") and "<button" in line]
            pieces = re.findall(r"`[^`\n]*`|\[[^\]\n]*\]\([^)\n]*\)", marked)
            assert not [piece for piece in pieces if "button" in piece]


def test_the_name_of_a_page_is_not_marked():
    assert "*Backpropagation* trains one" in mark_terms("beyond", "convolution")


def test_a_term_is_found_in_the_plural_and_at_a_sentences_beginning():
    marked = mark_terms("beyond", "scene sequence")
    assert ">Transformers</button>" in marked
    assert ">Recurrent</button>" in marked


def test_a_term_is_found_in_the_forms_that_the_glossary_of_its_language_names():
    with in_language("es"):
        marked = mark_terms("experiments", "about pooling")
        assert f"**convolución** · {definitions()['convolución']}" in marked
        assert ">capa densa</button>" in mark_terms("flatten", "scene change")
    assert ">convoluciones</button>" in marked
    assert "(convoluciones)" not in marked


def test_values_of_learners_are_never_read_as_html():
    """Only a section without gaps may hold HTML, and its text is the lesson's own."""
    at = visit("weights")
    allowed = [each for each in at.markdown if each.proto.allow_html]
    assert allowed
    own = list(sections("weights").values())
    assert all(without_terms(each.value) in own for each in allowed)
