"""Forged links: the page says so in one sentence, or takes what is sound, and nothing breaks."""

from itertools import cycle, islice

import numpy as np
import pytest

from components.shell.url_fields import URL_FIELDS
from components.shell.url_state import FREE, KINDS
from models.sharing.url_codec import from_query
from tests.hostile.links import FORGED, TEXTS
from tests.pages.visit import errors, is_a_sentence, opened, session

PLACES = {"weights": "dense", "units": "dense", "chain": "build", "picture": "draw"}
ON_THE_PAGE = 5  # of each value's forgeries, others for each, as one session opens one link


def refusal(name: str, text: str) -> str:
    """What a link with that value is told; "" where it is sound."""
    try:
        from_query({name: text}, KINDS, FREE)
    except ValueError as problem:
        return str(problem)
    return ""


@pytest.mark.parametrize("name", URL_FIELDS)
def test_a_forged_value_is_refused_in_a_sentence_or_is_sound(name):
    told = [refusal(name, text) for text in TEXTS.values()]
    assert any(told)
    assert all(is_a_sentence(each) for each in told if each)


@pytest.mark.parametrize("name", URL_FIELDS)
def test_a_forged_link_says_one_sentence_on_its_page_or_is_sound(name):
    page, first = PLACES.get(name, "glossary"), ON_THE_PAGE * list(URL_FIELDS).index(name)
    fresh = opened(page)
    for what in islice(cycle(TEXTS), first, first + ON_THE_PAGE):
        at = opened(page, **{name: TEXTS[what]})
        assert errors(at) == [], what
        assert all(is_a_sentence(each.value.replace("**", "")) for each in at.warning), what
        assert len(at.warning) <= 1 + (name == "chain"), what  # the workbench has no trainer here
        assert np.array_equal(session(at).drawing.levels, session(fresh).drawing.levels), what


def test_the_corpus_forges_every_value_of_a_link():
    assert {name for name, _ in FORGED} == set(URL_FIELDS)
    assert len(FORGED) > 500
