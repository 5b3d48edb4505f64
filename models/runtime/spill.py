"""Spill: what ended runs hold, in temporary files instead of this process's memory."""

import logging
import shutil
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import BinaryIO

from models.nn.arrays import Array

MOST_BYTES = 128 << 20  # of all files; two runs of each of forty learners, with their networks
MOST_FILES = 200  # each takes one of the process's file descriptors
SPARE_BYTES = 32 << 20  # of the temporary directory stay free: others write there, too
RETRY_SECONDS = 60.0  # after a file could not be written

Block = bytes | Array
"""Bytes, or a one-dimensional array of uint8."""

log = logging.getLogger(__name__)


class SpilledBlocks:
    """Blocks of bytes in a file without a name, which is gone with the last reference to it."""

    def __init__(self, blocks: Sequence[Block], directory: str) -> None:
        """Write the blocks.

        Raises:
            OSError: the directory cannot be written to, or is full.
        """
        self._ends = [0, *accumulate(map(len, blocks))]
        self._lock = threading.Lock()  # several pages move the one position of the file
        self._file = tempfile.TemporaryFile(buffering=0, dir=directory)  # noqa: SIM115
        weakref.finalize(self, self._file.close)
        for block in blocks:
            _write(self._file, block)

    @property
    def nbytes(self) -> int:
        """Bytes of the file."""
        return self._ends[-1]

    def __getitem__(self, place: int) -> bytes:
        start, end = self._ends[place : place + 2]
        with self._lock:
            self._file.seek(start)
            return self._file.read(end - start)


class Spill:
    """Decides what is written to temporary files; used by one thread."""

    def __init__(
        self,
        most_bytes: int = MOST_BYTES,
        most_files: int = MOST_FILES,
        spare_bytes: int = SPARE_BYTES,
        directory: str | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Set the bounds.

        Args:
            most_bytes: of all files together.
            most_files: at once.
            spare_bytes: that stay free in the directory.
            directory: where they are; None is the system's for temporary files (``TMPDIR``).
            clock: in seconds.
        """
        self.most_bytes, self.most_files, self.spare_bytes = most_bytes, most_files, spare_bytes
        self._directory, self._clock = directory, clock
        self._files: weakref.WeakSet[SpilledBlocks] = weakref.WeakSet()
        self._retry_at = -float("inf")

    @property
    def nbytes(self) -> int:
        """Bytes of all files that are still referred to."""
        return sum(each.nbytes for each in list(self._files))

    def store(self, blocks: Sequence[Block]) -> SpilledBlocks | None:
        """Write blocks to a file of their own; None where there is no room for them."""
        size = sum(map(len, blocks))
        full = len(self._files) >= self.most_files or self.nbytes + size > self.most_bytes
        if full or self._clock() < self._retry_at:
            return None
        try:
            directory = self._directory or tempfile.gettempdir()
            if shutil.disk_usage(directory).free < size + self.spare_bytes:
                raise OSError(f"{directory} is full")
            stored = SpilledBlocks(blocks, directory)
        except OSError as error:
            log.warning("recordings stay in memory: %s", error)
            self._retry_at = self._clock() + RETRY_SECONDS
            return None
        self._files.add(stored)
        return stored


def _write(file: BinaryIO, block: Block) -> None:
    rest = memoryview(block)  # pyright: ignore[reportArgumentType] - an array is a buffer
    while rest:  # an unbuffered file may take less than it is given
        rest = rest[file.write(rest) :]
