"""Texts, tables and numbers of the page on a scene's stage, in its middle."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st


@contextmanager
def stage_panel() -> Iterator[None]:
    """Put what is shown meanwhile into the middle of the stage, in letters of its size."""
    with st.container(key="stage_panel"):
        yield
