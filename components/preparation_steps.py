"""The preparation on screen: from the learner's picture to what the network reads, step by step."""

import streamlit as st

from components.lesson import Lesson
from components.memory import learner
from models.arrays import Array
from models.images import trace_preparation


def _enlarged(values: Array, side: int = 168) -> Array:
    """Repeat pixels, so that a small image stays crisp when it is shown large."""
    times = max(1, side // max(values.shape))
    return values.repeat(times, axis=0).repeat(times, axis=1)


def preparation_steps(lesson: Lesson) -> None:
    """Show each step of the preparation, or the bare picture where the learner switched it off."""
    notebook = learner()
    if not notebook.prepare:
        lesson.say("not prepared")
        return
    trace = trace_preparation(notebook.light)
    if not trace.ink.any():
        lesson.say("nothing to prepare")
        return
    top, bottom, left, right = trace.box
    down, across = trace.shift
    steps = (
        (trace.ink, "turned" if trace.turned else "not turned", {}),
        (trace.cropped, "crop", {"rows": bottom - top, "columns": right - left}),
        (trace.scaled, "box", {"rows": trace.scaled.shape[0], "columns": trace.scaled.shape[1]}),
        (trace.centred, "centre", {"down": f"{down:+d}", "across": f"{across:+d}"}),
    )
    with st.container(horizontal=True, gap="medium"):
        for image, section, gaps in steps:
            words = lesson.text(section, **gaps)
            with st.container(width=180):
                st.image(_enlarged(image), width=168, clamp=True, alt=words)
                st.caption(words)
