"""Texts, tables and numbers of the page on a scene's stage, in its middle."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

STYLE = Path(__file__).parent / "stage_panel.css"


@contextmanager
def stage_panel() -> Iterator[None]:
    """Put what is shown meanwhile into the middle of the stage, in letters of its size."""
    st.html(STYLE)
    with st.container(key="stage_panel"):
        yield
