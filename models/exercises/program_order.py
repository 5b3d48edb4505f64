"""Program order: six lines of a program, and what goes wrong first when they run in another order.

The same is found by running them in real Keras, which tests/models/exercises does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeGuard, get_args

Verdict = Literal["right", "no network", "no images", "not compiled", "untrained", "not scaled"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
"""In the order of the question's answers in the lesson's text."""
UNCOMPILED = "ValueError: You must call `compile()` before using the model."


@dataclass(frozen=True)
class Line:
    """A line of the program."""

    code: str
    uses: tuple[str, ...] = ()  # names, in the order in which Python looks them up
    defines: tuple[str, ...] = ()


LINES = (
    Line("(x, y), (x_test, y_test) = mnist.load_data()", (), ("x", "y", "x_test", "y_test")),
    Line("x, x_test = x / 255, x_test / 255", ("x", "x_test")),
    Line('network = Sequential([Flatten(), Dense(10, "softmax")])', (), ("network",)),
    Line(
        'network.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])',
        ("network",),
    ),
    Line("network.fit(x, y)", ("network", "x", "y")),
    Line("network.evaluate(x_test, y_test)", ("network", "x_test", "y_test")),
)
LOAD, SCALE, BUILD, COMPILE, FIT, EVALUATE = range(len(LINES))
START = (FIT, SCALE, COMPILE, LOAD, EVALUATE, BUILD)
"""The order in which the learner finds them."""


@dataclass(frozen=True)
class Outcome:
    """What becomes of the lines in an order."""

    verdict: Verdict
    line: int | None = None  # index of the line at which it goes wrong
    error: str = ""  # that stops the program there; empty where there is none


def is_order(value: object) -> TypeGuard[Sequence[int]]:
    """Return whether a value names each line once."""
    return isinstance(value, list | tuple) and (
        all(type(each) is int for each in value) and sorted(value) == list(range(len(LINES)))
    )


def judge(value: object) -> int | None:
    """Return the index of the verdict on an order; None for what is no order."""
    return VERDICTS.index(outcome(value).verdict) if is_order(value) else None


def outcome(order: Sequence[int]) -> Outcome:
    """Return what goes wrong first if the lines run in an order.

    Args:
        order: an index of each line.

    >>> outcome((BUILD, COMPILE, FIT, LOAD, SCALE, EVALUATE)).error
    "NameError: name 'x' is not defined"
    """
    known: set[str] = set()
    for nth, index in enumerate(order):
        if problem := _problem(index, set(order[:nth]), known):
            return problem
        known |= set(LINES[index].defines)
    return Outcome("right")


def _problem(index: int, done: set[int], known: set[str]) -> Outcome | None:
    """Return what goes wrong at a line behind others; None where nothing does."""
    for name in LINES[index].uses:
        if name not in known:
            verdict = "no network" if name == "network" else "no images"
            return Outcome(verdict, index, f"NameError: name '{name}' is not defined")
    if index in (FIT, EVALUATE) and COMPILE not in done:
        return Outcome("not compiled", index, UNCOMPILED)
    if index == EVALUATE and FIT not in done:
        return Outcome("untrained", index)
    if index == FIT and SCALE not in done:
        return Outcome("not scaled", index)
    return None
