from datetime import date, timedelta

import pytest

from models.exercises.flashcards import FIRST_DAY, INTERVALS_DAYS, RETRY_AFTER, LeitnerDeck

TODAY = date(2026, 11, 23)
CARDS = tuple("abcdef")


def test_a_new_deck_brings_every_card_in_its_order():
    assert LeitnerDeck(CARDS).due(TODAY) == list(CARDS)


def test_a_missed_card_comes_again_after_a_few_others():
    deck = LeitnerDeck(CARDS)
    deck.answer("a", known=False, today=TODAY)
    met = []
    for _ in range(RETRY_AFTER):
        met.append(deck.due(TODAY)[0])
        deck.answer(met[-1], known=True, today=TODAY)
    assert met == ["b", "c", "d"]
    assert deck.due(TODAY)[0] == "a"


def test_a_card_missed_again_and_again_never_ends_the_sitting_and_is_never_alone_forever():
    deck = LeitnerDeck(("a", "b"))
    deck.answer("a", known=False, today=TODAY)
    deck.answer("b", known=True, today=TODAY)
    for _ in range(5):
        assert deck.due(TODAY) == ["a"]
        deck.answer("a", known=False, today=TODAY)
    deck.answer("a", known=True, today=TODAY)
    assert deck.due(TODAY) == []


@pytest.mark.parametrize("times", [1, 2, 3, 4, 9])
def test_a_card_known_more_often_comes_again_later(times):
    deck = LeitnerDeck(("a",))
    for _ in range(times):
        deck.answer("a", known=True, today=TODAY)
    days = INTERVALS_DAYS[min(times, len(INTERVALS_DAYS) - 1)]
    another = LeitnerDeck.from_text(("a",), deck.to_text())
    assert another.due(TODAY + timedelta(days - 1)) == []
    assert another.due(TODAY + timedelta(days)) == ["a"]


def test_a_missed_card_goes_back_to_the_first_box():
    deck = LeitnerDeck(("a",))
    deck.answer("a", known=True, today=TODAY)
    deck.answer("a", known=True, today=TODAY)
    deck.answer("a", known=False, today=TODAY)
    assert deck.boxes == {"a": 0}


def test_a_link_says_how_far_one_is():
    deck = LeitnerDeck(CARDS)
    assert deck.to_text() == ""
    deck.answer("a", known=True, today=TODAY)
    deck.answer("c", known=False, today=TODAY)
    again = LeitnerDeck.from_text(CARDS, deck.to_text())
    assert (again.boxes, again.days) == (deck.boxes, deck.days)
    assert again.due(TODAY) == ["b", "c", "d", "e", "f"]


def test_a_link_of_a_deck_with_fewer_cards_keeps_their_boxes():
    before = LeitnerDeck(CARDS[:2])
    before.answer("b", known=True, today=TODAY)
    now = LeitnerDeck.from_text(CARDS, before.to_text())
    assert (now.boxes, now.days) == (before.boxes, before.days)
    assert now.due(TODAY) == ["a", "c", "d", "e", "f"]


@pytest.mark.parametrize(
    "text",
    ["", "0.0.0.0.0.0.0", "x.0.0.0.0.0", "1.0.0.0.0.0", "9:1.0.0.0.0.0", "1:x.0.0.0.0.0",
     "0" * 9999, "1:-1.0.0.0.0.0", "1:99999999.0.0.0.0.0", "²:1.0.0.0.0.0", ":.0.0.0.0.0"],
)  # fmt: skip
def test_a_forged_or_cut_link_is_refused(text):
    with pytest.raises(ValueError, match="cards"):
        LeitnerDeck.from_text(CARDS, text)


def test_an_answer_to_no_card_is_refused():
    with pytest.raises(ValueError, match="no card"):
        LeitnerDeck(CARDS).answer("z", known=True, today=TODAY)


def test_the_first_day_of_links_is_past():
    assert FIRST_DAY < TODAY
