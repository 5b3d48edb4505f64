"""Softmax: logits become probabilities, in three steps."""

from dataclasses import dataclass

import numpy as np

from models.nn.arrays import Array, readonly


@dataclass(frozen=True)
class SoftmaxTrace:
    """Every step from the logits to their probabilities."""

    logits: Array  # (classes,)
    largest: float
    shifted: Array  # (classes,): each logit minus the largest, so 0 or below
    powers: Array  # (classes,): e to the power of each, so 0 to 1
    total: float  # of the powers
    probabilities: Array  # (classes,): each power divided by the total; together 1


def trace_softmax(logits: Array) -> SoftmaxTrace:
    """Subtract the largest logit, raise e to the rest, divide by the sum.

    The subtraction changes no probability, but keeps exp from overflowing.

    >>> trace_softmax(np.array([2.0, 2.0])).probabilities
    array([0.5, 0.5])
    """
    logits = readonly(logits, float)
    largest = float(logits.max())
    shifted = logits - largest
    powers = np.exp(shifted)
    total = float(powers.sum())
    return SoftmaxTrace(
        logits, largest, readonly(shifted), readonly(powers), total, readonly(powers / total)
    )
