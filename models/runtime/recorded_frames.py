"""Recorded frames: a run's recorded snapshots, in memory or in a file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from models.runtime.spill import SpilledBlocks
from models.training.recording import RecordedSnapshot, step_of, unpack_frame


class RecordedFrames(Mapping[int, RecordedSnapshot]):
    """Recorded snapshots by step, unpacked when they are read; never changes."""

    def __init__(
        self, steps: Iterable[int] = (), blocks: Sequence[bytes] | SpilledBlocks = ()
    ) -> None:
        """Wrap packed frames.

        Args:
            steps: of the frames, in their order.
            blocks: begins with the frames.
        """
        self._indices = {step: index for index, step in enumerate(steps)}
        self.blocks = blocks
        # Pages read the last frame several times in a row.
        self._latest: tuple[int, RecordedSnapshot] | None = None

    def extended(self, packed: Iterable[bytes]) -> "RecordedFrames":
        """Return these frames and others; of two with the same step, the other."""
        known = {step: self.blocks[index] for step, index in self._indices.items()}
        known |= {step_of(block): block for block in packed}
        return RecordedFrames(known, list(known.values()))

    def moved(self, to: SpilledBlocks) -> "RecordedFrames":
        """Return these frames as read from a file that begins with them."""
        return RecordedFrames(self._indices, to)

    def __getitem__(self, step: int) -> RecordedSnapshot:
        latest = self._latest
        if latest is not None and latest[0] == step:
            return latest[1]
        frame = unpack_frame(self.blocks[self._indices[step]])
        self._latest = step, frame
        return frame

    def __contains__(self, step: object) -> bool:  # Mapping's own would unpack it
        return step in self._indices

    def __iter__(self) -> Iterator[int]:
        return iter(self._indices)

    def __len__(self) -> int:
        return len(self._indices)
