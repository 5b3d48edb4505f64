"""Colors: the direction in which the colors of a picture differ most.

Written out rather than left to BLAS and LAPACK, whose last digits, and whose direction where two
are as good, depend on the processor: the browser takes the same steps to the same result.
"""

import math

import numpy as np

from models.nn.arrays import Array

SWEEPS = 12  # at most; after six or seven nothing is left to turn


def widest_direction(away: Array) -> Array:
    """Return the direction in which points lie farthest from the origin, of length 1.

    Args:
        away: ``(points, 3)``.

    >>> widest_direction(np.array([[3.0, 3.0, 0.0], [-1.0, -1.0, 0.0]])).round(3)
    array([0.707, 0.707, 0.   ])
    """
    squares = (away[:, :, np.newaxis] * away[:, np.newaxis, :]).sum(axis=0).tolist()
    return _longest_axis(squares)


def along(image: Array, direction: Array) -> Array:
    """Return how far each color lies in a direction: ``(rows, columns)`` of three channels."""
    red, green, blue = (image[:, :, channel] * direction[channel] for channel in range(3))
    return red + green + blue


def _longest_axis(matrix: list[list[float]]) -> Array:
    """Return the eigenvector of a symmetric 3 × 3 matrix's largest eigenvalue (Jacobi's method)."""
    axes = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]
    for _ in range(SWEEPS):
        for one, other in ((0, 1), (0, 2), (1, 2)):
            if matrix[one][other] != 0:
                _turn(matrix, axes, one, other)
    lengths = [matrix[axis][axis] for axis in range(3)]
    longest = lengths.index(max(lengths))
    return np.array([row[longest] for row in axes])


def _turn(matrix: list[list[float]], axes: list[list[float]], one: int, other: int) -> None:
    """Turn two axes so that the matrix no longer mixes them."""
    mixed = matrix[one][other]
    ratio = (matrix[other][other] - matrix[one][one]) / (2 * mixed)
    tangent = math.copysign(1 / (abs(ratio) + math.sqrt(ratio * ratio + 1)), ratio)
    cosine = 1 / math.sqrt(tangent * tangent + 1)
    sine = tangent * cosine
    matrix[one][one] -= tangent * mixed
    matrix[other][other] += tangent * mixed
    matrix[one][other] = matrix[other][one] = 0.0
    third = 3 - one - other
    a, b = matrix[one][third], matrix[other][third]
    matrix[one][third] = matrix[third][one] = cosine * a - sine * b
    matrix[other][third] = matrix[third][other] = sine * a + cosine * b
    for row in axes:
        row[one], row[other] = (
            cosine * row[one] - sine * row[other],
            (sine * row[one] + cosine * row[other]),
        )
