"""The page on backpropagation without a browser: what is locked, and its live numbers."""

from itertools import pairwise

import numpy as np
import pytest

from components.backprop.conv_experiment import REQUEST
from components.backprop.example_choice import DRAWING
from components.state.session import Answers, RemoteRequest, Session
from components.ui.lesson_text import COMMON, Lesson
from models.exercises.worked_example import first_classifier
from models.nn.backprop import trace_backprop
from models.nn.dense import random_layer
from models.nn.network import shipped_layers
from tests.pages.visit import choose, control, errors, event, session, visit, words

ANSWERS = {"backprop.logit": [-0.78], "backprop.flatten": [3], "backprop.filters": [1]}
SEVEN = np.zeros((28, 28), np.uint8)
SEVEN[6:9, 8:20] = SEVEN[8:22, 15:18] = 255


def session_with_answers(**guesses):
    """Return the session of a learner who has answered all questions, or those given."""
    return Session(
        answers=Answers(given=guesses or {key: list(value) for key, value in ANSWERS.items()})
    )


def with_label(current, label="B"):
    return choose(visit("backprop", current), "true_label_example", label)


def with_seven():
    current = session_with_answers()
    current.drawing.choose("28×28", "gray")
    current.drawing.draw(SEVEN)
    return choose(visit("backprop", current), "way_back_picture", DRAWING)


def table(at, index):
    return at.table[index].value


def test_without_a_true_label_no_gradient_is_shown_and_no_label_is_chosen():
    at = visit("backprop", session_with_answers())
    assert control(at, "true_label_example").value is None
    (info,) = at.info
    assert info.value.startswith("Choose the true label.")
    assert len(at.table) == 0
    assert "The loss: one number" not in words(at)


def test_the_label_is_never_the_networks_prediction_by_itself():
    at = with_seven()
    assert "Prediction: 7" in at.header[0].value
    assert control(at, "true_label_drawing").value is None
    assert len(at.table) == 0


def test_each_answer_unlocks_what_its_question_was_about():
    at = with_label(Session())
    assert "The loss: one number" in words(at)
    assert "First the logits" not in words(at)
    at = with_label(session_with_answers(**{"backprop.logit": [0.5]}))
    assert COMMON.format("the truth", truth="−0.7835") in words(at)
    assert "First the logits" in words(at)
    assert "Through Flatten" not in words(at)
    at = with_label(session_with_answers())
    assert "9 of 9 pixels" in words(at)
    assert "Through Flatten" in words(at)


@pytest.mark.parametrize(("index", "label"), list(enumerate("ABC")))
def test_the_logits_gradients_are_probabilities_less_one_for_the_label(index, label):
    at = with_label(session_with_answers(), label)
    trace = trace_backprop(first_classifier(), index)
    assert [text.strip("*").replace("−", "-") for text in table(at, 0).iloc[:, -1]] == [
        f"{value:+.4f}" for value in trace.d_logits
    ]
    assert f"={trace.loss:.4f}" in at.latex[0].value


def test_the_hidden_units_rows_add_up_as_displayed():
    rows = table(with_label(session_with_answers()), 1)

    def number(text):
        return round(1e4 * float(text.replace("−", "-") or 0))

    for _, row in rows.iterrows():
        parts = [number(text) for name, text in row.items() if name.startswith(("from", "round"))]
        assert sum(parts) == number(row["dL/doutput"])


def test_a_drawing_is_backpropagated_through_the_trained_network():
    at = choose(with_seven(), "true_label_drawing", "1")
    assert errors(at) == []
    assert "784 of 784 pixels" in words(at)
    assert "784 × 128 = 100,352 multiplications" in words(at)
    assert len(table(at, 0)) == shipped_layers()[-1].units


def test_a_hidden_check_with_keras_is_gone_with_its_words():
    at = choose(with_seven(), "true_label_drawing", "1")
    check = Lesson("backprop").sections["same as keras"]
    assert control(at, "check_backprop")
    assert check in words(at)
    session(at).display.hidden = ("keras",)
    at.run()
    assert errors(at) == []
    assert "check_backprop" not in [button.key for button in at.button]
    assert check not in words(at)


def test_without_ink_nothing_is_backpropagated():
    at = choose(visit("backprop", session_with_answers()), "way_back_picture", DRAWING)
    assert errors(at) == []
    assert "Draw a digit on the pad first" in words(at)


def test_a_perturbation_predicts_gradient_times_step_beside_the_true_change():
    at = with_label(session_with_answers())
    at = event(at, "gradient_example", chosen=0)
    control(at, "nudge_example").set_value(0.5).run()
    trace = trace_backprop(first_classifier(), 1)
    foretold = f"{trace.d_image[0, 0] * 0.5:+.5f}".replace("-", "−")
    (rows,) = [each.value for each in at.table if "change of the loss" in each.value.columns]
    assert f"**{foretold}**" in rows.loc["predicted"].item()
    assert "row 0, column 0" in words(at)


@pytest.mark.parametrize("forged", [9, -1, "3", True, 2.0, [1], None])
def test_a_forged_pixel_changes_nothing(forged):
    at = event(with_label(session_with_answers()), "gradient_example", chosen=forged)
    assert errors(at) == []
    assert "row 0, column 2" in words(at)  # where the largest gradient is


@pytest.mark.parametrize(
    ("sizes", "activation"),
    [((784, 10), ""), ((784, 6, 5, 10), "tanh"), ((784, 20, 10), "softmax")],
)
def test_the_loss_is_backpropagated_through_any_trained_network(sizes, activation):
    pairs = list(pairwise(sizes))
    own = [
        random_layer(a, b, activation if index < len(pairs) - 1 else "softmax", index, digits=3)
        for index, (a, b) in enumerate(pairs)
    ]
    current = session_with_answers()
    current.drawing.choose("28×28", "gray")
    current.drawing.draw(SEVEN)
    current.network.adopt("a run", tuple(own))
    at = choose(visit("backprop", current), "way_back_picture", DRAWING)
    at = choose(at, "true_label_drawing", "4")
    assert errors(at) == []
    assert words(at).count("adds up what comes back to it") == len(own) - 1


def reports(moved):
    first = {"kernels": np.zeros((8, 3, 3)).tolist(), "accuracy": 0.1, "gradient": None}
    after = {"kernels": np.full((8, 3, 3), 0.25).tolist(), "accuracy": 0.9, "gradient": 0.5}
    before = {"progress": 0, "epoch": 0, "cells": 5408, "same": 5408, "open": first, "cut": first}
    return (before, {"progress": 1, "epoch": 1, "open": after if moved else first, "cut": first})


def test_once_both_networks_are_trained_the_answer_is_compared():
    current = session_with_answers()
    current.requests[REQUEST] = RemoteRequest("0", result=6000, reports=reports(moved=True))
    at = visit("backprop", current)
    assert errors(at) == []
    assert "changed by 2.12" in words(at)
    assert "by 0 where it is cut" in words(at)
    assert "5,408 of 5,408 cells" in words(at)
    assert "a trained Dense layer classify 10.0% of the validation images" in words(at)
    assert "With trained filters it's 90.0%: a difference of 80.0 percentage points" in words(at)
    assert session(at).answers.correct["backprop.filters"] is True


def test_no_conclusion_is_drawn_from_a_stopped_training():
    current = session_with_answers()
    current.requests[REQUEST] = RemoteRequest(
        "0", error="You stopped this.", reports=reports(moved=True)
    )
    at = visit("backprop", current)
    assert "filters changed by" not in words(at)
    assert [warning.value for warning in at.warning] == ["You stopped this."]


def test_without_a_trainer_every_button_shows_that_and_the_page_stays_usable():
    at = with_label(session_with_answers())
    for key in ("check_backprop", "ask_the_tape", "train_conv"):
        at = at.button(key=key).click().run()
        assert errors(at) == []
    assert {warning.value for warning in at.warning} == {"No trainer was started."}
