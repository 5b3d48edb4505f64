"""Progress text: a run's state, how far it is, and the time that is left, in a line."""

import math

from components.ui.lesson_text import Lesson
from models.runtime.run_registry import RunView


def progress_text(lesson: Lesson, view: RunView) -> str:
    """Return a run's state, its progress and the time that is left.

    Args:
        lesson: has the words.
        view: the run.
    """
    if not len(view.history):
        return _waiting_text(lesson, view)
    text = lesson.label(
        "progress",
        state=_state_text(lesson, view),
        epoch=int(view.history.epoch[-1]),
        epochs=view.last_epoch,
        step=f"{view.step:,}",
        steps=f"{view.total_steps:,}",
    )
    if view.seconds_left is None or not view.batches_per_second or view.ended:
        return text
    images = view.batches_per_second * view.images / view.batches
    left = duration_text(lesson, view.seconds_left)
    return f"{text}{lesson.label('speed', images=f'{images:,.0f}', left=left)}"


def _waiting_text(lesson: Lesson, view: RunView) -> str:
    """Return what a run waits for that has no snapshot yet."""
    if view.state == "queued":
        return lesson.label("waiting", number=view.queue_position)
    if view.ended:
        return lesson.label("ended early", state=lesson.label(f"state {view.state}"))
    if view.lineage:
        return lesson.label("replaying")
    if view.queue_position > 1:
        return lesson.label("building queue", number=view.queue_position)
    return lesson.label("building")


def _state_text(lesson: Lesson, view: RunView) -> str:
    """Return the state of a run that has begun."""
    if view.stopping:
        return lesson.label("state stopping")
    if view.state != "queued":
        return lesson.label(f"state {view.state}")
    return lesson.label("interrupted", number=view.queue_position)


def duration_text(lesson: Lesson, seconds: float) -> str:
    """Return a duration, rounded as an estimate should be.

    >>> from components.ui.lesson_text import Lesson
    >>> [duration_text(Lesson("train"), each) for each in (0.2, 50, 185, 12_375)]
    ['1 s', '50 s', '3 min', '3 h 26 min']
    """
    if seconds < 90:
        return lesson.label("seconds", seconds=max(1, math.ceil(seconds)))
    hours, minutes = divmod(round(seconds / 60), 60)
    if hours:
        return lesson.label("hours", hours=hours, minutes=minutes)
    return lesson.label("minutes", minutes=minutes)
