"""The whole program in six lines, to be brought into order."""

from collections.abc import Callable, Sequence

from components.state.hidden_controls import is_visible
from components.train.program_order import program_order
from components.ui.lesson_text import Lesson
from models.exercises.program_order import LINES, START, outcome

RIGHT = tuple(range(len(LINES)))


def program_stage(
    lesson: Lesson,
    given: Sequence[Sequence[int]],
    take: Callable[[object], None],
    *,
    is_open: bool,
) -> None:
    """Show the lines, and what goes wrong first in the order that the learner has checked.

    Args:
        lesson: has the words.
        given: the orders that were checked so far.
        take: gets the next one.
        is_open: whether an order was checked, or the right one is to be shown.
    """
    order = given[-1] if given else RIGHT if is_open else START
    found = outcome(order)
    is_right = found.verdict == "right"
    is_wrong = bool(given) and not is_right
    program_order(
        {
            "lines": [line.code for line in LINES],
            "order": list(order),
            "revision": 2 * len(given) + is_open,
            "stopped": found.line if is_wrong else None,
            "error": found.error if is_wrong else "",
            "isRight": is_right and (bool(given) or not is_visible("questions")),
            "words": lesson.words("program"),
        },
        take,
    )
