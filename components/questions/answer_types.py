"""Types of answer a question can have: input control, validation, wording and correctness."""

import math
from dataclasses import dataclass
from numbers import Integral
from typing import Any, ClassVar

import numpy as np
import streamlit as st

from components.questions.cell_picker import cell_choice
from components.state import controls
from components.state.session import Guess
from components.ui.lesson_text import COMMON
from components.ui.numbers import unicode_minus
from models.nn.arrays import Array

MAX_LENGTH = 40  # characters of a word that fills a blank
BLANK = "___"


@dataclass(frozen=True)
class Choice:
    """One of the options in the question's list; the answer is the option's index."""

    short: ClassVar[bool] = False  # whether the control fits in one line with its button

    def show(self, key: str, options: tuple[str, ...], label: str) -> None:
        """Show the options as radio buttons."""
        controls.select(
            st.radio,
            label,
            range(len(options)),
            key,
            format_func=options.__getitem__,
            label_visibility="collapsed",
            width="stretch",
        )

    def validate(self, value: Any, options: tuple[str, ...]) -> Guess | None:
        """Return the value a browser sent as an answer, or None if it is none."""
        return value if type(value) is int and 0 <= value < len(options) else None

    def format(self, answer: Guess, options: tuple[str, ...]) -> str:
        """Return the chosen option's text."""
        return options[answer]

    def is_correct(self, answer: Guess, truth: Guess) -> bool:
        """Return whether the chosen option is the true one."""
        return answer == truth


@dataclass(frozen=True)
class Number:
    """A number in [min_value, max_value]; correct within ``tolerance`` of the truth."""

    min_value: float = 0
    max_value: float = 1_000_000_000
    step: float = 1
    tolerance: float = 0
    short: ClassVar[bool] = True

    def show(self, key: str, _options: tuple[str, ...], label: str) -> None:
        """Show a number field."""
        controls.number(
            st.number_input,
            label,
            self.min_value,
            self.max_value,
            key,
            step=self.step,
            placeholder="…",
            label_visibility="collapsed",
            width=200,
        )

    def validate(self, value: Any, _options: tuple[str, ...]) -> Guess | None:
        """Return the value a browser sent as an answer, or None if it is none."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        return value if math.isfinite(value) and self.min_value <= value <= self.max_value else None

    def format(self, answer: Guess, _options: tuple[str, ...]) -> str:
        """Return the number with thousands separators or six significant digits."""
        return f"{answer:,}" if isinstance(answer, Integral) else unicode_minus(f"{answer:,.6g}")

    def is_correct(self, answer: Guess, truth: Guess) -> bool:
        """Return whether the number is within the tolerance of the true one."""
        return bool(abs(answer - truth) <= self.tolerance)


@dataclass(frozen=True)
class Blank:
    """A word or number that fills the ``___`` of the question."""

    short: ClassVar[bool] = True

    def show(self, key: str, _options: tuple[str, ...], label: str) -> None:
        """Show a text field."""
        controls.text_input(
            label,
            key,
            max_length=MAX_LENGTH,
            placeholder=BLANK,
            label_visibility="collapsed",
            width=200,
        )

    def validate(self, value: Any, _options: tuple[str, ...]) -> Guess | None:
        """Return the value a browser sent as an answer, or None if it is none."""
        if not isinstance(value, str) or not value.strip() or len(value) > MAX_LENGTH:
            return None
        return value.strip()

    def format(self, answer: Guess, _options: tuple[str, ...]) -> str:
        """Return the word with Markdown characters escaped."""
        return "".join(
            f"\\{letter}" if letter in r"\`*_{}[]()#+-.!|<>$:~" else letter for letter in answer
        )

    def is_correct(self, answer: Guess, truth: Guess | tuple[str, ...]) -> bool:
        """Return whether the word is one of the true ones, ignoring spaces, commas and case."""
        fitting = truth if isinstance(truth, tuple) else (truth,)
        return _normalized(answer) in {_normalized(word) for word in fitting}


def _normalized(word: str) -> str:
    return "".join(word.split()).replace(",", "").casefold()


@dataclass(frozen=True, eq=False)
class Cell:
    """A cell of a table of numbers, or a pixel of a picture; the answer is (row, column)."""

    values: Array  # (rows, columns)
    brightest: float | None = None  # shown white, as a picture; None shows plain numbers
    digits: int = 0
    label: str = "cell"  # the key of what a cell is called
    short: ClassVar[bool] = False

    def show(self, key: str, _options: tuple[str, ...], label: str) -> None:
        """Show the table or picture."""
        cell_choice(self.values, label, key, self.brightest, self.digits)

    def validate(self, value: Any, _options: tuple[str, ...]) -> Guess | None:
        """Return the value a browser sent as an answer, or None if it is none."""
        cell = value.get("chosen") if hasattr(value, "get") else None
        if not isinstance(cell, list) or len(cell) != 2:
            return None
        fits = all(
            type(each) is int and 0 <= each < length
            for each, length in zip(cell, self.values.shape, strict=True)
        )
        return tuple(cell) if fits else None

    def format(self, answer: Guess, _options: tuple[str, ...]) -> str:
        """Return the cell's row and column in words."""
        return COMMON.label(self.label, row=answer[0], column=answer[1])

    def is_correct(self, answer: Guess, truth: Guess | Array) -> bool:
        """Return whether it is the true cell, or true in a boolean mask of (rows, columns)."""
        return bool(truth[answer]) if isinstance(truth, np.ndarray) else answer == truth


AnswerType = Choice | Number | Blank | Cell
