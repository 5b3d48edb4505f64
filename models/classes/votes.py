"""Votes: one a seat and round; nobody knows the others' before the teacher reveals them."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select, update

from models.classes.database import Database
from models.classes.seats import change, check_key, check_seat, find
from models.classes.tables import CLASS, MAX_ANSWER, MAX_PLACE, ROUND, VOTE


@dataclass(frozen=True)
class Round:
    """One vote on a question."""

    number: int  # from 1
    answered: int  # seats
    is_revealed: bool
    answers: dict[str, int] | None  # how many gave each, as JSON; None until it is revealed


def vote(database: Database, code: str, seat: str, place: str, answer: object) -> bool:
    """Note a seat's answer in the round that is open; the newest one counts.

    Args:
        database: of classes.
        code: the class's.
        seat: its id.
        place: the question's, ``<lesson>.<key>``.
        answer: plain data.

    Returns:
        Whether it counts: it does not once the round is revealed.

    Raises:
        LearnerError: there is no such class or seat.
        ValueError: the answer or the place is too long.
    """
    text = json.dumps(answer, separators=(",", ":"), sort_keys=True)
    if len(text) > MAX_ANSWER or not 0 < len(place) <= MAX_PLACE:
        raise ValueError(f"an answer has at most {MAX_ANSWER} characters, a place {MAX_PLACE}")
    with database.transaction() as connection:
        change(connection, code)
        number = check_seat(connection, code, seat)
        open_round = _open_round(connection, code, place)
        if open_round is None:
            return False
        row = {"code": code, "place": place, "round": open_round, "seat": number}
        there = [VOTE.c[name] == value for name, value in row.items()]
        if not connection.execute(update(VOTE).where(*there).values(answer=text)).rowcount:
            connection.execute(insert(VOTE).values(answer=text, **row))
    return True


def _open_round(connection: Connection, code: str, place: str) -> int | None:
    """Return the number of the round that is open, the first one if there is none yet."""
    last = _last_round(connection, code, place)
    if last is None:
        _begin_round(connection, code, place, 1)
        return 1
    number, is_revealed = last
    return None if is_revealed else number


def _last_round(connection: Connection, code: str, place: str) -> tuple[int, bool] | None:
    rounds = (
        select(ROUND.c.number, ROUND.c.is_revealed)
        .where(ROUND.c.code == code, ROUND.c.place == place)
        .order_by(ROUND.c.number.desc())
    )
    row = connection.execute(rounds).first()
    return None if row is None else (row.number, bool(row.is_revealed))


def _begin_round(connection: Connection, code: str, place: str, number: int) -> None:
    connection.execute(insert(ROUND).values(code=code, place=place, number=number, is_revealed=0))


def tally(database: Database, code: str, place: str) -> tuple[Round, ...]:
    """Return the rounds of a question, in their order.

    Raises:
        LearnerError: there is no such class.
    """
    with database.transaction(only_reads=True) as connection:
        find(connection, code)
        rounds = connection.execute(
            select(ROUND.c.number, ROUND.c.is_revealed)
            .where(ROUND.c.code == code, ROUND.c.place == place)
            .order_by(ROUND.c.number)
        ).all()
        counts: dict[int, Counter[str]] = {}
        for _, number, answer, count in _counted(connection, code, place):
            counts.setdefault(number, Counter())[answer] = count
    return tuple(
        Round(
            row.number,
            counts.get(row.number, Counter()).total(),
            bool(row.is_revealed),
            dict(counts.get(row.number, {})) if row.is_revealed else None,
        )
        for row in rounds
    )


def _counted(
    connection: Connection, code: str, place: str | None = None
) -> Iterator[tuple[str, int, str, int]]:
    """Yield place, round, answer and how many gave it, in an order that tells nothing."""
    columns = (VOTE.c.place, VOTE.c.round, VOTE.c.answer)
    wanted = [VOTE.c.code == code, *([] if place is None else [VOTE.c.place == place])]
    rows = select(*columns, func.count()).where(*wanted).group_by(*columns).order_by(*columns)
    for row in connection.execute(rows):
        yield row[0], row[1], row[2], row[3]


def reveal(database: Database, code: str, key: str, place: str) -> None:
    """Close the round of a question, and let everybody see its answers.

    Raises:
        LearnerError: there is no such class, or the key is wrong.
    """
    with database.transaction() as connection:
        check_key(connection, code, key)
        of_place = (ROUND.c.code == code) & (ROUND.c.place == place)
        connection.execute(update(ROUND).where(of_place).values(is_revealed=1))
        connection.execute(update(CLASS).where(CLASS.c.code == code).values(shown=place))
        change(connection, code)


def vote_again(database: Database, code: str, key: str, place: str) -> None:
    """Open another round of a question, beside those before; an empty one stays as it is.

    Raises:
        LearnerError: there is no such class, or the key is wrong.
    """
    with database.transaction() as connection:
        check_key(connection, code, key)
        change(connection, code)
        last = _last_round(connection, code, place)
        if last is None:
            _begin_round(connection, code, place, 1)
        elif last[1]:
            _begin_round(connection, code, place, last[0] + 1)


def counts(database: Database, code: str, key: str) -> list[tuple[str, int, str, int]]:
    """Return place, round, answer and how many gave it, of all questions; no seats.

    Raises:
        LearnerError: there is no such class, or the key is wrong.
    """
    with database.transaction(only_reads=True) as connection:
        check_key(connection, code, key)
        return list(_counted(connection, code))
