"""A real PostgreSQL for tests and benchmarks, where Debian's package is installed."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1:]


def _run(*command: str | Path) -> None:
    # PostgreSQL refuses to be run by root.
    user = "postgres" if os.geteuid() == 0 else None
    subprocess.run([*map(str, command)], check=True, user=user, capture_output=True, timeout=60)


@contextmanager
def serve_postgres() -> Iterator[str]:
    """Start an empty PostgreSQL, which only this machine reaches; yield its address."""
    (programs,) = PROGRAMS
    folder = Path(tempfile.mkdtemp(prefix="unrolled-postgres-"))
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
    data = folder / "data"
    try:
        _run(programs / "initdb", "-D", data, "-A", "trust", "-U", "lesson", "--no-sync")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        start = ("-o", options, "-l", folder / "log", "-w", "start")
        _run(programs / "pg_ctl", "-D", data, *start)
        try:
            yield f"postgresql+pg8000://lesson@/postgres?unix_sock={folder}/.s.PGSQL.5432"
        finally:
            _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)
