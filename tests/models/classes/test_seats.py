"""Seats of a class."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, update

from models.classes import seats
from models.classes.codes import ALPHABET, LENGTH, read_code
from models.classes.seats import (
    ClassState,
    be_at,
    begin_class,
    end_class,
    is_teacher,
    join,
    lead,
    state,
)
from models.classes.tables import CLASS, SEAT
from models.texts import LearnerError


def test_a_class_has_a_code_that_can_be_read_aloud_and_a_key_that_its_code_does_not_tell(database):
    begun = begin_class(database)
    assert len(begun.code) == LENGTH
    assert set(begun.code) <= set(ALPHABET)
    assert not set(ALPHABET) & set("0O1IL2Z5SGQ")
    assert len(begun.key) == 24
    assert is_teacher(database, begun.code, begun.key)
    assert not is_teacher(database, begun.code, begun.code)
    assert not is_teacher(database, "AAAAAA", begun.key)


@pytest.mark.parametrize("typed", ["abcd34", " ABCD34 ", "abc-d34", "AB CD 34"])
def test_a_code_is_read_as_people_type_it(typed):
    assert read_code(typed) == "ABCD34"


def test_a_learner_sits_down_once_and_comes_back_to_the_same_seat(database):
    code = begin_class(database).code
    first, second = join(database, code), join(database, code)
    assert [first.number, second.number] == [1, 2]
    assert join(database, code, first.id) == first
    assert join(database, code, "forged").number == 3
    assert state(database, code).seats == 3


def test_a_seat_of_another_class_is_none_here(database):
    one, other = begin_class(database).code, begin_class(database).code
    seat = join(database, one)
    assert join(database, other, seat.id).id != seat.id
    with pytest.raises(LearnerError, match="seat"):
        be_at(database, other, seat.id, "dense", 3)


def test_many_who_sit_down_at_once_get_a_seat_each(database):
    code = begin_class(database).code
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda _: join(database, code), range(60)))
    assert sorted(seat.number for seat in found) == list(range(1, 61))
    assert len({seat.id for seat in found}) == 60


def test_a_full_class_and_an_unknown_one_say_so(database, monkeypatch):
    code = begin_class(database).code
    monkeypatch.setattr(seats, "MAX_SEATS", 2)
    first = join(database, code)
    join(database, code)
    with pytest.raises(LearnerError) as full:
        join(database, code)
    assert full.value.key == "class full"
    assert join(database, code, first.id) == first, "who has a seat comes back"
    with pytest.raises(LearnerError) as unknown:
        join(database, "AAAAAA")
    assert unknown.value.key == "class unknown"


def test_the_teacher_leads_lets_go_and_ends_the_class(database):
    begun = begin_class(database)
    lead(database, begun.code, begun.key, "dense?scene=3")
    assert state(database, begun.code) == ClassState(2, 0, "dense?scene=3", "")
    lead(database, begun.code, begun.key, "")
    assert state(database, begun.code).lead == ""
    seat = join(database, begun.code)
    for key in ("", seat.id, begun.code, "x" * 24):
        for action in (
            lambda key: lead(database, begun.code, key, "dense?scene=3"),
            lambda key: end_class(database, begun.code, key),
        ):
            with pytest.raises(LearnerError) as refused:
                action(key)
            assert refused.value.key == "class key wrong"
    end_class(database, begun.code, begun.key)
    with pytest.raises(LearnerError, match="class"):
        state(database, begun.code)
    with database.transaction() as connection:
        assert connection.execute(select(SEAT)).all() == []


@pytest.mark.parametrize(
    "link", ["https://evil.example/", "//evil.example", "dense", "dense?scene=3&class=X", "x" * 99]
)
def test_a_teacher_leads_to_scenes_of_the_lesson_alone(database, link):
    begun = begin_class(database)
    with pytest.raises(ValueError, match="no link"):
        lead(database, begun.code, begun.key, link)


def test_being_looked_at_is_a_sign_of_life_and_no_change(database):
    code = begin_class(database).code
    for seen in (time.time() - 3600, time.time() + 3600):
        with database.transaction() as connection:
            connection.execute(update(CLASS).values(seen=seen))
        assert state(database, code).version == 1
        with database.transaction() as connection:
            assert abs(connection.scalar(select(CLASS.c.seen)) - time.time()) < 60


def test_the_database_has_no_key_and_no_seats_id(database):
    begun = begin_class(database)
    seat = join(database, begun.code)
    with database.transaction() as connection:
        rows = [*connection.execute(select(CLASS)), *connection.execute(select(SEAT))]
    assert not any(secret in str(rows) for secret in (begun.key, seat.id))
