"""Spill: frames and layers of ended runs, in temporary files instead of this process's memory."""

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

MAX_BYTES = 128 << 20  # of all files; two runs of each of forty learners, with their networks
MAX_FILES = 200  # each takes one of the process's file descriptors
MIN_FREE_BYTES = 32 << 20  # of the temporary directory: other programs write there, too
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

    def __getitem__(self, index: int) -> bytes:
        start, end = self._ends[index : index + 2]
        with self._lock:
            self._file.seek(start)
            return self._file.read(end - start)


class Spill:
    """Decides what is written to temporary files; used by one thread."""

    def __init__(
        self,
        max_bytes: int = MAX_BYTES,
        max_files: int = MAX_FILES,
        min_free_bytes: int = MIN_FREE_BYTES,
        directory: str | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Set the bounds.

        Args:
            max_bytes: of all files together.
            max_files: at once.
            min_free_bytes: that stay free in the directory.
            directory: where they are; None is the system's for temporary files (``TMPDIR``).
            clock: in seconds.
        """
        self.max_bytes, self.max_files, self.min_free_bytes = max_bytes, max_files, min_free_bytes
        self._directory, self._clock = directory, clock
        self._files: weakref.WeakSet[SpilledBlocks] = weakref.WeakSet()
        self._retry_at = -float("inf")

    @property
    def nbytes(self) -> int:
        """Bytes of all files that are still referenced."""
        return sum(each.nbytes for each in list(self._files))

    def store(self, blocks: Sequence[Block]) -> SpilledBlocks | None:
        """Write blocks to a file of their own; None where there is no room for them."""
        size = sum(map(len, blocks))
        full = len(self._files) >= self.max_files or self.nbytes + size > self.max_bytes
        if full or self._clock() < self._retry_at:
            return None
        try:
            directory = self._directory or tempfile.gettempdir()
            if shutil.disk_usage(directory).free < size + self.min_free_bytes:
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
    while rest:  # an unbuffered file may write less than asked
        rest = rest[file.write(rest) :]
