"""A lesson on one screen: words and controls beside the stage, and a bar below to turn scenes."""

import streamlit as st

from components.nav.navigation import TOLD, next_page, page_named
from components.nav.progress import is_done
from components.scenes.scene import Scene
from components.scenes.scene_bar import scene_bar
from components.scripts.keras_lines import show_keras_lines
from components.shell.tour import tour
from components.shell.url_state import url_fragment
from components.state.session import current_session
from components.ui.lesson_text import SCENE, Lesson

__all__ = ["TOLD", "show_lesson"]


def show_lesson(lesson: Lesson, scenes: tuple[Scene, ...]) -> None:
    """Show the scene the learner is at, and let them turn to the others.

    Args:
        lesson: its sections ``scene <name>`` are the words.
        scenes: in the order they are told; the last one is *Explore*.
    """
    _show_scene(lesson, scenes, was_done=is_done(current_session(), lesson.name))


@url_fragment
def _show_scene(lesson: Lesson, scenes: tuple[Scene, ...], *, was_done: bool) -> None:
    session = current_session()
    if is_done(session, lesson.name) != was_done:
        st.rerun()  # the menu has ticks
    number = session.scenes.open(lesson.name, len(scenes))
    scene = scenes[number - 1]
    if scene.page:
        with st.container(key="explore"):
            with st.container(horizontal=True, vertical_alignment="center"):
                lesson.show(SCENE + scene.name)
                tour(lesson.name)
            scene.page()
            with st.container(key="scene_turn"):
                scene_bar(lesson, number, len(scenes))
    else:
        _show_screen(lesson, scene, number, len(scenes))
    _link_next(lesson)


def _show_screen(lesson: Lesson, scene: Scene, number: int, count: int) -> None:
    is_open = scene.question is None or scene.question.is_open(lesson)
    with st.container(key="scene"):
        with st.container(key="scene_words"):
            with st.container(key="scene_text"):
                lesson.show(SCENE + scene.name)
            if scene.controls:
                with st.container(key="scene_controls"):
                    scene.controls()
            if scene.keras and (lines := scene.keras()):
                show_keras_lines(lines)
            if scene.question:
                scene.question.show(lesson)
        with st.container(key="scene_stage"):
            scene.stage(is_open)
        with st.container(key="scene_turn"):
            scene_bar(lesson, number, count)


def _link_next(lesson: Lesson) -> None:
    """Link to the lesson that follows, for the bar, which goes on there from the last scene."""
    if following := next_page(lesson.name):
        with st.container(key="scene_after"):
            st.page_link(page_named(following.name))
