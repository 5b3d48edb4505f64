"""What a view says, from the lesson's text."""

from components.ui.lesson_text import Lesson

VIEW = "view "  # begins the sections of what views say
ENTRY = "- "


def view_words(lesson: Lesson, name: str) -> dict[str, str]:
    """Return what a view says.

    Args:
        lesson: its section ``view <name>`` has a line ``- <key>: <words>`` for each.
        name: the section's.
    """
    lines = lesson.sections[VIEW + name].splitlines()
    pairs = (line.removeprefix(ENTRY).partition(": ") for line in lines if line.startswith(ENTRY))
    return {key: words for key, _, words in pairs}
