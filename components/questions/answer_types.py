"""Answers: the kinds of question a learner is asked, each with how it is answered and read."""

import math
from dataclasses import dataclass
from numbers import Integral
from typing import Any, ClassVar

import numpy as np
import streamlit as st

from components.questions.cell_picker import cell_choice
from components.state import controls
from components.state.session import Guess
from components.ui.numbers import unicode_minus
from models.nn.arrays import Array

LONGEST = 40  # characters of a word that fills a blank
BLANK = "___"


@dataclass(frozen=True)
class Choice:
    """One of the options in the question's list; the answer is the option's place in it."""

    short: ClassVar[bool] = False  # whether it stands in a line with its button

    def ask(self, key: str, options: tuple[str, ...], label: str) -> None:
        """Show the options."""
        controls.select(
            st.radio,
            label,
            range(len(options)),
            key,
            format_func=options.__getitem__,
            label_visibility="collapsed",
            width="stretch",
        )

    def checked(self, value: Any, options: tuple[str, ...]) -> Guess | None:
        """Take what a browser sent for an answer, or for none."""
        return value if type(value) is int and 0 <= value < len(options) else None

    def said(self, answer: Guess, options: tuple[str, ...]) -> str:
        """Write an answer in words."""
        return options[answer]

    def is_right(self, answer: Guess, truth: Guess) -> bool:
        """Say whether an answer is what happened."""
        return answer == truth


@dataclass(frozen=True)
class Number:
    """A number from ``least`` to ``most``; right if it is no farther off than ``tolerance``."""

    least: float = 0
    most: float = 1_000_000_000
    step: float = 1
    tolerance: float = 0
    short: ClassVar[bool] = True

    def ask(self, key: str, _options: tuple[str, ...], label: str) -> None:
        """Show a field for a number."""
        controls.number(
            st.number_input,
            label,
            self.least,
            self.most,
            key,
            step=self.step,
            placeholder="…",
            label_visibility="collapsed",
            width=200,
        )

    def checked(self, value: Any, _options: tuple[str, ...]) -> Guess | None:
        """Take what a browser sent for an answer, or for none."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        return value if math.isfinite(value) and self.least <= value <= self.most else None

    def said(self, answer: Guess, _options: tuple[str, ...]) -> str:
        """Write a number as one reads it."""
        return f"{answer:,}" if isinstance(answer, Integral) else unicode_minus(f"{answer:,.6g}")

    def is_right(self, answer: Guess, truth: Guess) -> bool:
        """Say whether a number is close enough."""
        return bool(abs(answer - truth) <= self.tolerance)


@dataclass(frozen=True)
class Blank:
    """A word or number that fills the ``___`` of the question."""

    short: ClassVar[bool] = True

    def ask(self, key: str, _options: tuple[str, ...], label: str) -> None:
        """Show a field for a word."""
        controls.text_input(
            label,
            key,
            max_length=LONGEST,
            placeholder=BLANK,
            label_visibility="collapsed",
            width=200,
        )

    def checked(self, value: Any, _options: tuple[str, ...]) -> Guess | None:
        """Take what a browser sent for an answer, or for none."""
        if not isinstance(value, str) or not value.strip() or len(value) > LONGEST:
            return None
        return value.strip()

    def said(self, answer: Guess, _options: tuple[str, ...]) -> str:
        """Write the word, and nothing in it as Markdown."""
        return "".join(
            f"\\{letter}" if letter in r"\`*_{}[]()#+-.!|<>$:~" else letter for letter in answer
        )

    def is_right(self, answer: Guess, truth: Guess | tuple[str, ...]) -> bool:
        """Say whether the word is one of those that fit; spaces and capitals are forgiven."""
        fitting = truth if isinstance(truth, tuple) else (truth,)
        return _plain(answer) in {_plain(word) for word in fitting}


def _plain(word: str) -> str:
    return "".join(word.split()).replace(",", "").casefold()


@dataclass(frozen=True)
class Order:
    """All items of the question's list, one after another; the answer holds their places."""

    short: ClassVar[bool] = False

    def ask(self, key: str, options: tuple[str, ...], label: str) -> None:
        """Show the items; those chosen stand in the order they were chosen in."""
        controls.select_several(
            st.multiselect,
            label,
            range(len(options)),
            key,
            format_func=options.__getitem__,
            label_visibility="collapsed",
        )

    def checked(self, value: Any, options: tuple[str, ...]) -> Guess | None:
        """Take what a browser sent for an answer, or for none; every item must be placed."""
        if not isinstance(value, list | tuple) or not all(type(each) is int for each in value):
            return None
        return tuple(value) if sorted(value) == list(range(len(options))) else None

    def said(self, answer: Guess, options: tuple[str, ...]) -> str:
        """Write the items in the answer's order."""
        return " → ".join(options[place] for place in answer)

    def is_right(self, answer: Guess, truth: Guess) -> bool:
        """Say whether all items stand where they belong."""
        return tuple(answer) == tuple(truth)


@dataclass(frozen=True, eq=False)
class Cell:
    """A cell of a table of numbers, or a pixel of a picture; the answer is (row, column)."""

    values: Array  # (rows, columns)
    brightest: float | None = None  # shown white, as a picture; None shows plain numbers
    digits: int = 0
    named: str = "row {row}, column {column}"
    short: ClassVar[bool] = False

    def ask(self, key: str, _options: tuple[str, ...], label: str) -> None:
        """Show the table."""
        cell_choice(self.values, label, key, self.brightest, self.digits)

    def checked(self, value: Any, _options: tuple[str, ...]) -> Guess | None:
        """Take what a browser sent for an answer, or for none."""
        place = value.get("chosen") if hasattr(value, "get") else None
        if not isinstance(place, list) or len(place) != 2:
            return None
        fits = all(
            type(each) is int and 0 <= each < length
            for each, length in zip(place, self.values.shape, strict=True)
        )
        return tuple(place) if fits else None

    def said(self, answer: Guess, _options: tuple[str, ...]) -> str:
        """Write a place in words."""
        return self.named.format(row=answer[0], column=answer[1])

    def is_right(self, answer: Guess, truth: Guess | Array) -> bool:
        """Say whether it is the cell, or one of those marked in a mask of (rows, columns)."""
        return bool(truth[answer]) if isinstance(truth, np.ndarray) else answer == truth


Kind = Choice | Number | Blank | Order | Cell
