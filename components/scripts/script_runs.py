"""What has become of a script that was run with some settings."""

import time

from components.state.session import RemoteRequest, current_session
from components.ui.lesson_text import Lesson
from models.exercises.scripts import Settings


def mark_of(settings: Settings) -> str:
    """What a run was about; with other settings it has another mark."""
    return ", ".join(f"{name} = {value}" for name, value in sorted(settings.items()))


def ran(script: str, settings: Settings) -> RemoteRequest | None:
    """What has become of a script with these settings; None where it was not run so."""
    asked = current_session().requests.get(script)
    return asked if asked and asked.subject == mark_of(settings) else None


def when(lesson: Lesson, told: dict) -> str:
    """Write when a script ran, by this server's clock, and how long."""
    moment = time.strftime("%H:%M:%S", time.localtime(told["ran_at"]))
    return lesson.format("ran", moment=moment, seconds=f"{told['seconds']:.1f}")
