import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from components.remote.keras_check import format_difference
from components.state.session import RemoteRequest, Session
from components.ui.lesson_text import COMMON
from models.nn.dense import random_layer, trace_dense
from models.training.keras_check import Comparison, check_dense
from tests.pages.visit import errors, is_a_sentence, session, visit

TRACE = trace_dense(np.arange(1, 10.0), random_layer(9, 4, "relu", seed=0, digits=2))


def _page():
    import streamlit as st

    from components.remote.keras_check import same_as_keras

    same_as_keras("dense", st.session_state["check"])


def page(asked: RemoteRequest | None) -> AppTest:
    """The component alone, with what has become of an earlier check."""
    at = AppTest.from_function(_page, default_timeout=60)
    at.session_state["check"] = check_dense(TRACE)
    at.session_state["learner"] = Session(requests={} if asked is None else {"dense": asked})
    at.run()
    assert errors(at) == [] or errors(at) == [COMMON.format("check different")]
    return at


def answered(largest: float, same: bool) -> RemoteRequest:
    return RemoteRequest(check_dense(TRACE).fingerprint, result=Comparison(8, largest, same))


def said(at: AppTest) -> list[str]:
    return [
        each.value for kind in ("markdown", "info", "warning", "error") for each in at.get(kind)
    ]


def test_before_the_check_there_is_a_button_and_nothing_else():
    at = page(None)
    assert said(at) == []
    assert not at.button(key="check_dense").disabled


@pytest.mark.parametrize(
    ("largest", "same", "sentence"),
    [(5.5e-7, True, "rounded"), (0.0, True, "exact"), (0.25, False, "different")],
)
def test_the_figure_stands_there_with_the_sentence_that_fits_it(largest, same, sentence):
    at = page(answered(largest, same))
    assert [each.value for each in at.metric] == [format_difference(largest), "8"]
    assert said(at) == [COMMON.format(f"check {sentence}")]


def test_an_answer_about_other_numbers_is_not_shown():
    asked = answered(5.5e-7, True)
    asked.subject = "other numbers"
    at = page(asked)
    assert said(at) == [COMMON.format("check outdated")]
    assert len(at.metric) == 0
    assert not at.button(key="check_dense").disabled


def test_what_went_wrong_is_said_in_the_sentence_it_came_with():
    at = page(RemoteRequest(check_dense(TRACE).fingerprint, error="The trainer was lost."))
    assert said(at) == ["The trainer was lost."]
    assert len(at.metric) == 0


@pytest.mark.parametrize("name", ["dense", "network"])
def test_without_a_trainer_the_page_says_so_in_a_sentence(name):
    at = visit(name)
    at.button(key=f"check_{name}").click().run()
    assert errors(at) == []
    (warning,) = at.warning
    assert is_a_sentence(warning.value)
    assert warning.value == "No trainer was started."
    assert not session(at).requests[name].pending


@pytest.mark.parametrize(
    ("difference", "text"),
    [
        (0.0, "0"),
        (5.519e-07, "0.00000055"),
        (0.25, "0.25"),
        (123.4, "120"),
        (np.inf, "not a number"),
    ],
)
def test_a_difference_is_written_without_an_exponent(difference, text):
    assert format_difference(difference) == text
