"""A slider for sizes that people really choose."""

import streamlit as st


def size_slider(label: str, options: tuple[int, ...], value: int, key: str) -> int:
    """Let the learner choose one of some sizes; a forged one counts as the usual one."""
    chosen = st.select_slider(
        label,
        options,
        value,
        key=key,
        persist_state="session",
        width=250,
        format_func="{:,}".format,
    )
    return chosen if chosen in options else value
