"""The code of a layer stack: what was built from menus, as one writes it."""

from functools import partial

import streamlit as st

from components.ui.lesson_text import Lesson
from models.sequential.model import LayerStack
from models.sequential.script import network_code, to_script
from models.sequential.training_config import ModelTraining


def model_code(
    lesson: Lesson, stack: LayerStack, training: ModelTraining, *, trainable: bool
) -> None:
    """Show the lines that the learner's menus stand for, and offer the whole script.

    Args:
        lesson: explains what the script does.
        stack: the learner's.
        training: as chosen on the page.
        trainable: whether MNIST images can train it.
    """
    lesson.show("code")
    st.code(network_code(stack), language="python", wrap_lines=True)
    st.download_button(
        lesson.label("script"),
        # Made on request: a stored file is gone with the next change of the page, and a browser
        # that requests the one before it at that moment finds none.
        partial(to_script, stack, training, trains=trainable),
        "built.py",
        "text/x-python",
        icon=":material/download:",
        on_click="ignore",
        key="take built.py",
    )
    lesson.show("script trains" if trainable else "script only builds")
