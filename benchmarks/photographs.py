"""How many digits are read right in each kind of picture: ``python -m benchmarks.photographs``.

The hands and their forms of the digits are none that the network was trained with. Blank sheets
are counted where something was read into them.
"""

import sys

import numpy as np

from data.photographs import BLANK, KINDS
from models.data.image_files import as_digit, from_file
from models.nn.network import predict, shipped_layers


def prepared(contents: bytes) -> np.ndarray:
    """A picture file as the network reads it, (28, 28)."""
    return as_digit(from_file(contents, side=280, channels=3))


def main(each: int) -> None:
    """Print a line for each kind.

    Args:
        each: how many pictures of each kind.
    """
    digits = np.arange(each) % 10
    for name, kind in KINDS.items():
        images = [
            prepared(kind(int(digit), np.random.default_rng([number, 1]), True))
            for number, digit in enumerate(digits)
        ]
        found = np.where(
            np.any(images, axis=(1, 2)), predict(np.stack(images), shipped_layers()).argmax(1), -1
        )
        ones = f", {np.mean(found[digits == 1] == 1):.0%} of the ones" if each >= 10 else ""
        print(f"{name:24} {np.mean(found == digits):.0%}{ones}", flush=True)
    for name, blank in BLANK.items():
        marked = sum(
            bool(prepared(blank(np.random.default_rng([number, 1]))).any())
            for number in range(each)
        )
        print(f"blank, {name:24} {marked} of {each} not blank", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
