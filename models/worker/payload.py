"""Payload: what may travel between the web process and a worker, and how large it is."""

from typing import Any


def size_of(data: Any, *, arrays: bool = True) -> int:
    """Count the bytes of plain data.

    Args:
        data: numbers, text, arrays, and tuples, lists and dicts of them.
        arrays: False where arrays cannot travel, as in reports.

    Raises:
        ValueError: it is something else; code must never travel.

    >>> size_of({"layers": [(b"abc", 1.5)]})
    17
    >>> size_of({"call": print}, arrays=False)
    Traceback (most recent call last):
    ValueError: a task carries numbers and text here, no builtin_function_or_method
    """
    if isinstance(data, tuple | list):
        return sum(size_of(each, arrays=arrays) for each in data)
    if isinstance(data, dict):
        return sum(size_of(each, arrays=arrays) for each in data.items())
    if isinstance(data, str | bytes):
        return len(data)
    if data is None or isinstance(data, bool | int | float):
        return 8
    kind = getattr(getattr(data, "dtype", None), "kind", "O")
    if arrays and kind in "biufU" and hasattr(data, "nbytes"):
        return int(data.nbytes)
    carried = "numbers, text and arrays" if arrays else "numbers and text"
    raise ValueError(f"a task carries {carried} here, no {type(data).__name__}")
