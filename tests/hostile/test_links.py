"""Forged links: the page says so in one sentence, or takes what is sound, and nothing breaks."""

import numpy as np
import pytest

from components.linked import LINKED
from tests.hostile.links import FORGED, TEXTS
from tests.pages.visit import errors, is_a_sentence, notebook, opened

PLACES = {"weights": "dense", "units": "dense", "chain": "build", "picture": "draw"}


@pytest.mark.parametrize("name", LINKED)
def test_a_forged_link_says_one_sentence_or_is_sound(name):
    fresh = opened(PLACES.get(name, "glossary"))
    for what, text in TEXTS.items():
        at = opened(PLACES.get(name, "glossary"), **{name: text})
        assert errors(at) == [], what
        assert all(is_a_sentence(each.value.replace("**", "")) for each in at.warning), what
        assert len(at.warning) <= 1 + (name == "chain"), what  # the workbench has no trainer here
        assert all("Traceback" not in each.value for each in at.warning), what
        assert np.array_equal(notebook(at).levels, notebook(fresh).levels), what


def test_the_corpus_forges_every_value_of_a_link():
    assert {name for name, _ in FORGED} == set(LINKED)
    assert len(FORGED) > 500
