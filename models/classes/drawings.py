"""Drawings: a class makes a data set of its own, each seat some of it, and the teacher looks."""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from models.classes.database import Database
from models.classes.seats import change, check_key, check_seat, find
from models.classes.tables import CLASS, DRAWING, OWN
from models.texts import LearnerError

PIXELS = 28 * 28  # of a drawing, a byte each
LABELS = (2, 10)  # fewest and most
MAX_NAME = 20  # characters
MAX_OF_SEAT = 100
MAX_DRAWINGS = 3_000  # of a class: 2.4 MB


@dataclass(frozen=True)
class OwnData:
    """What a class draws."""

    names: tuple[str, ...]  # of the labels
    wanted: int  # drawings of each label, of the whole class
    is_reviewed: bool  # whether the teacher sees each drawing before the others do
    edits: int  # grows when drawings are taken off or shown: what was read is out of date


@dataclass(frozen=True)
class Drawing:
    """One drawing."""

    number: int  # grows with every drawing of the class
    seat: int
    label: int
    pixels: bytes  # 28 × 28, row by row; 255 is ink
    is_shown: bool


def set_own(
    database: Database, code: str, key: str, names: tuple[str, ...], wanted: int, *, review: bool
) -> None:
    """Say what the class draws; with other labels it begins anew.

    Args:
        database: of classes.
        code: the class's.
        key: the teacher's.
        names: of the labels, all different.
        wanted: drawings of each label, at least one.
        review: whether drawings wait for the teacher.

    Raises:
        LearnerError: there is no such class, the key is wrong, or the names are.
        ValueError: it wants none, or more than a class may have.
    """
    if not 0 < wanted <= MAX_DRAWINGS:
        raise ValueError(f"a class wants from 1 to {MAX_DRAWINGS} drawings of each label")
    names = tuple(name.strip() for name in names)
    least, most = LABELS
    is_right = least <= len(names) == len(set(names)) <= most
    if not is_right or not all(0 < len(name) <= MAX_NAME for name in names):
        raise LearnerError("label names", least=least, most=most, characters=MAX_NAME)
    with database.transaction() as connection:
        check_key(connection, code, key)
        change(connection, code)
        before = _own(connection, code)
        text = json.dumps(names)
        edits = 1 if before is None else before.edits + 1
        if before is not None and before.names != text:
            connection.execute(delete(DRAWING).where(DRAWING.c.code == code))
        connection.execute(delete(OWN).where(OWN.c.code == code))
        row = {"names": text, "wanted": wanted, "is_reviewed": int(review), "edits": edits}
        connection.execute(insert(OWN).values(code=code, **row))


def own_data(database: Database, code: str) -> OwnData | None:
    """Return what a class draws; None while it draws nothing.

    Raises:
        LearnerError: there is no such class.
    """
    with database.transaction(only_reads=True) as connection:
        find(connection, code)
        row = _own(connection, code)
    if row is None:
        return None
    return OwnData(tuple(json.loads(row.names)), row.wanted, bool(row.is_reviewed), row.edits)


def add_drawing(database: Database, code: str, seat: str, label: int, pixels: bytes) -> int:
    """Add a drawing of a seat.

    Returns:
        Its number.

    Raises:
        LearnerError: there is no such class or seat, the class draws nothing, or has enough.
        ValueError: there is no such label, or it is no drawing.
    """
    if len(pixels) != PIXELS or not any(pixels):
        raise ValueError("a drawing has 28 x 28 bytes, and some ink")
    with database.transaction() as connection:
        change(connection, code)
        number = check_seat(connection, code, seat)
        own = _own(connection, code)
        if own is None:
            raise LearnerError("class draws nothing")
        if not 0 <= label < len(json.loads(own.names)):
            raise ValueError(f"no label {label}")
        of_class = select(func.count()).where(DRAWING.c.code == code)
        of_seat = of_class.where(DRAWING.c.seat == number)
        many = (connection.scalar(of_class) or 0) >= MAX_DRAWINGS
        if many or (connection.scalar(of_seat) or 0) >= MAX_OF_SEAT:
            raise LearnerError("enough drawings")
        # A number is never given twice: what is pressed late would meet another drawing.
        drawn = find(connection, code).drawn + 1
        connection.execute(update(CLASS).where(CLASS.c.code == code).values(drawn=drawn))
        row = {"code": code, "number": drawn, "seat": number, "label": label}
        connection.execute(
            insert(DRAWING).values(pixels=pixels, is_shown=1 - own.is_reviewed, **row)
        )
        return drawn


def drawings(database: Database, code: str, key: str = "", after: int = 0) -> tuple[Drawing, ...]:
    """Return a class's drawings in the order they came.

    Args:
        database: of classes.
        code: the class's.
        key: the teacher's, who also sees those that wait; without it only what is shown.
        after: the number of the last one that is known.

    Raises:
        LearnerError: there is no such class, or the key is wrong.
    """
    with database.transaction(only_reads=True) as connection:
        if key:
            check_key(connection, code, key)
        find(connection, code)
        wanted = [DRAWING.c.code == code, DRAWING.c.number > after]
        if not key:
            wanted.append(DRAWING.c.is_shown == 1)
        rows = connection.execute(select(DRAWING).where(*wanted).order_by(DRAWING.c.number)).all()
    return tuple(
        Drawing(row.number, row.seat, row.label, bytes(row.pixels), bool(row.is_shown))
        for row in rows
    )


def show_drawing(database: Database, code: str, key: str, number: int) -> None:
    """Let everybody see a drawing that waited.

    Raises:
        LearnerError: there is no such class, or the key is wrong.
    """
    with database.transaction() as connection:
        check_key(connection, code, key)
        there = (DRAWING.c.code == code) & (DRAWING.c.number == number)
        if connection.execute(update(DRAWING).where(there).values(is_shown=1)).rowcount:
            _count_edit(connection, code)


def remove_drawing(database: Database, code: str, key: str, number: int) -> None:
    """Take a drawing off for good.

    Raises:
        LearnerError: there is no such class, or the key is wrong.
    """
    with database.transaction() as connection:
        check_key(connection, code, key)
        there = (DRAWING.c.code == code) & (DRAWING.c.number == number)
        if connection.execute(delete(DRAWING).where(there)).rowcount:
            _count_edit(connection, code)


def next_label(database: Database, code: str, seat: str) -> int | None:
    """Return what a seat should draw next: what the class has fewest of, then the seat itself.

    Returns:
        None once the class has as many of each as it wants.

    Raises:
        LearnerError: there is no such class or seat, or the class draws nothing.
    """
    with database.transaction(only_reads=True) as connection:
        number = check_seat(connection, code, seat)
        own = _own(connection, code)
        if own is None:
            raise LearnerError("class draws nothing")
        of_class = select(DRAWING.c.label, DRAWING.c.seat).where(DRAWING.c.code == code)
        rows = connection.execute(of_class).all()
    labels = range(len(json.loads(own.names)))
    have = {label: sum(row.label == label for row in rows) for label in labels}
    mine = {
        label: sum((row.label, row.seat) == (label, number) for row in rows) for label in labels
    }
    missing = [label for label in labels if have[label] < own.wanted]
    # Seats that begin at the same moment begin with different labels.
    turn = {label: (label - number) % len(labels) for label in labels}
    return min(missing, key=lambda label: (mine[label], have[label], turn[label]), default=None)


def _own(connection: Connection, code: str) -> Row | None:
    return connection.execute(select(OWN).where(OWN.c.code == code)).one_or_none()


def _count_edit(connection: Connection, code: str) -> None:
    change(connection, code)
    connection.execute(update(OWN).where(OWN.c.code == code).values(edits=OWN.c.edits + 1))
