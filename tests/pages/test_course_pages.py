"""The pages that count, look inside, look beyond, and recall."""

from datetime import UTC, datetime

import numpy as np
import pytest

from components.nav.navigation import CONTENTS
from components.nav.progress import question_keys
from components.recall.flashcards import read_cards
from components.state.session import Answers, Session
from components.weights.changing_question import count_changes
from models.data.datasets import load_examples, nonzero_counts
from models.exercises.flashcards import LeitnerDeck
from models.explain.neuron_off import hidden_outputs, switch_off
from models.nn.layer_cost import dense_costs
from models.nn.network import shipped_layers
from tests.pages.visit import choose, control, errors, event, opened, session, turned, visit, words


def answered(**guesses):
    return Session(
        answers=Answers(given={key.replace("__", "."): [value] for key, value in guesses.items()})
    )


def test_the_cost_follows_the_sliders():
    at = visit("weights", answered(weights__parameters=5))
    assert "101,770" in words(at)
    control(at, "bill_units").set_value(1024).run()
    total = sum(bill.parameters for bill in dense_costs((784, 1024, 10)))
    assert f"**{total:,} parameters**" in words(at)
    assert errors(at) == []


def test_67_pixels_are_black_in_every_training_image():
    at = visit("weights", answered(weights__asleep=(0, 0)))
    assert "67 of the 784 pixels" in words(at)
    assert "Yours is not black in 0 of them" in words(at)
    assert session(at).answers.correct["weights.asleep"] is True
    counted = np.count_nonzero(load_examples("mnist", "train").images, axis=0)
    np.testing.assert_array_equal(nonzero_counts("mnist"), counted)


def test_a_picked_unit_is_shown_with_its_strongest_weight():
    at = event(visit("weights"), "weight_pictures", picked={"place": 2})
    assert "Neuron 2: its strongest weight is" in words(at)
    assert errors(at) == []


def test_a_neuron_switched_off_shows_the_accuracy_with_and_without_it():
    at = event(visit("weights"), "weight_pictures", picked={"place": 2})
    test = load_examples("mnist", "test")
    found = switch_off(hidden_outputs(test.images, shipped_layers()), test.labels, 2)
    shown = lambda: [metric.value for metric in at.metric][-2:]  # noqa: E731
    assert shown()[-1] == f"{found.correct / 10_000:.2%}"
    choose(at, "neuron_off", True)
    assert shown() == [f"{found.correct / 10_000:.2%}", f"{found.correct_without / 10_000:.2%}"]
    assert f"{found.changed} of the 10,000 test images" in words(at)


def test_one_training_step_changes_parameters_alone():
    at = visit("weights", answered(weights__changing=0))
    moved, parameters = count_changes()
    assert f"{moved:,} of its {parameters:,} parameters changed" in words(at)
    assert session(at).answers.correct["weights.changing"] is False


@pytest.mark.parametrize("forged", [{"place": 99}, {"place": -1}, {"place": "2"}, {}, 7])
def test_a_forged_pick_picks_nothing(forged):
    at = event(visit("weights"), "weight_pictures", picked=forged)
    assert "its strongest weight" not in words(at)
    assert errors(at) == []


def test_flattening_mnist_copies_nothing():
    at = visit("inside", answered(inside__copied=47_040_000))
    assert "Correct answer: **0**" in words(at)
    assert "the 47,040,000 bytes stay" in words(at)


def test_every_access_pattern_shows_the_bytes_it_copies():
    at = visit("inside")
    assert "`image.reshape(-1)`: **no copy**" in words(at)
    control(at, "memory_reading").set_value("image.T.reshape(-1)").run()
    assert "`image.T.reshape(-1)`: **72 bytes copied**" in words(at)


def test_two_summation_orders_differ_after_the_sixth_digit():
    at = visit("inside", answered(inside__digits=0))
    assert "Correct answer: **No, they differ after about the sixth digit**" in words(at)
    control(at, "sums_unit").set_value(5).run()
    assert "Neuron 5 of the first layer" in words(at)
    assert errors(at) == []


def test_most_parameters_of_vgg16_are_behind_flatten():
    at = visit("beyond", answered(beyond__vgg=0))
    assert "102,764,544 of 138,357,544 parameters: 74.3%" in words(at)
    assert "Correct answer: **About 75%**" in words(at)


def card(at):
    """Return the key of the shown card."""
    (key, *_) = [b.key.split("_")[1] for b in at.button if b.key.startswith("card_")]
    return key


def test_a_missed_card_is_asked_again_and_a_known_one_is_not():
    at = visit("recall")
    deck = read_cards("recall")
    first = card(at)
    wrong = (deck[first].correct + 1) % len(deck[first].options)
    at.button(key=f"card_{first}_{wrong}").click().run()
    assert f"It is: {deck[first].options[deck[first].correct]}" in words(at)
    seen = []
    while any(button.key.startswith("card_") for button in at.button):
        seen.append(card(at))
        at.button(key=f"card_{seen[-1]}_{deck[seen[-1]].correct}").click().run()
    assert seen.count(first) == 1
    assert sorted(seen) == sorted(deck)
    assert f"you know {len(deck)} of {len(deck)}" in words(at)
    assert at.query_params["cards"] == session(at).cards.deck.to_text()


def test_a_link_restores_the_deck_and_its_due_cards():
    keys = tuple(read_cards("recall"))
    done = LeitnerDeck(keys)
    for key in keys[:3]:
        done.answer(key, known=True, today=datetime.now(UTC).date())
    at = turned(opened("home", cards=done.to_text()), "recall")
    assert card(at) == keys[3]
    assert "You know 3 of" in words(at)


def test_a_forged_deck_in_a_link_is_refused_in_a_sentence_and_starts_a_new_one():
    at = opened("recall", cards="9:9")
    assert [w.value for w in at.warning] == [
        "We couldn't read your card progress from this link, so the cards start over."
    ]
    assert session(at).cards.deck.boxes == {}


def test_a_wrongly_answered_question_is_linked_for_review():
    learner = Session(
        answers=Answers(given={"weights.parameters": [3]}, correct={"weights.parameters": False})
    )
    at = visit("recall", learner)
    assert [link.proto.page for link in at.page_link if "How many" in link.proto.label] == [
        "weights"
    ]


def test_no_gap_of_any_questions_text_stays_unfilled_in_the_review():
    asked = [f"{entry.name}.{key}" for entry in CONTENTS for key in question_keys(entry.name)]
    at = visit("recall", Session(answers=Answers(correct=dict.fromkeys(asked, False))))
    labels = [link.proto.label for link in at.page_link if ": " in link.proto.label]
    assert len(labels) >= len(asked) > 30
    assert not [label for label in labels if "[[" in label or "]]" in label]


def test_every_card_has_one_correct_option_and_an_explanation():
    for each in read_cards("recall").values():
        assert len(each.options) == 3
        assert each.explanation


def test_the_cards_are_read_once_for_all_pages():
    cards = read_cards("recall")
    for _ in range(3):
        assert errors(visit("recall")) == []
        assert read_cards("recall") is cards
