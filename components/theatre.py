"""The theatre: a run's recording, and what the trainer is asked about single moments of it."""

import hashlib
from functools import partial

import numpy as np
import streamlit as st

from components.asking import answered, ask
from components.branching import branching
from components.contents import pages
from components.lesson import Lesson
from components.memory import Asked, Learner, learner
from components.picture import put_test_image
from components.picture_row import picture_row
from components.predict import network_input
from components.step_story import step_story
from components.training_view import training_view
from models.arrays import Array
from models.datasets import examples, shape_of
from models.frames import Frame, unpack_frame
from models.runs import RunView

AHEAD = 8  # batches trained again at once, so that the next presses need no wait
KEPT = 64  # single batches kept a run
SHOWN = 12  # mistakes


def theatre(lesson: Lesson, view: RunView) -> None:
    """Show a run, moment by moment.

    Args:
        lesson: says what the pictures mean.
        view: the run.
    """
    notebook = learner()
    drawing = _drawing(notebook, view)
    asked, answers = _answers(notebook, view, drawing)
    wishes = training_view(lesson, view, _batches(view), answers, drawing)
    if wishes.batch is not None:
        _ask_for_batches(notebook, view, wishes.batch)
    # What is waited for stands below, so that nothing above moves when it comes.
    if asked is not None:
        answered(asked, np.asarray, "Every moment's network is asked about your drawing.")
    if (asked := notebook.asked.get("batches")) is not None and asked.mark.startswith(view.id):
        answered(
            asked, partial(_keep_batches, view), "These batches are trained again, to the bit."
        )
    if wishes.cell is not None:
        _mistakes(lesson, notebook, view, wishes.cell)
    if wishes.branch is not None:
        branching(lesson, view, wishes.branch)
    if wishes.story is not None:
        _story(lesson, notebook, view, *wishes.story)


def _about(view: RunView) -> dict:
    """What every errand about a run begins with."""
    return {"dataset": view.dataset, "settings": view.settings, "way": view.way}


def _once(place: str, mark: str, errand: str, arguments: dict) -> Asked:
    """Ask, unless this very question was asked before."""
    asked = learner().asked.get(place)
    if asked is None or asked.mark != mark:
        ask(place, mark, errand, arguments)
    return learner().asked[place]


def _drawing(notebook: Learner, view: RunView) -> Array | None:
    """The learner's picture as the network reads it; None where there is none it could read."""
    drawn = notebook.source and notebook.levels.any()  # not the example one finds on the pad
    if not drawn or shape_of(view.dataset, "test")[1:] != (28, 28):
        return None
    try:
        return network_input(notebook)
    except ValueError:
        return None  # the page Network says why; here it is not what one came for


def _answers(
    notebook: Learner, view: RunView, drawing: Array | None
) -> tuple[Asked | None, tuple[Array, Array] | None]:
    """Ask what the network made of the drawing at every look, once the run has ended.

    Returns:
        The question, if it makes sense; and the steps with the answers, if they are there.
    """
    if drawing is None or not view.ended or not view.frames:
        return None, None
    steps = list(view.frames)
    mark = f"{view.id} {hashlib.blake2b(drawing.tobytes(), digest_size=8).hexdigest()}"
    about = _about(view) | {"steps": steps, "image": drawing}
    asked = _once("answers", mark, "answers_at", about)
    return asked, None if asked.answer is None else (np.asarray(steps), asked.answer)


def _batches(view: RunView) -> dict[int, Frame]:
    """The single batches of this run that were trained again, by step."""
    kept = st.session_state.setdefault("batches", {"run": view.id, "frames": {}})
    if kept["run"] != view.id:
        kept.update(run=view.id, frames={})
    return kept["frames"]


def _keep_batches(view: RunView, packed: list[dict]) -> bool:
    frames = _batches(view) | {frame.step: frame for frame in map(unpack_frame, packed)}
    st.session_state["batches"]["frames"] = dict(list(frames.items())[-KEPT:])
    return True


def _ask_for_batches(notebook: Learner, view: RunView, wanted: tuple[int, int]) -> None:
    """Have the batches from one on trained again, once for each press of the learner's."""
    asked, mark = notebook.asked.get("batches"), f"{view.id} {wanted}"
    if asked is not None and (asked.pending or asked.mark == mark):
        return
    known = _batches(view).keys() | view.frames.keys()
    next_ones = range(wanted[0], min(wanted[0] + AHEAD, view.step + 1))
    steps = [step for step in next_ones if step not in known]
    ask("batches", mark, "frames_at", _about(view) | {"steps": steps})


def _mistakes(lesson: Lesson, notebook: Learner, view: RunView, cell: tuple[int, int, int]) -> None:
    """Show the test images of one cell of the confusion matrix, the worst first."""
    step, true, predicted = cell
    mark = f"{view.id} {cell}"
    about = _about(view) | {"step": step, "cell": (true, predicted)}
    asked = _once("mistakes", mark, "mistakes_at", about)
    if not answered(asked, dict, "The test images of this cell are looked up."):
        return
    found = asked.answer
    gaps = {"count": f"{found['count']:,}", "true": true, "predicted": predicted, "step": step}
    lesson.say("mistakes" if found["count"] else "no mistakes", **gaps)
    if not found["count"]:
        return
    images = examples(view.dataset, "test").images
    shown = list(zip(found["indices"], found["probability"], strict=True))[:SHOWN]

    def take(place: int) -> None:
        notebook.choose("28×28", "grey")
        put_test_image(notebook, int(shown[place][0]))

    picture_row(
        [(images[index] / 255, f"{index}: {predicted}, {share:.1%}") for index, share in shown],
        key="mistakes",
        on_pick=take,
    )
    if notebook.source.startswith("MNIST"):
        lesson.say("taken", source=notebook.source)
        with st.container(horizontal=True):
            for name in ("draw", "network"):
                st.page_link(pages()[name])


def _story(lesson: Lesson, notebook: Learner, view: RunView, moment: int, when: int) -> None:
    """Tell the step that led to a moment; of a network still to learn, the one that comes first."""
    step = max(moment - 1, int(view.history.step[0]))
    kept = st.session_state.setdefault("story", {}).get((view.id, step))
    wanted = step_story(lesson, view, step, kept, when)
    if kept is not None and (kept["layer"], kept["unit"]) == wanted:
        return
    asked, mark = notebook.asked.get("story"), f"{view.id} {step} {wanted} {when}"
    if asked is None or (asked.mark != mark and not asked.pending):
        about = {"step": step, "layer": wanted[0], "unit": wanted[1]}
        ask("story", mark, "step_story", _about(view) | about)
    answered(
        notebook.asked["story"],
        partial(_keep_story, (view.id, step)),
        "This batch is trained again, to the bit.",
    )


def _keep_story(about: tuple[str, int], told: dict) -> bool:
    st.session_state["story"] = {about: told}
    return True
