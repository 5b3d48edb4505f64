"""A database of classes for each test: SQLite's, and a real PostgreSQL where one is installed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.classes.database import Database
from models.classes.tables import metadata
from tests.models.classes.postgres import PROGRAMS, serve_postgres


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL of these tests' own."""
    if not PROGRAMS:
        pytest.skip("no PostgreSQL is installed (Debian: apt install postgresql)")
    with serve_postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database."""
    if request.param == "sqlite":
        opened = Database(f"sqlite:///{tmp_path / 'classes.sqlite3'}")
    else:
        opened = Database(request.getfixturevalue("postgres"))
        with opened.transaction() as connection:
            metadata.drop_all(connection)
            metadata.create_all(connection)
    yield opened
    opened.close()
