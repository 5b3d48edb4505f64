"""A config in words: its settings by name, each with its value."""

from collections.abc import Sequence
from functools import reduce
from typing import Any

from components.ui.lesson_text import Lesson

COUNTED = ("epochs", "examples", "validation")  # written as a number and then its noun


def setting_name(lesson: Lesson, name: str) -> str:
    """Return what the page calls a field of a config.

    Args:
        lesson: has the words.
        name: of the field.
    """
    return lesson.label(f"name {name}")


def value_text(lesson: Lesson, name: str, value: Any) -> str:
    """Return a field's value in words.

    Args:
        lesson: has the words.
        name: of the field.
        value: of the field.

    >>> lesson = Lesson("train")
    >>> value_text(lesson, "hidden_units", (128, 64)), value_text(lesson, "examples", None)
    ('128 and 64', 'all')
    """
    if value is None:
        return lesson.label("all")
    if name == "pixels":
        return lesson.label(f"pixels {value}")
    if name == "frozen":
        value = [index + 1 for index in value]
    if isinstance(value, tuple | list):
        return _list_text(lesson, value)
    if isinstance(value, str) or name == "seed":
        return str(value)
    return f"{value:,}" if isinstance(value, int) else f"{value:g}"


def _list_text(lesson: Lesson, values: Sequence[int]) -> str:
    if not values:
        return lesson.label("none")
    texts = (f"{each:,}" for each in values)
    return reduce(lambda first, second: lesson.label("and", first=first, second=second), texts)


def setting_text(lesson: Lesson, name: str, value: Any) -> str:
    """Return a field with its value in words.

    Args:
        lesson: has the words.
        name: of the field.
        value: of the field.

    >>> setting_text(Lesson("train"), "epochs", 10)
    '10 epochs'
    """
    text = value_text(lesson, name, value)
    if name in COUNTED:
        return lesson.label(f"count {name}", count=text)
    return lesson.label("setting", name=setting_name(lesson, name), value=text)


def changes_text(lesson: Lesson, changes: dict[str, object]) -> str:
    """Return some fields with their values in words.

    Args:
        lesson: has the words.
        changes: values by field.

    >>> changes_text(Lesson("train"), {"learning_rate": 0.001, "optimizer": "adam"})
    'learning rate 0.001, optimizer adam'
    >>> changes_text(Lesson("train"), {"epochs": 10, "examples": None})
    '10 epochs, all training images'
    """
    return ", ".join(setting_text(lesson, name, value) for name, value in changes.items())
