"""The runs of a comparison, stored in the tab and restored after a reload."""

import json

import pytest

from components.shell.tab_storage import MAX_LENGTH, parse_runs
from components.state.run_history import MAX_RUNS
from components.state.session import Session
from components.train.past_runs import checked_runs
from models.runtime import run_registry
from models.runtime.run import Run
from models.runtime.run_parts import RunSpec
from models.runtime.run_registry import LEASE_SECONDS
from models.runtime.run_retention import RETENTION_SECONDS
from models.training.config import TrainingConfig
from tests.models.recorded_runs import packed_frames, recorded, rows_of
from tests.pages.visit import errors, event, opened, session, visit

TRAINED = {"hidden_units": (4,), "epochs": 1}


def ended_run(registry, name: str, ago: float = 0.0, learner: str = "") -> str:
    """Have a run here that ended a while ago; nobody's, unless told whose."""
    view = recorded(**TRAINED)
    run = Run(RunSpec(name.ljust(22, "_"), view.config, learner=learner))
    said = {"attempt": "one", "worker": "one", "first": 0, "total": view.total_steps}
    run.apply(said | {"items": rows_of(view), "frames": packed_frames(**TRAINED)})
    run.result.layers = view.layers
    run.end("finished", "")
    run.result.ended_at -= ago
    registry.add(run)
    return run.id


def compared(*ids: str):
    """A session whose learner ended these runs, one after the other."""
    learner = Session()
    for run_id in ids:
        learner.runs.add_ended(run_registry.get(run_id))
    learner.runs.current = ids[-1]
    return visit("train", learner)


def said(at) -> str:
    return json.loads(at.get_by_key("tab_memory").proto.json)["stored"]


def others(at) -> list[str]:
    """The names of the runs whose curves stand beside the one that is shown."""
    return [
        each["name"] for each in json.loads(at.get_by_key("training_view").proto.json)["otherRuns"]
    ]


def reloaded(held: str, run: str):
    """A new session, as F5 makes one: it has the link, and what the tab kept."""
    return event(opened("train", run=run), "tab_memory", stored=held)


def test_after_a_reload_the_earlier_runs_are_compared_under_their_names(registry):
    before = compared(*(ended_run(registry, name) for name in ("first", "second", "third")))
    assert others(before) == ["run 1", "run 2"]
    after = reloaded(said(before), session(before).runs.current)
    assert errors(after) == []
    assert others(after) == ["run 1", "run 2"]
    assert [run.name for run in session(after).runs.ended] == ["run 1", "run 2", "run 3"]
    assert session(after).runs.ended_count == 3
    assert said(after) == said(before)


def test_runs_whose_recordings_are_dropped_still_have_their_curves(registry):
    first, second = (
        ended_run(registry, name, RETENTION_SECONDS - 60, "ada") for name in ("old", "new")
    )
    before = compared(first, second)
    for name in ("a", "b"):  # a learner's third run is let go
        ended_run(registry, name, LEASE_SECONDS + 9, "ada")
    registry.tidy()
    assert run_registry.get(first) is None
    after = reloaded(said(before), session(before).runs.current)
    assert [run.id for run in session(after).runs.ended] == [first, second]


def test_a_run_that_ended_since_the_reload_comes_after_the_restored_ones(registry):
    before = compared(ended_run(registry, "first"))
    newest = ended_run(registry, "second")
    after = reloaded(said(before), newest)
    assert [run.name for run in session(after).runs.ended] == ["run 1", "run 2"]
    assert session(after).runs.ended[-1].id == newest


def test_an_abandoned_run_is_stored_once_it_has_ended(registry):
    first, second = ended_run(registry, "first"), ended_run(registry, "second")
    before = compared(first, second)
    going = Run(RunSpec("going".ljust(22, "_"), TrainingConfig()))
    registry.add(going)
    session(before).runs.abandoned = [going.id]
    after = reloaded(said(before.run()), second)
    assert session(after).runs.abandoned == [going.id]


@pytest.mark.parametrize(
    "forged",
    [
        None,
        3,
        "run 1",
        {"a": "b"},
        [None, 3, "x", [], ["x"], {}, ["a" * 22, "run 1", "run 1"]],
        [["a" * 22, "run 0"], ["a" * 22, "run 9999999"], ["a" * 22, "**run 1**"]],
        [["a" * 99, "run 1"], ["<" * 22, "run 1"], [3, "run 1"], ["a" * 22, 1], ["", ""]],
        [[["a"], "run 1"], ["ä" * 22, "run 1"], ["a" * 22, "run ١"]],
    ],
)
def test_forged_runs_are_ignored(forged):
    held = json.dumps({"runs": forged})
    assert parse_runs(held) == []
    at = event(opened("train"), "tab_memory", stored=held)
    assert errors(at) == []
    assert session(at).runs.ended == session(at).runs.abandoned == []


def test_unknown_ids_are_ignored_and_there_are_never_too_many(registry):
    nobodys = [[f"{number:022}", "run 1"] for number in range(5000)]
    assert len(checked_runs(nobodys)) == 2 * MAX_RUNS
    at = event(opened("train"), "tab_memory", stored=json.dumps({"runs": nobodys})[:MAX_LENGTH])
    at = reloaded(json.dumps({"runs": nobodys[:9]}), "")
    assert errors(at) == []
    assert session(at).runs.ended == []
