"""A wall of digits: images of a data set with their labels, as many as there is room for."""

from functools import cache

from components.draw.digit_wall.payload import Payload
from components.ui.lesson_text import Lesson
from components.ui.widget_bridge import packed, widget
from models.data.datasets import first_examples

COUNT = 60  # that are sent


def digit_wall(lesson: Lesson) -> None:
    """Show the first of MNIST's training images.

    Args:
        lesson: has the words.
    """
    widget("digit_wall")(key="digit_wall", data=_digits() | {"words": lesson.words("wall")})


@cache
def _digits() -> Payload:
    train = first_examples("mnist", "train", COUNT)
    return {
        "side": train.images.shape[1],
        "count": len(train.images),
        "images": packed(train.images),
        "labels": "".join(map(str, train.labels)),
        "words": {},
    }
