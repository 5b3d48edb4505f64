"""Database of classes: SQLite in the system's place for state, or what `UNROLLED_DATABASE` names.

Each public function of the package is one transaction. What goes wrong with the database itself
(locked, full, away, too slow) is one sentence for whoever asked; nothing is half done then.
"""

import logging
import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import platformdirs
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from models.classes.tables import metadata
from models.texts import LearnerError

FILE = "classes.sqlite3"
WAIT_SECONDS = 4  # for a lock, a connection or an answer; a page waits no longer
log = logging.getLogger("unrolled")


class Database:
    """A database, opened at its first use and again after it was away."""

    def __init__(self, url: str = "") -> None:
        """Set it up without opening it.

        Args:
            url: SQLAlchemy's, as in ``postgresql+pg8000://user@host/name``; empty is the file.
        """
        self._url, self._engine, self._opening = url, None, threading.Lock()

    @contextmanager
    def transaction(self, *, only_reads: bool = False) -> Iterator[Connection]:
        """Begin a transaction, which is committed at the end of the block.

        Args:
            only_reads: whether it waits for nobody who writes, and changes nothing itself.

        Raises:
            LearnerError: the database is locked, full, away or too slow. Nothing was changed.
        """
        try:
            engine = self._opened()
            with engine.execution_options(only_reads=only_reads).begin() as connection:
                yield connection
        except (SQLAlchemyError, OSError) as error:
            # The message may hold what learners wrote; its kind is enough.
            log.warning("the database of classes failed: %s", type(error).__name__)
            raise LearnerError("class unavailable") from error

    def close(self) -> None:
        """Close all connections; the next use opens it again."""
        with self._opening:
            if self._engine is not None:
                self._engine.dispose()
            self._engine = None

    def _opened(self) -> Engine:
        with self._opening:
            if self._engine is None:
                engine = open_engine(make_url(self._url or f"sqlite:///{state_file()}"))
                metadata.create_all(engine)
                self._engine = engine
        return self._engine


def open_engine(url: URL) -> Engine:
    """Return an engine that never waits for longer than `WAIT_SECONDS`."""
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": WAIT_SECONDS})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin)
        return engine
    return create_engine(
        url,
        pool_pre_ping=True,  # a database that was restarted is connected to again
        pool_timeout=WAIT_SECONDS,
        pool_size=8,
        connect_args={
            "timeout": WAIT_SECONDS,  # of the line itself, for one that hangs
            "startup_params": {"options": f"-c lock_timeout={WAIT_SECONDS}s"},
        },
    )


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where `_begin` says
    for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {setting}")


def _begin(connection: Connection) -> None:
    # A transaction that first reads and then writes would fail at once where another writes.
    only_reads = connection.get_execution_options().get("only_reads")
    connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")


def state_file() -> Path:
    """Return where SQLite's file lies: the system's place for state, else for temporary files."""
    for folder in (platformdirs.user_state_path("unrolled"), Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder / FILE
    raise OSError("no folder for the database of classes can be written to")
