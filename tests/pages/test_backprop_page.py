"""The page on backpropagation without a browser: what is locked, and what live numbers say."""

from itertools import pairwise

import numpy as np
import pytest

from components.backprop.conv_experiment import PLACE
from components.backprop.example_choice import DRAWING
from components.state.session import Answers, RemoteRequest, Session
from models.exercises.worked_example import first_classifier
from models.nn.backprop import trace_backprop
from models.nn.dense import random_layer
from models.nn.network import shipped_layers
from tests.pages.visit import choose, control, errors, event, session, visit, words

ANSWERS = {"backprop.logit": [-0.78], "backprop.flatten": [3], "backprop.kernels": [1]}
SEVEN = np.zeros((28, 28), np.uint8)
SEVEN[6:9, 8:20] = SEVEN[8:22, 15:18] = 255


def answered(**guesses):
    """The page as it opens for somebody who has answered all, or what is named."""
    return Session(
        answers=Answers(given=guesses or {key: list(value) for key, value in ANSWERS.items()})
    )


def labelled(learner, label="B"):
    return choose(visit("backprop", learner), "true_label_example", label)


def with_seven():
    learner = answered()
    learner.drawing.choose("28×28", "grey")
    learner.drawing.draw(SEVEN)
    return choose(visit("backprop", learner), "way_back_picture", DRAWING)


def table(at, nth):
    return at.table[nth].value


def test_without_a_true_label_no_gradient_is_shown_and_none_is_chosen_for_the_learner():
    at = visit("backprop", answered())
    assert control(at, "true_label_example").value is None
    (info,) = at.info
    assert info.value.startswith("Choose the true label.")
    assert len(at.table) == 0
    assert "The loss: one number" not in words(at)


def test_the_label_is_never_taken_from_the_networks_answer():
    at = with_seven()
    assert "It reads a 7" in at.header[0].value
    assert control(at, "true_label_drawing").value is None
    assert len(at.table) == 0


def test_each_answer_unlocks_what_it_was_asked_about():
    at = labelled(Session())
    assert "The loss: one number" in words(at)
    assert "First the logits" not in words(at)
    at = labelled(answered(**{"backprop.logit": [0.5]}))
    assert "It is **−0.7835**" in words(at)
    assert "First the logits" in words(at)
    assert "Through Flatten" not in words(at)
    at = labelled(answered())
    assert "9 of 9 pixels" in words(at)
    assert "Through Flatten" in words(at)


@pytest.mark.parametrize(("place", "label"), list(enumerate("ABC")))
def test_the_logits_gradients_are_shares_less_one_for_the_label(place, label):
    at = labelled(answered(), label)
    back = trace_backprop(first_classifier(), place)
    assert [text.strip("*").replace("−", "-") for text in table(at, 0).iloc[:, -1]] == [
        f"{value:+.4f}" for value in back.d_logits
    ]
    assert f"={back.loss:.4f}" in at.latex[0].value


def test_the_hidden_units_rows_add_up_as_they_are_written():
    rows = table(labelled(answered()), 1)

    def number(text):
        return round(1e4 * float(text.replace("−", "-") or 0))

    for _, row in rows.iterrows():
        parts = [number(text) for name, text in row.items() if name.startswith(("from", "round"))]
        assert sum(parts) == number(row["dL/doutput"])


def test_the_own_drawing_goes_back_through_the_trained_network():
    at = choose(with_seven(), "true_label_drawing", "1")
    assert errors(at) == []
    assert "784 of 784 pixels" in words(at)
    assert "784 × 128 = 100,352 multiplications" in words(at)
    assert len(table(at, 0)) == shipped_layers()[-1].units


def test_without_ink_there_is_nothing_to_send_back():
    at = choose(visit("backprop", answered()), "way_back_picture", DRAWING)
    assert errors(at) == []
    assert "Draw a digit on the pad first" in words(at)


def test_a_nudge_foretells_gradient_times_step_and_shows_the_true_change_beside_it():
    at = labelled(answered())
    at = event(at, "gradient_example", chosen=0)
    control(at, "nudge_example").set_value(0.5).run()
    back = trace_backprop(first_classifier(), 1)
    foretold = f"{back.d_image[0, 0] * 0.5:+.5f}".replace("-", "−")
    (rows,) = [each.value for each in at.table if "change of the loss" in each.value.columns]
    assert f"**{foretold}**" in rows.loc["foretold"].item()
    assert "row 0, column 0" in words(at)


@pytest.mark.parametrize("forged", [9, -1, "3", True, 2.0, [1], None])
def test_a_forged_pixel_changes_nothing(forged):
    at = event(labelled(answered()), "gradient_example", chosen=forged)
    assert errors(at) == []
    assert "row 0, column 2" in words(at)  # where the largest gradient is


@pytest.mark.parametrize(
    ("sizes", "activation"),
    [((784, 10), ""), ((784, 6, 5, 10), "tanh"), ((784, 20, 10), "softmax")],
)
def test_any_network_the_learner_trained_takes_the_loss_back(sizes, activation):
    pairs = list(pairwise(sizes))
    own = [
        random_layer(a, b, activation if place < len(pairs) - 1 else "softmax", place, digits=3)
        for place, (a, b) in enumerate(pairs)
    ]
    learner = answered()
    learner.drawing.choose("28×28", "grey")
    learner.drawing.draw(SEVEN)
    learner.network.adopt("a run", tuple(own))
    at = choose(visit("backprop", learner), "way_back_picture", DRAWING)
    at = choose(at, "true_label_drawing", "4")
    assert errors(at) == []
    assert words(at).count("hands its gradient back") == len(own) - 1


def told(moved):
    first = {"kernels": np.zeros((8, 3, 3)).tolist(), "accuracy": 0.1, "gradient": None}
    after = {"kernels": np.full((8, 3, 3), 0.25).tolist(), "accuracy": 0.9, "gradient": 0.5}
    before = {"progress": 0, "epoch": 0, "cells": 5408, "same": 5408, "open": first, "cut": first}
    return (before, {"progress": 1, "epoch": 1, "open": after if moved else first, "cut": first})


def test_once_both_are_trained_the_answer_stands_beside_how_far_the_kernels_moved():
    learner = answered()
    learner.requests[PLACE] = RemoteRequest("0", result=6000, reports=told(moved=True))
    at = visit("backprop", learner)
    assert errors(at) == []
    assert "moved by 2.12" in words(at)
    assert "by 0 where it is cut" in words(at)
    assert "5,408 of 5,408 cells" in words(at)
    assert session(at).answers.correct["backprop.kernels"] is True


def test_of_a_training_that_was_stopped_no_conclusion_is_drawn():
    learner = answered()
    learner.requests[PLACE] = RemoteRequest(
        "0", error="You stopped this.", reports=told(moved=True)
    )
    at = visit("backprop", learner)
    assert "moved by" not in words(at)
    assert [warning.value for warning in at.warning] == ["You stopped this."]


def test_without_a_trainer_every_button_says_so_and_the_page_goes_on():
    at = labelled(answered())
    for key in ("check_backprop", "ask_the_tape", "train_conv"):
        at = at.button(key=key).click().run()
        assert errors(at) == []
    assert {warning.value for warning in at.warning} == {"No trainer was started."}
