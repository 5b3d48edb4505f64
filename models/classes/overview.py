"""Overview for the teacher: where the class is, and what it answered at first; counts alone."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from models.classes.database import Database
from models.classes.seats import check_key
from models.classes.tables import SEAT, VOTE

FIRST = 1  # a round; the later ones follow a discussion


@dataclass(frozen=True)
class Overview:
    """Where a class is, and what it answered before it talked."""

    seats: dict[tuple[str, int], int]  # by page and scene; of those that said where they are
    answers: dict[str, dict[str, int]]  # by the question's place: how many gave each answer


def overview(database: Database, code: str, key: str) -> Overview:
    """Return where a class is and what it answered.

    Raises:
        LearnerError: there is no such class, or the key is wrong.
    """
    with database.transaction(only_reads=True) as connection:
        check_key(connection, code, key)
        return Overview(_seats(connection, code), _answers(connection, code))


def _seats(connection: Connection, code: str) -> dict[tuple[str, int], int]:
    where = (SEAT.c.page, SEAT.c.scene)
    rows = select(*where, func.count()).where(SEAT.c.code == code, SEAT.c.page != "")
    return {(row[0], row[1]): row[2] for row in connection.execute(rows.group_by(*where))}


def _answers(connection: Connection, code: str) -> dict[str, dict[str, int]]:
    what = (VOTE.c.place, VOTE.c.answer)
    rows = select(*what, func.count()).where(VOTE.c.code == code, VOTE.c.round == FIRST)
    found: dict[str, Counter[str]] = {}
    for place, answer, count in connection.execute(rows.group_by(*what).order_by(*what)):
        found.setdefault(place, Counter())[answer] = count
    return {place: dict(counter) for place, counter in found.items()}
