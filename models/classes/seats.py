"""Seats of a class: it begins, learners sit down, the teacher leads, and it ends."""

import re
import time
from dataclasses import dataclass

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from models.classes.codes import digest_of, is_secret, new_code, new_secret
from models.classes.database import Database
from models.classes.tables import CLASS, MAX_LINK, MAX_PLACE, SEAT
from models.texts import LearnerError

MAX_SEATS = 300
MAX_CLASSES = 10_000
TRIES = 5  # to find a code that is free, or a seat's number
TOUCH_SECONDS = 600  # between two signs of life that are written down
LINK = re.compile(r"[a-z]{1,30}\?scene=\d{1,2}", re.ASCII)


@dataclass(frozen=True)
class Begun:
    """A class that has just begun; the key is the teacher's alone."""

    code: str
    key: str


@dataclass(frozen=True)
class Seat:
    """A learner's seat; its id is known to their tab alone."""

    code: str
    id: str
    number: int  # from 1


@dataclass(frozen=True)
class ClassState:
    """What everybody in a class may know."""

    version: int  # grows with every change
    seats: int
    lead: str  # the link that the teacher is at; empty while nobody leads
    shown: str  # the question on the projector; empty while there is none


def begin_class(database: Database) -> Begun:
    """Begin a class.

    Raises:
        LearnerError: there are too many classes, or the database is away.
    """
    key = new_secret()
    row = {"key": digest_of(key), "version": 1, "lead": "", "shown": "", "drawn": 0}
    row["seen"] = time.time()
    for _ in range(TRIES):
        code = new_code()
        with database.transaction() as connection:
            if (connection.scalar(select(func.count()).select_from(CLASS)) or 0) >= MAX_CLASSES:
                raise LearnerError("too many classes")
            if _find(connection, code) is None:
                connection.execute(insert(CLASS).values(code=code, **row))
                return Begun(code, key)
    raise LearnerError("class unavailable")


def join(database: Database, code: str, seat: str | None = None) -> Seat:
    """Sit down, or go back to one's seat.

    Args:
        database: of classes.
        code: the class's.
        seat: the id that the tab has, which may be of another class, or forged.

    Raises:
        LearnerError: there is no such class, or it is full.
    """
    for _ in range(TRIES):
        try:
            with database.transaction() as connection:
                return _sit_down(connection, code, seat)
        except LearnerError as error:
            # Two who sit down at once may want the same number.
            if not isinstance(error.__cause__, IntegrityError):
                raise
    raise LearnerError("class unavailable")


def _sit_down(connection: Connection, code: str, seat: str | None) -> Seat:
    if seat and (number := seat_number(connection, code, seat)):
        return Seat(code, seat, number)
    change(connection, code)
    last = connection.scalar(select(func.max(SEAT.c.number)).where(SEAT.c.code == code)) or 0
    if last >= MAX_SEATS:
        raise LearnerError("class full")
    new = Seat(code, new_secret(), last + 1)
    row = {"code": code, "number": new.number, "id": digest_of(new.id), "page": "", "scene": 0}
    connection.execute(insert(SEAT).values(row))
    return new


def is_teacher(database: Database, code: str, key: str) -> bool:
    """Return whether a key is that of a class."""
    with database.transaction(only_reads=True) as connection:
        row = _find(connection, code)
    return row is not None and is_secret(key, row.key)


def state(database: Database, code: str) -> ClassState:
    """Return what everybody in a class may know; asking is a sign of life.

    Raises:
        LearnerError: there is no such class.
    """
    with database.transaction(only_reads=True) as connection:
        row = find(connection, code)
        of_class = select(func.count()).select_from(SEAT).where(SEAT.c.code == code)
        seats = connection.scalar(of_class) or 0
    if abs(time.time() - row.seen) > TOUCH_SECONDS:  # also after the clock was set back
        with database.transaction() as connection:
            connection.execute(_of(code).values(seen=time.time()))
    return ClassState(row.version, seats, row.lead, row.shown)


def lead(database: Database, code: str, key: str, link: str) -> None:
    """Offer every seat the scene that the teacher is at; an empty link lets go.

    Args:
        database: of classes.
        code: the class's.
        key: the teacher's.
        link: as in ``dense?scene=3``.

    Raises:
        LearnerError: the key is wrong.
        ValueError: the link is none of the lesson's.
    """
    if link and (len(link) > MAX_LINK or not LINK.fullmatch(link)):
        raise ValueError(f"no link to a scene: {link[:MAX_LINK]}")
    with database.transaction() as connection:
        check_key(connection, code, key)
        connection.execute(_of(code).values(lead=link))
        change(connection, code)


def show_question(database: Database, code: str, key: str, place: str) -> None:
    """Put a question on the projector; an empty place takes it off.

    Raises:
        LearnerError: there is no such class, or the key is wrong.
        ValueError: the place is too long.
    """
    if len(place) > MAX_PLACE:
        raise ValueError(f"a place has at most {MAX_PLACE} characters")
    with database.transaction() as connection:
        check_key(connection, code, key)
        connection.execute(_of(code).values(shown=place))
        change(connection, code)


def be_at(database: Database, code: str, seat: str, page: str, scene: int) -> None:
    """Note where a seat is."""
    with database.transaction() as connection:
        number = check_seat(connection, code, seat)
        there = (SEAT.c.code == code) & (SEAT.c.number == number)
        connection.execute(update(SEAT).where(there).values(page=page[:40], scene=scene))
        change(connection, code)


def end_class(database: Database, code: str, key: str) -> None:
    """Forget a class and all that belongs to it."""
    with database.transaction() as connection:
        check_key(connection, code, key)
        connection.execute(delete(CLASS).where(CLASS.c.code == code))


def find(connection: Connection, code: str) -> Row:
    """Return a class's row.

    Raises:
        LearnerError: there is no such class.
    """
    row = _find(connection, code)
    if row is None:
        raise LearnerError("class unknown")
    return row


def _find(connection: Connection, code: str) -> Row | None:
    return connection.execute(select(CLASS).where(CLASS.c.code == code)).one_or_none()


def change(connection: Connection, code: str) -> None:
    """Count a change of a class. Until the transaction ends, nobody else changes it.

    Raises:
        LearnerError: there is no such class.
    """
    values = {"version": CLASS.c.version + 1, "seen": time.time()}
    if not connection.execute(_of(code).values(values)).rowcount:
        raise LearnerError("class unknown")


def check_key(connection: Connection, code: str, key: str) -> None:
    """Check that somebody is the teacher.

    Raises:
        LearnerError: there is no such class, or its key is another one.
    """
    if not is_secret(key, find(connection, code).key):
        raise LearnerError("class key wrong")


def check_seat(connection: Connection, code: str, seat: str) -> int:
    """Return a seat's number.

    Raises:
        LearnerError: there is no such class, or no such seat in it.
    """
    find(connection, code)
    number = seat_number(connection, code, seat)
    if not number:
        raise LearnerError("seat unknown")
    return number


def seat_number(connection: Connection, code: str, seat: str) -> int:
    """Return the number of a seat in a class; 0 where it has none."""
    there = (SEAT.c.code == code) & (SEAT.c.id == digest_of(seat))
    return connection.scalar(select(SEAT.c.number).where(there)) or 0


def _of(code: str):  # noqa: ANN202 - SQLAlchemy's own type of an update
    return update(CLASS).where(CLASS.c.code == code)
