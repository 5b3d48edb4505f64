"""Shipped: whether the files the lesson comes with are all there, byte for byte."""

import hashlib
import re
from pathlib import Path

DATA = Path(__file__).parents[2] / "data"
SUMS = DATA / "SHA256SUMS"  # as ``sha256sum`` writes them; ``python -m data.sums`` does so
LINE = re.compile(r"^([0-9a-f]{64})  (\S+)$", re.MULTILINE)
FILES = ("experiments.json", "mnist.npz", "network.npz")


def sum_of(file: Path) -> str:
    """Give a file's SHA-256 in hexadecimal digits."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def check(sums: Path = SUMS) -> None:
    """Look at every file the lesson needs; takes some hundredths of a second.

    Args:
        sums: the list, beside the files themselves.

    Raises:
        ValueError: in a sentence, which file is missing, cannot be read or is another one.
    """
    try:
        text = sums.read_text("ascii", errors="replace")
        expected = {name: digits for digits, name in LINE.findall(text)}
        for name in FILES:
            # A file that the list leaves out could be any.
            if name not in expected:
                raise ValueError(f"{sums} names no {name}; put the lesson's own there")
            if sum_of(sums.parent / name) != expected[name]:
                raise ValueError(
                    f"{sums.parent / name} is damaged or another file; put the lesson's own there"
                )
    except OSError as problem:
        raise ValueError(
            f"{problem.filename} cannot be read ({problem.strerror}); put the lesson's own there"
        ) from problem
