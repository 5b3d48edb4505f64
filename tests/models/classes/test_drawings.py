"""A class's own data."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from models.classes import drawings as drawings_module
from models.classes.drawings import (
    OwnData,
    add_drawing,
    drawings,
    next_label,
    own_data,
    remove_drawing,
    set_own,
    show_drawing,
)
from models.classes.overview import overview
from models.classes.seats import be_at, begin_class, join, show_question, state
from models.classes.votes import reveal, vote, vote_again
from models.texts import LearnerError

NAMES = ("cat", "dog", "owl")
INK = bytes(range(1, 113)) * 7


def drawing_class(database, *, review: bool = False):
    begun = begin_class(database)
    set_own(database, begun.code, begun.key, NAMES, 4, review=review)
    return begun


def test_a_class_draws_and_everybody_sees_what_is_shown(database):
    begun = drawing_class(database)
    seats = [join(database, begun.code) for _ in range(2)]
    for label, seat in enumerate(seats):
        assert add_drawing(database, begun.code, seat.id, label, INK) == label + 1
    found = drawings(database, begun.code)
    assert [(each.number, each.seat, each.label) for each in found] == [(1, 1, 0), (2, 2, 1)]
    assert {each.pixels for each in found} == {INK}
    assert [each.number for each in drawings(database, begun.code, after=1)] == [2]


def test_a_reviewed_drawing_waits_for_the_teacher_who_can_take_any_off(database):
    begun = drawing_class(database, review=True)
    seat = join(database, begun.code).id
    for label in range(3):
        add_drawing(database, begun.code, seat, label, INK)
    assert drawings(database, begun.code) == ()
    assert len(drawings(database, begun.code, begun.key)) == 3
    show_drawing(database, begun.code, begun.key, 2)
    remove_drawing(database, begun.code, begun.key, 1)
    assert [each.number for each in drawings(database, begun.code)] == [2]
    assert [each.number for each in drawings(database, begun.code, begun.key)] == [2, 3]
    assert own_data(database, begun.code) == OwnData(NAMES, 4, True, 3)
    for action in (show_drawing, remove_drawing):
        with pytest.raises(LearnerError) as refused:
            action(database, begun.code, seat, 2)
        assert refused.value.key == "class key wrong"
    with pytest.raises(LearnerError):
        drawings(database, begun.code, seat)


def test_thirty_phones_share_the_labels_out_and_none_of_three_hundred_drawings_is_lost(database):
    begun = begin_class(database)
    names = tuple("0123456789")
    set_own(database, begun.code, begun.key, names, 30, review=False)
    seats = [join(database, begun.code).id for _ in range(30)]

    def draw(seat: str) -> None:
        for _ in range(10):
            label = next_label(database, begun.code, seat)
            assert label is not None
            add_drawing(database, begun.code, seat, label, INK)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(draw, seats))
    found = drawings(database, begun.code)
    assert [each.number for each in found] == list(range(1, 301))
    by_label = Counter(each.label for each in found)
    assert by_label.total() == 300
    assert len(by_label) == 10
    assert max(by_label.values()) - min(by_label.values()) <= 8, (
        "those that ask at once are told the same"
    )
    assert Counter(each.seat for each in found) == dict.fromkeys(range(1, 31), 10)


def test_a_seat_is_told_what_the_class_lacks_until_it_has_all(database):
    begun = begin_class(database)
    set_own(database, begun.code, begun.key, ("a", "b"), 2, review=False)
    seats = [join(database, begun.code).id for _ in range(2)]
    told = []
    for turn in range(4):
        label = next_label(database, begun.code, seats[turn % 2])
        told.append(label)
        add_drawing(database, begun.code, seats[turn % 2], label, INK)
    assert Counter(told) == {0: 2, 1: 2}
    assert told[0] != told[1], "seats begin with different labels"
    assert next_label(database, begun.code, seats[0]) is None


@pytest.mark.parametrize(
    "names", [("a",), tuple("abcdefghijk"), ("a", "a"), ("a", " "), ("a", "b" * 21)]
)
def test_names_that_cannot_be_are_one_sentence(database, names):
    begun = begin_class(database)
    with pytest.raises(LearnerError, match="2 to 10 different names"):
        set_own(database, begun.code, begun.key, names, 4, review=False)
    assert own_data(database, begun.code) is None


@pytest.mark.parametrize(
    ("label", "pixels"), [(3, INK), (-1, INK), (0, INK[:-1]), (0, b""), (0, bytes(784))]
)
def test_what_is_no_drawing_is_refused(database, label, pixels):
    begun = drawing_class(database)
    with pytest.raises(ValueError, match=r"no label|28 x 28"):
        add_drawing(database, begun.code, join(database, begun.code).id, label, pixels)
    assert drawings(database, begun.code) == ()


def test_there_are_limits_and_other_labels_begin_anew(database, monkeypatch):
    begun = drawing_class(database)
    monkeypatch.setattr(drawings_module, "MAX_OF_SEAT", 2)
    monkeypatch.setattr(drawings_module, "MAX_DRAWINGS", 3)
    one, other = (join(database, begun.code).id for _ in range(2))
    for seat in (one, one, other):
        add_drawing(database, begun.code, seat, 0, INK)
    for seat in (one, other):
        with pytest.raises(LearnerError) as enough:
            add_drawing(database, begun.code, seat, 0, INK)
        assert enough.value.key == "enough drawings"
    set_own(database, begun.code, begun.key, NAMES, 3, review=False)
    assert len(drawings(database, begun.code)) == 3, "the same labels keep what was drawn"
    set_own(database, begun.code, begun.key, ("x", "y"), 3, review=False)
    assert drawings(database, begun.code) == ()
    with pytest.raises(LearnerError):
        add_drawing(database, begin_class(database).code, one, 0, INK)


def test_the_teacher_sees_where_the_class_is_and_what_it_answered_first(database):
    begun = begin_class(database)
    seats = [join(database, begun.code).id for _ in range(3)]
    for seat, scene in zip(seats, (2, 2, 5), strict=True):
        be_at(database, begun.code, seat, "dense", scene)
    join(database, begun.code)
    for seat, answer in zip(seats, (1, 1, 0), strict=True):
        vote(database, begun.code, seat, "dense.bias", answer)
    reveal(database, begun.code, begun.key, "dense.bias")
    vote_again(database, begun.code, begun.key, "dense.bias")
    vote(database, begun.code, seats[0], "dense.bias", 2)
    found = overview(database, begun.code, begun.key)
    assert found.seats == {("dense", 2): 2, ("dense", 5): 1}
    assert found.answers == {"dense.bias": {"0": 1, "1": 2}}
    with pytest.raises(LearnerError):
        overview(database, begun.code, seats[0])
    show_question(database, begun.code, begun.key, "dense.units")
    assert state(database, begun.code).shown == "dense.units"


def test_a_number_is_never_given_to_another_drawing(database):
    begun = drawing_class(database, review=True)
    seat = join(database, begun.code).id
    for _ in range(2):
        add_drawing(database, begun.code, seat, 0, INK)
    remove_drawing(database, begun.code, begun.key, 2)
    assert add_drawing(database, begun.code, seat, 0, INK) == 3
    edits = own_data(database, begun.code).edits
    remove_drawing(database, begun.code, begun.key, 2)  # pressed twice
    show_drawing(database, begun.code, begun.key, 2)  # pressed late
    assert [each.number for each in drawings(database, begun.code, begun.key)] == [1, 3]
    assert drawings(database, begun.code) == ()
    assert own_data(database, begun.code).edits == edits, "nothing was changed"
    set_own(database, begun.code, begun.key, ("x", "y"), 4, review=False)
    assert add_drawing(database, begun.code, seat, 0, INK) == 4


@pytest.mark.parametrize("wanted", [-1, 0, 10**9])
def test_a_class_wants_some_drawings_and_no_more_than_it_may_have(database, wanted):
    begun = begin_class(database)
    with pytest.raises(ValueError, match="from 1 to"):
        set_own(database, begun.code, begun.key, NAMES, wanted, review=False)
