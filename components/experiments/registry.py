"""The choice of an experiment, and its module in this package, which asks and shows everything."""

from importlib import import_module
from types import ModuleType

import streamlit as st

from components.nav.page_links import page_link
from components.nav.progress import answered_questions
from components.state import controls
from components.state.experiment_defaults import default_value
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from models.exercises.experiments import LAB_EXPERIMENTS


def module_of(name: str) -> ModuleType:
    """Return an experiment's module.

    It has ``QUESTION``, the key of its question, and ``show``, which takes the lesson.

    Args:
        name: a key of ``LAB_EXPERIMENTS``.
    """
    return import_module(f"components.experiments.{LAB_EXPERIMENTS[name].module}")


def experiment_choice(lesson: Lesson) -> str:
    """Let the learner choose one of the experiments; those they have begun are marked."""
    answered = answered_questions(current_session(), lesson.name)

    def label(name: str) -> str:
        title = lesson.label(f"name {name}")
        return lesson.label("done", name=title) if module_of(name).QUESTION in answered else title

    return controls.select(
        st.pills,
        lesson.label("which"),
        list(LAB_EXPERIMENTS),
        "lab_experiment",
        default=default_value("lab_experiment"),
        format_func=label,
        required=True,
    )


def experiment(lesson: Lesson, name: str) -> None:
    """Show what an experiment is about and the page that teaches it, then the experiment itself."""
    lesson.show(f"about {name}")
    page_link(lesson, LAB_EXPERIMENTS[name].page)
    module_of(name).show(lesson)
