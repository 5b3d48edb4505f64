"""The theatre: a run's recording, and what the trainer is asked about single moments of it."""

import hashlib
from functools import partial

import streamlit as st

from components.drawing.network_input import network_input
from components.remote.per_step_results import (
    cancel,
    is_idle,
    result_or_retry,
    results_at_steps,
    run_arguments,
    show_pending,
)
from components.remote.task_status import submit
from components.state.session import Session, current_session
from components.train.branch_form import branching
from components.train.misclassified import mistakes
from components.train.run_player import training_view
from components.train.run_player.events import epoch_from, reach, unit_from
from components.train.step_check import moment_check
from components.train.step_explainer import step_story
from components.ui.lesson_text import Lesson
from models.data.datasets import shape_of
from models.nn.arrays import Array
from models.runtime import run_registry
from models.runtime.run_registry import RunView
from models.training.config import SNAPSHOTS_PER_EPOCH
from models.training.recording import RecordedSnapshot, quantize, unpack_frame

AHEAD = 8  # batches trained again at once, so that the next presses need no wait
KEPT = 64  # single batches kept a run


def theatre(lesson: Lesson, view: RunView) -> None:
    """Show a run, moment by moment.

    Args:
        lesson: says what the pictures mean.
        view: the run.
    """
    session = current_session()
    drawing = _drawing(session, view)
    steps = [*view.frames, *_batches(view)] if is_idle(view) else None
    unit, weights = _unit(view, steps)
    answers = _answers(view, drawing, steps)
    on_epoch = partial(_step_on, view.id)
    wishes = training_view(lesson, view, _batches(view), answers, drawing, unit, weights, on_epoch)
    if wishes.batch is not None:
        _ask_for_batches(session, view, wishes.batch)
    # What is waited for stands below, so that nothing above moves when it comes.
    show_pending("answers", "Every moment's network is asked about your drawing.")
    show_pending("unit", "The unit's weights are fetched from every moment.", quantize)
    if (asked := session.requests.get("batches")) is not None and asked.subject.startswith(view.id):
        words = "These batches are trained again, to the bit."
        result_or_retry("batches", asked, partial(_keep_batches, view), words)
    if wishes.cell is not None:
        mistakes(lesson, session, view, wishes.cell)
    if wishes.check is not None:
        moment_check(lesson, session, view, wishes.check)
    if wishes.branch is not None:
        branching(lesson, view, wishes.branch.step)
    if wishes.story is not None:
        _story(lesson, session, view, *wishes.story)


def _drawing(session: Session, view: RunView) -> Array | None:
    """The learner's picture as the network reads it; None where there is none it could read."""
    drawn = (
        session.drawing.source and session.drawing.levels.any()
    )  # not the example one finds on the pad
    if not drawn or shape_of(view.dataset, "test")[1:] != (28, 28):
        return None
    try:
        return network_input(session)
    except ValueError:
        return None  # the page Network says why; here it is not what one came for


def _answers(view: RunView, drawing: Array | None, steps: list[int] | None) -> dict[int, Array]:
    """What the network of each moment makes of the drawing, as far as it is known."""
    if drawing is None:
        cancel("answers")
        return {}
    mark = f"{view.id} {hashlib.blake2b(drawing.tobytes(), digest_size=8).hexdigest()}"
    return results_at_steps(
        "answers", mark, "predictions_at", run_arguments(view) | {"image": drawing}, steps
    )


def _unit(
    view: RunView, steps: list[int] | None
) -> tuple[tuple[int, int] | None, dict[int, tuple[Array, float]]]:
    """The unit the learner chose, and its weights where the recording has no picture of them."""
    unit = unit_from((st.session_state.get("training_view") or {}).get("unit"), view)
    if unit is None:
        cancel("unit")
        return None, {}
    layer, place = unit
    mark = f"{view.id} {layer} {place}"
    asked_for = run_arguments(view) | {"layer": layer, "unit": place}
    return unit, results_at_steps("unit", mark, "weights_at", asked_for, steps)


def _step_on(run_id: str) -> None:
    """Let a held run go on to the end of an epoch; at its training's end it is over."""
    view = run_registry.get(run_id)
    wanted = (st.session_state.get("training_view") or {}).get("epoch")
    if view is None or (epoch := epoch_from(wanted, view)) is None:
        return
    last = epoch * min(SNAPSHOTS_PER_EPOCH, view.batches)
    run_registry.step(run_id, last + (epoch == view.config.epochs))


def _batches(view: RunView) -> dict[int, RecordedSnapshot]:
    """The single batches of this run that were trained again or ahead, by step; of the looks
    only such as were not judged when they were recorded.
    """
    kept = st.session_state.setdefault("batches", {"run": view.id, "frames": {}})
    if kept["run"] != view.id:
        kept.update(run=view.id, frames={})
    return {
        step: frame
        for step, frame in kept["frames"].items()
        if step <= reach(view) and not _is_judged(view, step)
    }


def _is_judged(view: RunView, step: int) -> bool:
    """Whether a step was recorded, and judged at that."""
    return step in view.frames and view.frames[step].is_evaluated


def _keep_batches(view: RunView, packed: list[bytes]) -> bool:
    frames = _batches(view) | {frame.step: frame for frame in map(unpack_frame, packed)}
    st.session_state["batches"]["frames"] = dict(list(frames.items())[-KEPT:])
    return True


def _ask_for_batches(session: Session, view: RunView, wanted: tuple[int, int]) -> None:
    """Have the batches from one on trained again, once for each press of the learner's."""
    asked, mark = session.requests.get("batches"), f"{view.id} {wanted}"
    if asked is not None and (asked.pending or asked.subject == mark):
        return
    known = _batches(view)
    # Ahead of a held run one at a time, so that it goes on from nowhere but where it is.
    next_ones = range(wanted[0], max(wanted[0], min(wanted[0] + AHEAD - 1, view.step)) + 1)
    steps = [step for step in next_ones if step not in known and not _is_judged(view, step)]
    submit("batches", mark, "frames_at", run_arguments(view) | {"steps": steps})


def _story(lesson: Lesson, session: Session, view: RunView, moment: int, when: int) -> None:
    """Tell the step that led to a moment; of a network still to learn, the one that comes first."""
    step = max(moment - 1, int(view.history.step[0]))
    kept = st.session_state.setdefault("story", {}).get((view.id, step))
    wanted = step_story(lesson, view, step, kept, when)
    if kept is not None and (kept["layer"], kept["unit"]) == wanted:
        return
    asked, mark = session.requests.get("story"), f"{view.id} {step} {wanted} {when}"
    if asked is None or (asked.subject != mark and not asked.pending):
        place = {"step": step, "layer": wanted[0], "unit": wanted[1]}
        submit("story", mark, "step_report", run_arguments(view) | place)
    take = partial(_keep_story, (view.id, step))
    result_or_retry(
        "story", session.requests["story"], take, "This batch is trained again, to the bit."
    )


def _keep_story(about: tuple[str, int], told: dict) -> bool:
    st.session_state["story"] = {about: told}
    return True
