"""Written numbers: signs, and the digits from which a shown result follows."""

from collections.abc import Callable

MAX_DIGITS = 12
HIDDEN = "?"  # stands for a number that waits for an answer


def unicode_minus(text: str) -> str:
    """Return a written number with a real minus sign, as the browser's widgets write it."""
    return text.replace("-", "−")


def decimals(value: float, digits: int) -> str:
    """Return a number with so many decimals and a real minus sign, which 0 never has.

    >>> decimals(-1.5, 2), decimals(-0.0, 1)
    ('−1.50', '0.0')
    """
    return unicode_minus(f"{value + 0.0:.{digits}f}")


def equality_sign(computed: float, value: float, digits: int) -> str:
    """Return the sign between a sum of shown numbers and its result, which has more digits.

    >>> equality_sign(0.12 + 0.3, 0.4249, 2), equality_sign(0.12 + 0.3, 0.4251, 2)
    ('=', '≈')
    """
    return "=" if round(computed, digits) == round(value, digits) else "≈"


def sufficient_digits(
    number: float, result: float, digits: int, compute: Callable[[float], float]
) -> int:
    """Return how many digits of a number to show so that a shown result follows from them.

    Args:
        number: what is computed from.
        result: computed from it, and shown with ``digits``.
        compute: how.

    Returns:
        At least ``digits``, and at most `MAX_DIGITS`.
    """
    sufficient = (
        more
        for more in range(digits, MAX_DIGITS)
        if equality_sign(compute(round(number, more)), result, digits) == "="
    )
    return next(sufficient, MAX_DIGITS)
