"""Recorded frames: a run's recorded snapshots, in memory or in a file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from models.runtime.spill import SpilledBlocks
from models.training.recording import RecordedSnapshot, step_of, unpack_frame


class RecordedFrames(Mapping[int, RecordedSnapshot]):
    """Recorded snapshots by step, unpacked when they are read; never changes."""

    def __init__(
        self, steps: Iterable[int] = (), blocks: Sequence[bytes] | SpilledBlocks = ()
    ) -> None:
        """Take packed frames.

        Args:
            steps: of the frames, in their order.
            blocks: begins with the frames.
        """
        self._places = {step: place for place, step in enumerate(steps)}
        self.blocks = blocks
        # Pages read the last frame several times in a row.
        self._latest: tuple[int, RecordedSnapshot] | None = None

    def extended(self, packed: Iterable[bytes]) -> "RecordedFrames":
        """Return these frames and others; of two with the same step, the other."""
        known = {step: self.blocks[place] for step, place in self._places.items()}
        known |= {step_of(block): block for block in packed}
        return RecordedFrames(known, list(known.values()))

    def moved(self, to: SpilledBlocks) -> "RecordedFrames":
        """Return these frames as read from a file that begins with them."""
        return RecordedFrames(self._places, to)

    def __getitem__(self, step: int) -> RecordedSnapshot:
        latest = self._latest
        if latest is not None and latest[0] == step:
            return latest[1]
        frame = unpack_frame(self.blocks[self._places[step]])
        self._latest = step, frame
        return frame

    def __contains__(self, step: object) -> bool:  # Mapping's own would unpack it
        return step in self._places

    def __iter__(self) -> Iterator[int]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
