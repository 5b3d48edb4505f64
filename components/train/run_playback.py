"""The playback of a run: its recording, and tasks about single steps of it."""

from collections import ChainMap
from collections.abc import Mapping
from functools import partial

import numpy as np
import streamlit as st

from components.drawing.labeled_digit import Digit, example, scene_digit
from components.drawing.network_input import network_input
from components.remote.per_step_results import (
    cancel,
    is_idle,
    result_or_retry,
    results_at_steps,
    run_arguments,
    show_pending,
)
from components.remote.task_status import ensure_request
from components.state.session import Session, current_session
from components.train.branch_form import branch_form
from components.train.current_run import shown_run
from components.train.mistakes import await_mistakes, find_mistakes, take_mistake
from components.train.run_player import KEY, Requested, Stage, UnitWeights, run_player
from components.train.run_player.events import (
    Cell,
    cell_from,
    epoch_from,
    last_step,
    picked_from,
    unit_from,
)
from components.train.step_check import step_check
from components.train.step_explainer import step_explainer
from components.ui.lesson_text import Lesson
from models.data.datasets import shape_of
from models.nn.arrays import Array
from models.nn.network import predict
from models.runtime import run_registry
from models.runtime.run_registry import RunView
from models.training.config import SNAPSHOTS_PER_EPOCH
from models.training.recording import RecordedSnapshot, quantize, unpack_frame
from models.training.untrained import UNTRAINED

PREFETCH = 8  # single steps computed at once, so that the next presses need no wait
MAX_SINGLE_STEPS = 64  # stored per run


def run_playback(lesson: Lesson, view: RunView, stage: Stage) -> None:
    """Show a run step by step.

    Args:
        lesson: has the words.
        view: the run; of an untrained one its first frame is known.
        stage: what of it is shown.
    """
    session = current_session()
    cell = _chosen_cell(view)
    requested = _requested(view, stage, cell)
    with st.container(key="train_player", gap=None):
        events = run_player(
            lesson,
            view,
            requested,
            stage,
            on_epoch=partial(_train_to_epoch_end, view.id),
            on_picked=_take_mistake,
        )
    if events.batch is not None:
        _request_single_steps(view, events.batch)
    with st.container(key="train_pending"):
        _show_pending_requests(lesson, session, view)
        await_mistakes(lesson, view, cell)
    if stage.fills:
        return
    if events.check is not None:
        step_check(lesson, view, events.check)
    if events.branch is not None:
        branch_form(lesson, view, events.branch.step)
    if events.explanation is not None:
        explain_step(lesson, view, *events.explanation)


def _requested(view: RunView, stage: Stage, cell: Cell | None) -> Requested:
    """Return what is known beside the recording, and request what is missing."""
    session = current_session()
    digit = scene_digit(session) if stage.fills else _drawing(session, view)
    computed = single_steps(view)
    steps = [*view.frames, *computed] if is_idle(view) else None
    unit, weights = _chosen_unit(view, steps)
    predictions = _predictions(view, digit, steps)
    mistakes = find_mistakes(view, cell)
    return Requested(computed, predictions, digit, unit, weights, mistakes)


def _event(name: str) -> object:
    """Return what the player reported last under a name."""
    return (st.session_state.get(KEY) or {}).get(name)


def _chosen_cell(view: RunView) -> Cell | None:
    """Return the cell of the confusion matrix whose images are shown."""
    return cell_from(_event("cell"), view, _frames(view))


def _frames(view: RunView) -> Mapping[int, RecordedSnapshot]:
    """Return all frames of a run, single steps included."""
    return ChainMap(single_steps(view), view.frames)  # pyright: ignore[reportArgumentType, reportReturnType] - only read


def _take_mistake() -> None:
    """Put the picked image of the chosen cell on the learner's pad."""
    session = current_session()
    view = shown_run(session)
    cell, index = _chosen_cell(view), picked_from(_event("picked"), view)
    if cell is not None and index is not None:
        take_mistake(session, view, cell, index)


def _show_pending_requests(lesson: Lesson, session: Session, view: RunView) -> None:
    """Show what is pending, below the player, so that nothing above moves when it comes."""
    show_pending("answers", lesson.label("predicting"))
    show_pending("unit", lesson.label("fetching weights"), quantize)
    request = session.requests.get("batches")
    if request is not None and request.subject.startswith(view.id):
        words = lesson.label("repeating batches")
        result_or_retry("batches", request, partial(_store_single_steps, view), words)


def _drawing(session: Session, view: RunView) -> Digit | None:
    """Return the learner's drawing as the network reads it; the example while there is none.

    Returns:
        None where the network reads no drawing.
    """
    is_drawn = (
        session.drawing.source and session.drawing.levels.any()
    )  # not the example on the pad at first
    if shape_of(view.dataset, "test")[1:] != (28, 28):
        return None
    if not is_drawn:
        return example()
    try:
        return Digit(network_input(session), None)
    except ValueError:
        return None  # the page Network shows the reason


def _predictions(view: RunView, digit: Digit | None, steps: list[int] | None) -> dict[int, Array]:
    """Return the predictions for a digit by step, as far as they are known."""
    if digit is None:
        cancel("answers")
        return {}
    if view.state == UNTRAINED:
        return {0: predict(digit.image[np.newaxis], view.layers or ())[0]}
    if steps is not None and digit.is_in(view.probe):
        steps = [step for step in steps if step not in view.frames]
    arguments = run_arguments(view) | {"image": digit.image}
    subject = f"{view.id} {digit.fingerprint}"
    return results_at_steps("answers", subject, "predictions_at", arguments, steps)


def _chosen_unit(
    view: RunView, steps: list[int] | None
) -> tuple[tuple[int, int] | None, UnitWeights]:
    """Return the chosen unit and its weights by step, if the recording has no picture of it."""
    chosen = unit_from(_event("unit"), view)
    if chosen is None:
        cancel("unit")
        return None, {}
    layer, unit = chosen
    arguments = run_arguments(view) | {"layer": layer, "unit": unit}
    subject = f"{view.id} {layer} {unit}"
    return chosen, results_at_steps("unit", subject, "weights_at", arguments, steps)


def _train_to_epoch_end(run_id: str) -> None:
    """Let a paused run continue to the end of an epoch; the last one ends the training."""
    view = run_registry.get(run_id)
    if view is None or (epoch := epoch_from(_event("epoch"), view)) is None:
        return
    snapshots = epoch * min(SNAPSHOTS_PER_EPOCH, view.batches)
    run_registry.step(run_id, snapshots + (epoch == view.config.epochs))


def single_steps(view: RunView) -> dict[int, RecordedSnapshot]:
    """Return the steps of this run that were computed on request.

    A step that was also recorded is among them only if the recording did not evaluate it.
    """
    stored = st.session_state.setdefault("batches", {"run": view.id, "frames": {}})
    if stored["run"] != view.id:
        stored.update(run=view.id, frames={})
    return {
        step: frame
        for step, frame in stored["frames"].items()
        if step <= last_step(view) and not _is_evaluated(view, step)
    }


def _is_evaluated(view: RunView, step: int) -> bool:
    """Return whether a step was recorded, and evaluated at that step."""
    return step in view.frames and view.frames[step].is_evaluated


def _store_single_steps(view: RunView, packed: list[bytes]) -> bool:
    frames = single_steps(view) | {frame.step: frame for frame in map(unpack_frame, packed)}
    st.session_state["batches"]["frames"] = dict(list(frames.items())[-MAX_SINGLE_STEPS:])
    return True


def _request_single_steps(view: RunView, wanted: tuple[int, int]) -> None:
    """Request the steps from one on, once for each press."""
    known = single_steps(view)
    # Ahead of a paused run one at a time, so that the run continues from the step it is at.
    last = max(wanted[0], min(wanted[0] + PREFETCH - 1, view.step))
    steps = [
        step
        for step in range(wanted[0], last + 1)
        if step not in known and not _is_evaluated(view, step)
    ]
    arguments = run_arguments(view) | {"steps": steps}
    ensure_request("batches", f"{view.id} {wanted}", "frames_at", arguments, wait=True)


def explain_step(lesson: Lesson, view: RunView, shown_step: int, press_id: int) -> None:
    """Explain the step that led to the shown one; for an untrained network, the first."""
    step = max(shown_step - 1, int(view.history.step[0]))
    report = st.session_state.setdefault("story", {}).get((view.id, step))
    layer, unit = step_explainer(lesson, view, step, report, press_id)
    if report is not None and (report["layer"], report["unit"]) == (layer, unit):
        return
    arguments = run_arguments(view) | {"step": step, "layer": layer, "unit": unit}
    subject = f"{view.id} {step} {layer} {unit} {press_id}"
    request = ensure_request("story", subject, "step_report", arguments, wait=True)
    store = partial(_store_report, (view.id, step))
    result_or_retry("story", request, store, lesson.label("repeating batch"))


def _store_report(run_and_step: tuple[str, int], report: dict) -> bool:
    st.session_state["story"] = {run_and_step: report}
    return True
