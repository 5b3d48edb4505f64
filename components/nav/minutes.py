"""Minutes: how long a lesson told in scenes takes a learner who reads slowly.

``python -m components.nav.minutes`` prints them for every such lesson.
"""

import math
import re

from components.nav.navigation import DEEPER, PATH, TOLD, told_entries
from components.ui.lesson_text import SCENE, Lesson
from components.ui.question_text import ASK, Option, parse_question
from models.languages import cache_by_language

WORDS_PER_MINUTE = 150  # adults read 238 in the mean, silently (Brysbaert 2019)
SCENE_SECONDS = 10  # to watch what moves, and to try the control
QUESTION_SECONDS = 20  # to think; its words are counted beside that
WORK_SECONDS = {"challenge": 120}  # beside that: two trainings, and what one changes between them
EXPLORE = SCENE + "explore"  # takes as long as one likes
MARKS = re.compile(r"\[\[\w+\]\]|[`*#]")


def lesson_minutes(name: str) -> float:
    """Return the minutes that a lesson's words, questions and motion take.

    Args:
        name: of a lesson told in scenes.
    """
    texts = Lesson(name).sections
    scenes = [text for key, text in texts.items() if key.startswith(SCENE) and key != EXPLORE]
    asked = [key.removeprefix(ASK) for key in texts if key.startswith(ASK)]
    words = sum(map(count_words, scenes)) + sum(_question_words(name, key) for key in asked)
    seconds = SCENE_SECONDS * len(scenes) + QUESTION_SECONDS * len(asked)
    seconds += WORK_SECONDS.get(name, 0)
    return words / WORDS_PER_MINUTE + seconds / 60


def _question_words(name: str, key: str) -> int:
    """Count a question's words, as read by one whose first answer is wrong and the second right."""
    text, options = parse_question(name, key)
    wrong = max((each for each in options if not each.is_right), key=_feedback_words)
    right = [each for each in options if each.is_right]
    read = [text, *(each.text for each in options), *(each.feedback for each in (wrong, *right))]
    return sum(map(count_words, read))


def _feedback_words(option: Option) -> int:
    return count_words(option.feedback)


def count_words(text: str) -> int:
    r"""Return how many words and formulas a text has for a reader.

    >>> count_words("### Two words\nand `three` *more*")
    5
    """
    return len(MARKS.sub(" ", text).split())


@cache_by_language
def minutes_beside(name: str) -> int | None:
    """Return the minutes that stand beside a lesson's title; None where it has no scenes."""
    return math.ceil(lesson_minutes(name)) if name in TOLD else None


def minutes_of(group: str) -> dict[str, float]:
    """Return the minutes of each lesson of a group that is told in scenes, by its name."""
    return {entry.name: lesson_minutes(entry.name) for entry in told_entries(group)}


def path_minutes() -> dict[str, float]:
    """Return the minutes of each lesson of the path, by its name."""
    return minutes_of(PATH)


def main() -> None:
    """Print the minutes of every lesson that is told in scenes, and the sum of each group."""
    for group in (PATH, DEEPER):
        minutes = minutes_of(group)
        for name, count in minutes.items():
            print(f"/{name}: {count:.1f} minutes")
        print(f"{group}: {sum(minutes.values()):.1f} minutes")


if __name__ == "__main__":
    main()
