"""A database of classes for each test: SQLite's, and a real PostgreSQL where one is installed."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.classes.database import Database
from models.classes.tables import metadata

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1:]


def as_postgres(*command: str | Path) -> None:
    """Run a program of PostgreSQL, which refuses to be run by root."""
    user = "postgres" if os.geteuid() == 0 else None
    subprocess.run([*map(str, command)], check=True, user=user, capture_output=True, timeout=60)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL of these tests' own."""
    if not PROGRAMS:
        pytest.skip("no PostgreSQL is installed (Debian: apt install postgresql)")
    (programs,) = PROGRAMS
    folder = Path(f"/tmp/unrolled-postgres-{os.getpid()}")
    folder.mkdir(mode=0o700)
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
    data = folder / "data"
    as_postgres(programs / "initdb", "-D", data, "-A", "trust", "-U", "lesson", "--no-sync")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    as_postgres(programs / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start")
    yield f"postgresql+pg8000://lesson@/postgres?unix_sock={folder}/.s.PGSQL.5432"
    as_postgres(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    shutil.rmtree(folder)


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
