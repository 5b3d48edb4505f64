"""Dates as a reader's language writes them."""

from datetime import date

from components.ui.lesson_text import COMMON


def date_text(day: date) -> str:
    """Return a date in words.

    >>> date_text(date(2026, 12, 1))
    'December 1, 2026'
    """
    month = COMMON.label(f"month {day.month}")
    return COMMON.label("date", month=month, day=day.day, year=day.year)
