"""Past runs: which runs a learner compares, as their tab remembers them through a reload."""

import re
from dataclasses import replace
from typing import Any

from components.state.run_history import MAX_RUNS
from components.state.session import Session
from models.runtime import run_registry as runs

RUN = re.compile(r"[\w-]{16,64}", re.ASCII)  # an id as `models.runtime.run_registry` makes them
NAME = re.compile(r"run ([1-9]\d{0,5})", re.ASCII)


def named_runs(session: Session) -> list[tuple[str, str]]:
    """List the runs a learner has ended, by id and name, then those left that go on, unnamed."""
    return [
        *((run.id, run.name) for run in session.runs.ended),
        *((run, "") for run in session.runs.abandoned),
    ]


def checked_runs(value: Any) -> list[tuple[str, str]]:
    """Read such a list back from a browser, which may send anything; what is no run is left out."""
    if not isinstance(value, list):
        return []
    return [
        (each[0], each[1])
        for each in value[: 2 * MAX_RUNS]
        if isinstance(each, list)
        and len(each) == 2
        and all(isinstance(part, str) for part in each)
        and RUN.fullmatch(each[0])
        and (not each[1] or NAME.fullmatch(each[1]))
    ]


def take_back(session: Session, named: list[tuple[str, str]]) -> None:
    """Find again, in the registry, the runs a learner compared before a reload.

    Args:
        session: theirs; what it has found already, by the link, keeps its place at the end.
        named: as `named_runs` lists them.
    """
    since = {run.id: run for run in session.runs.ended}
    found = []
    for run_id, name in dict(named).items():
        run = since.pop(run_id, None) or runs.kept(run_id)
        if run is not None and name:
            found.append(replace(run, name=name))
        elif run is not None:
            since[run_id] = run
        elif not name and runs.get(run_id) is not None and run_id not in session.runs.abandoned:
            session.runs.abandoned = [*session.runs.abandoned, run_id][-MAX_RUNS:]
    last = max(
        (int(name.removeprefix("run ")) for _, name in named if NAME.fullmatch(name)), default=0
    )
    since = [replace(run, name=f"run {last + nth}") for nth, run in enumerate(since.values(), 1)]
    session.runs.ended = [*found, *since][-MAX_RUNS:]
    session.runs.ended_count = last + len(since)
