"""Numbers: a number as one writes it, and whether another one follows from what is written."""

from collections.abc import Callable

MOST_DIGITS = 12


def minus(text: str) -> str:
    """Give a written number a real minus sign, as the browser's widgets do."""
    return text.replace("-", "−")


def equals(computed: float, value: float, digits: int) -> str:
    """Give the sign between a sum as it is written and its result, which has more digits in truth.

    >>> equals(0.12 + 0.3, 0.4249, 2), equals(0.12 + 0.3, 0.4251, 2)
    ('=', '≈')
    """
    return "=" if round(computed, digits) == round(value, digits) else "≈"


def digits_enough(
    number: float, result: float, digits: int, compute: Callable[[float], float]
) -> int:
    """Say how many digits of a number have to be written so that its result follows from them.

    Args:
        number: what is computed from.
        result: of it, which is written with ``digits``.
        compute: how.

    Returns:
        At least ``digits``, and at most twelve, where no fewer are enough.
    """
    enough = (
        more
        for more in range(digits, MOST_DIGITS)
        if equals(compute(round(number, more)), result, digits) == "="
    )
    return next(enough, MOST_DIGITS)
