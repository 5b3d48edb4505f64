"""The database of classes, when something is wrong with it, and when a class is over."""

import sqlite3
import time

import pytest
from sqlalchemy import select, update

from models.classes import database as database_module
from models.classes.database import Database, state_file
from models.classes.forgetting import LIFE_SECONDS, LOOK_SECONDS, Forgetting
from models.classes.seats import MAX_SEATS, begin_class, join, state
from models.classes.tables import CLASS
from models.classes.votes import tally, vote
from models.texts import LearnerError


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////no/such/folder/classes.sqlite3",
        "postgresql+pg8000://lesson@127.0.0.1:9/lesson",
    ],
)
def test_a_database_that_is_away_is_one_sentence(url):
    with pytest.raises(LearnerError) as away:
        begin_class(Database(url))
    assert away.value.key == "class unavailable"


def test_a_locked_file_is_one_sentence_and_what_was_confirmed_is_there(tmp_path, monkeypatch):
    monkeypatch.setattr(database_module, "WAIT_SECONDS", 0.1)
    file = tmp_path / "classes.sqlite3"
    database = Database(f"sqlite:///{file}")
    begun = begin_class(database)
    seat = join(database, begun.code).id
    vote(database, begun.code, seat, "a.b", 1)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LearnerError) as locked:
        vote(database, begun.code, seat, "a.b", 2)
    assert locked.value.key == "class unavailable"
    assert tally(database, begun.code, "a.b")[0].answered == 1, "who only reads does not wait"
    other.execute("ROLLBACK")
    assert vote(database, begun.code, seat, "a.b", 2)


def test_a_full_disk_is_one_sentence_and_what_was_confirmed_is_there(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'classes.sqlite3'}")
    begun = begin_class(database)
    with database.transaction(only_reads=True) as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    confirmed, refused = 0, ""
    for _ in range(MAX_SEATS):
        try:
            join(database, begun.code)
        except LearnerError as error:
            refused = error.key
            break
        confirmed += 1
    assert refused == "class unavailable"
    assert state(database, begun.code).seats == confirmed


def test_a_database_that_was_restarted_is_used_again(database):
    code = begin_class(database).code
    database.close()
    assert state(database, code).seats == 0


def test_the_file_lies_where_the_system_has_state_else_with_temporary_files(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert state_file().parent == tmp_path / "state" / "unrolled"
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(database_module.tempfile, "gettempdir", lambda: str(tmp_path))
    assert state_file().parent == tmp_path


class Clocks:
    """A time of day that is set, and seconds that only grow."""

    def __init__(self) -> None:
        self.day, self.steady = time.time(), 0.0

    def wait(self, seconds: float) -> None:
        self.day += seconds
        self.steady += seconds


def test_a_class_is_forgotten_a_day_after_its_last_sign_of_life(database):
    begun, clocks = begin_class(database), Clocks()
    forgetting = Forgetting(database, lambda: clocks.day, lambda: clocks.steady)
    assert forgetting.forget() == 0
    clocks.wait(LIFE_SECONDS - 60)
    assert forgetting.forget() == 0
    clocks.wait(LOOK_SECONDS)
    assert forgetting.forget() == 0, "one look is none"
    clocks.wait(LOOK_SECONDS)
    assert forgetting.forget() == 1
    with pytest.raises(LearnerError):
        state(database, begun.code)


@pytest.mark.parametrize("days", [2, -2])
def test_a_clock_that_jumps_ends_no_class_that_lives_and_keeps_none_that_is_over(database, days):
    living, over = begin_class(database).code, begin_class(database).code
    clocks = Clocks()
    forgetting = Forgetting(database, lambda: clocks.day, lambda: clocks.steady)
    clocks.day += days * LIFE_SECONDS
    assert forgetting.forget() == 0
    clocks.wait(LOOK_SECONDS)
    with database.transaction() as connection:  # as an open page does
        connection.execute(update(CLASS).where(CLASS.c.code == living).values(seen=clocks.day))
    assert forgetting.forget() == 1
    with database.transaction() as connection:
        assert connection.scalars(select(CLASS.c.code)).all() == [living]
    assert over != living
