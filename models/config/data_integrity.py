"""Data integrity: whether the shipped files are complete and unchanged."""

import hashlib
import re
from pathlib import Path

DATA = Path(__file__).parents[2] / "data"
SUMS = DATA / "SHA256SUMS"  # as ``sha256sum`` writes them; ``python -m data.sums`` does so
LINE = re.compile(r"^([0-9a-f]{64})  (\S+)$", re.MULTILINE)
FILES = ("diagnosis.json", "diagnosis.npz", "experiments.json", "mnist.npz", "network.npz")


def sha256(file: Path) -> str:
    """Return a file's SHA-256 in hexadecimal digits."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def verify(sums: Path = SUMS) -> None:
    """Verify every file the lesson needs; takes some hundredths of a second.

    Args:
        sums: the list of checksums, beside the files themselves.

    Raises:
        ValueError: in a sentence, which file is missing, unreadable or changed.
    """
    try:
        text = sums.read_text("ascii", errors="replace")
        expected = {name: digits for digits, name in LINE.findall(text)}
        for name in FILES:
            # A file that is not listed could be anything.
            if name not in expected:
                raise ValueError(f"{sums} names no {name}; put the lesson's own there")
            if sha256(sums.parent / name) != expected[name]:
                raise ValueError(
                    f"{sums.parent / name} is damaged or another file; put the lesson's own there"
                )
    except OSError as error:
        raise ValueError(
            f"{error.filename} cannot be read ({error.strerror}); put the lesson's own there"
        ) from error
