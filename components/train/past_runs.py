"""Past runs: which runs a learner compares, stored in their tab to survive a reload."""

import re
from dataclasses import replace
from typing import Any

from components.state.run_history import MAX_RUNS
from components.state.session import Session
from models.runtime import run_registry as runs

RUN = re.compile(r"[\w-]{16,64}", re.ASCII)  # an id as `models.runtime.run_registry` makes them
NAME = re.compile(r"run ([1-9]\d{0,5})", re.ASCII)


def named_runs(session: Session) -> list[tuple[str, str]]:
    """Return id and name of a learner's ended runs, then the ids of those left that still train."""
    return [
        *((run.id, run.name) for run in session.runs.ended),
        *((run, "") for run in session.runs.abandoned),
    ]


def checked_runs(value: Any) -> list[tuple[str, str]]:
    """Return the valid runs of such a list from a browser, which may send anything."""
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


def restore_runs(session: Session, named: list[tuple[str, str]]) -> None:
    """Restore the runs a learner compared before a reload, from the registry.

    Args:
        session: the learner's; runs it already has, by the link, stay at the end.
        named: as `named_runs` returns them.
    """
    newer = {run.id: run for run in session.runs.ended}
    restored = []
    for run_id, name in dict(named).items():
        run = newer.pop(run_id, None) or runs.summary(run_id)
        if run is not None and name:
            restored.append(replace(run, name=name))
        elif run is not None:
            newer[run_id] = run
        elif not name and runs.get(run_id) is not None and run_id not in session.runs.abandoned:
            session.runs.abandoned = [*session.runs.abandoned, run_id][-MAX_RUNS:]
    last = max(
        (int(name.removeprefix("run ")) for _, name in named if NAME.fullmatch(name)), default=0
    )
    renamed = [
        replace(run, name=f"run {last + number}") for number, run in enumerate(newer.values(), 1)
    ]
    session.runs.ended = [*restored, *renamed][-MAX_RUNS:]
    session.runs.ended_count = last + len(renamed)
