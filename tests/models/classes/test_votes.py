"""Votes of a class."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from models.classes.seats import begin_class, join, state
from models.classes.votes import Round, counts, reveal, tally, vote, vote_again
from models.texts import LearnerError

PLACE = "network.order"


def test_nobody_learns_more_than_how_many_answered_until_the_teacher_reveals(database):
    begun = begin_class(database)
    seats = [join(database, begun.code).id for _ in range(3)]
    for seat, answer in zip(seats, (0, 1, 1), strict=True):
        assert vote(database, begun.code, seat, PLACE, answer)
    assert tally(database, begun.code, PLACE) == (Round(1, 3, False, None),)
    reveal(database, begun.code, begun.key, PLACE)
    assert tally(database, begun.code, PLACE) == (Round(1, 3, True, {"0": 1, "1": 2}),)
    assert state(database, begun.code).shown == PLACE


def test_a_seat_has_one_vote_a_round_the_newest_until_it_is_revealed(database):
    begun = begin_class(database)
    seat = join(database, begun.code).id
    for answer in (0, 2, 1):
        assert vote(database, begun.code, seat, PLACE, answer)
    reveal(database, begun.code, begun.key, PLACE)
    assert not vote(database, begun.code, seat, PLACE, 3)
    assert tally(database, begun.code, PLACE)[0].answers == {"1": 1}


def test_a_second_vote_stands_beside_the_first(database):
    begun = begin_class(database)
    seats = [join(database, begun.code).id for _ in range(2)]
    vote(database, begun.code, seats[0], PLACE, 0)
    reveal(database, begun.code, begun.key, PLACE)
    vote_again(database, begun.code, begun.key, PLACE)
    vote_again(database, begun.code, begun.key, PLACE)  # an open round stays open
    for seat in seats:
        vote(database, begun.code, seat, PLACE, 1)
    assert tally(database, begun.code, PLACE) == (
        Round(1, 1, True, {"0": 1}),
        Round(2, 2, False, None),
    )
    assert counts(database, begun.code, begun.key) == [(PLACE, 1, "0", 1), (PLACE, 2, "1", 2)]


def test_two_hundred_seats_that_vote_at_once_lose_none_and_count_none_twice(database):
    begun = begin_class(database)
    seats = [join(database, begun.code).id for _ in range(200)]

    def answer(number: int) -> None:
        vote(database, begun.code, seats[number % 200], PLACE, number % 4)

    with ThreadPoolExecutor(24) as pool:
        list(pool.map(answer, [*range(200), *range(0, 200, 2)]))
    reveal(database, begun.code, begun.key, PLACE)
    (only,) = tally(database, begun.code, PLACE)
    assert only.answered == 200
    assert only.answers == {str(answer): 50 for answer in range(4)}


def test_only_who_sits_there_votes_and_only_the_teacher_reveals(database):
    begun, other = begin_class(database), begin_class(database)
    seat = join(database, other.code).id
    for forged in ("", "1", seat, begun.key):
        with pytest.raises(LearnerError) as refused:
            vote(database, begun.code, forged, PLACE, 0)
        assert refused.value.key == "seat unknown"
    assert tally(database, begun.code, PLACE) == (), "a vote that is refused leaves nothing"
    for action in (reveal, vote_again):
        with pytest.raises(LearnerError) as refused:
            action(database, begun.code, other.key, PLACE)
        assert refused.value.key == "class key wrong"
    with pytest.raises(LearnerError):
        counts(database, begun.code, seat)


@pytest.mark.parametrize("answer", ["x" * 300, list(range(200))])
def test_an_answer_is_short(database, answer):
    begun = begin_class(database)
    with pytest.raises(ValueError, match="at most 200"):
        vote(database, begun.code, join(database, begun.code).id, PLACE, answer)
    assert vote(database, begun.code, join(database, begun.code).id, PLACE, "año '; drop table")
    reveal(database, begun.code, begun.key, PLACE)
    assert tally(database, begun.code, PLACE)[0].answers == {'"a\\u00f1o \'; drop table"': 1}
