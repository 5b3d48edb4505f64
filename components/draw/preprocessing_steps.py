"""The preprocessing steps, from the learner's image to what the network reads."""

from components.state.session import current_session
from components.ui.lesson_text import Lesson
from components.ui.numbers import unicode_minus
from components.ui.picture_row import picture_row
from models.data.image_files import trace_preparation


def preprocessing_steps(lesson: Lesson) -> None:
    """Show each step of the preprocessing, unless the learner has switched it off."""
    session = current_session()
    if not session.network.prepare:
        lesson.show("not prepared")
        return
    trace = trace_preparation(session.drawing.light)
    if not trace.ink.any():
        lesson.show("nothing to prepare")
        return
    top, bottom, left, right = trace.box
    down, across = trace.shift
    steps = (
        (trace.ink, "turned" if trace.inverted else "not turned", {}),
        (trace.cropped, "crop", {"rows": bottom - top, "columns": right - left}),
        (trace.scaled, "box", {"rows": trace.scaled.shape[0], "columns": trace.scaled.shape[1]}),
        (
            trace.centered,
            "center",
            {"down": unicode_minus(f"{down:+d}"), "across": unicode_minus(f"{across:+d}")},
        ),
    )
    picture_row(
        [(image, lesson.label(key, **gaps)) for image, key, gaps in steps],
        key="preparation_steps",
    )
