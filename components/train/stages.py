"""Stages of the training's lesson: one run, in the state that a scene tells of."""

import streamlit as st

from components.state.session import current_session
from components.state.session_recovery import drop_lost_run
from components.train.current_run import (
    current_run,
    shown_run,
    store_abandoned_runs,
    store_run,
    untrained_run,
)
from components.train.run_playback import run_playback
from components.train.run_player import Stage
from components.train.run_player.payload import SceneName
from components.train.run_polling import poll_run
from components.ui.lesson_text import Lesson
from models.runtime.run_registry import RunView


def untrained_stage(lesson: Lesson, scene: SceneName) -> None:
    """Show the network that the settings begin with.

    Args:
        lesson: has the words.
        scene: its name.
    """
    st.fragment(_show)(lesson, Stage(scene, is_trained=False))


def run_stage(lesson: Lesson, scene: SceneName, *, is_open: bool = True) -> None:
    """Show the learner's run; the untrained network while there is none.

    Args:
        lesson: has the words.
        scene: its name.
        is_open: whether the answer to its question may be seen.
    """
    session, stage = current_session(), Stage(scene, is_open)
    store_abandoned_runs(session)
    view = current_run(session)
    if view is None:
        if drop_lost_run(session):
            st.rerun()  # the whole page, which says so above
        st.fragment(_show)(lesson, stage)
    elif view.ended:
        store_run(session, view)
        st.fragment(_show)(lesson, stage)
    else:
        poll_run(view, lambda _: _show(lesson, stage), _state)


def _state(view: RunView) -> tuple:
    """Return what the controls of a run depend on."""
    is_waiting = not view.frames
    return view.id, view.state, view.stopping, view.message, is_waiting, view.queue_position


def _show(lesson: Lesson, stage: Stage) -> None:
    """Show the player, always in the same place, so that it stays from scene to scene."""
    view = shown_run(current_session()) if stage.is_trained else untrained_run()
    with st.container(key="train_stage", gap=None):
        run_playback(lesson, view if view.frames else untrained_run(view.config), stage)
