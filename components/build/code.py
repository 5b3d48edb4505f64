"""The chain as code: what was built from menus, as one writes it."""

from functools import partial

import streamlit as st

from components.ui.lesson_text import Lesson
from models.sequential.model import LayerStack
from models.sequential.script import network_code, to_script
from models.sequential.training_config import ModelTraining


def chain_code(lesson: Lesson, chain: LayerStack, training: ModelTraining, *, trains: bool) -> None:
    """Show the network as code, and offer the whole script.

    Args:
        lesson: says what the script does.
        chain: the learner's.
        training: as it was chosen.
        trains: whether digits can train it.
    """
    lesson.show("code")
    st.code(network_code(chain), language="python", wrap_lines=True)
    st.download_button(
        "Script, .py",
        # Made when it is asked for: a stored file is gone with the next change of the page, and a
        # browser that looks for the one before it in that moment finds none.
        partial(to_script, chain, training, trains=trains),
        "built.py",
        "text/x-python",
        icon=":material/download:",
        on_click="ignore",
        key="take built.py",
    )
    lesson.show("script trains" if trains else "script only builds")
