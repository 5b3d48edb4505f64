"""The text of a scene's question: what is asked, and its answers, each with its feedback.

The section ``ask <key>`` of a lesson is the question. Its list has the answers, the right one
marked ``[x]``, each with its feedback after ``>``. The answers of a number question are the right
number and the usual wrong ones; ``other`` has the feedback to any other.
"""

from dataclasses import dataclass

from components.ui.lesson_text import Lesson
from models.languages import cache_by_language

ASK = "ask "
OTHER = "other"
RIGHT, FEEDBACK = "[x] ", " > "


@dataclass(frozen=True)
class Option:
    """An answer the text knows, and what is said of it."""

    text: str
    feedback: str
    is_right: bool


@cache_by_language
def parse_question(name: str, key: str) -> tuple[str, list[Option]]:
    """Return a question's text and its answers.

    Args:
        name: the lesson's.
        key: the question's.
    """
    return parse_options(Lesson(name).sections[ASK + key])


def parse_options(section: str) -> tuple[str, list[Option]]:
    """Return the text and the answers of a section with a list, as a question's is."""
    lines = section.splitlines()
    text = "\n".join(line for line in lines if not line.startswith("- ")).strip()
    options = []
    for line in lines:
        if line.startswith("- "):
            answer, _, feedback = line.removeprefix("- ").partition(FEEDBACK)
            is_right = answer.startswith(RIGHT)
            options.append(Option(answer.removeprefix(RIGHT), feedback, is_right))
    return text, options
