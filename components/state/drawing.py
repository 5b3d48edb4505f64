"""Drawing: the learner's pictures, one for each size and color of the pad."""

import zlib
from dataclasses import dataclass, field

import numpy as np

from components.ui.lesson_text import COMMON
from models.nn.arrays import Array


@dataclass(frozen=True)
class Pad:
    """A size of drawing: its pixels, and the value of a full stroke of ink."""

    name: str
    side: int
    levels: int  # ink comes in whole steps, 0 to levels
    full: float  # the value of the last step

    def values(self, levels: Array) -> Array:
        """Return the values of whole steps of ink."""
        return levels * (self.full / self.levels)

    def to_levels(self, values: Array) -> Array:
        """Return values from 0 to 1, as image files have them, in whole steps of ink."""
        return np.rint(np.clip(values, 0, 1) * self.levels).astype(np.uint8)


PADS = {
    pad.name: pad
    for pad in (
        Pad("3×3", 3, levels=9, full=9.0),  # small whole numbers, to be added up by hand
        Pad("8×8", 8, levels=255, full=1.0),
        Pad("28×28", 28, levels=255, full=1.0),
    )
}
COLORS = {"gray": 1, "RGB": 3}  # channels


def _blank(pad: Pad, channels: int) -> Array:
    shape = (pad.side, pad.side) if channels == 1 else (pad.side, pad.side, channels)
    return np.zeros(shape, np.uint8)


def _first_pictures() -> dict[tuple[str, str], Array]:
    pictures = {
        (name, color): _blank(pad, channels)
        for name, pad in PADS.items()
        for color, channels in COLORS.items()
    }
    pictures["3×3", "gray"] = np.arange(1, 10, dtype=np.uint8).reshape(3, 3)
    # Red counts up, green counts down, blue stays: each value in the vector tells its channel.
    up = pictures["3×3", "gray"]
    pictures["3×3", "RGB"] = np.stack([up, 10 - up, np.full_like(up, 5)], axis=-1)
    return pictures


@dataclass
class Drawing:
    """The pictures, which one is active, and how far it has been read into the vector."""

    pad: str = "3×3"  # a key of PADS
    color: str = "gray"  # a key of COLORS
    pictures: dict[tuple[str, str], Array] = field(default_factory=_first_pictures)
    originals: dict[tuple[str, str], Array] = field(default_factory=dict)  # uploads, finer
    revision: int = 0  # grows when the active picture changes by anything but the pad's own pen
    started: bool = False  # whether the learner has drawn something, or chosen a size
    position: int = 0  # how many of the picture's values have been read into the vector
    source: str = ""  # one phrase: where the active picture came from
    # The pad that a scene took the place of: size, color, and `started` as it was.
    laid_aside: tuple[str, str, bool] | None = None

    @property
    def levels(self) -> Array:
        """The active picture in whole steps of ink."""
        return self.pictures[self.pad, self.color]

    @property
    def image(self) -> Array:
        """The active picture's values: (side, side) or (side, side, 3)."""
        return PADS[self.pad].values(self.levels)

    @property
    def light(self) -> Array:
        """The active picture from 0 (black) to 1 (white), as fine as we have it."""
        fine = self.originals.get((self.pad, self.color))
        return self.levels / PADS[self.pad].levels if fine is None else fine

    @property
    def has_finer_original(self) -> bool:
        """Whether the active picture came in more than the pad's pixels show."""
        fine = self.originals.get((self.pad, self.color))
        return fine is not None and not np.array_equal(fine, self.levels / PADS[self.pad].levels)

    @property
    def checksum(self) -> int:
        """The CRC-32 of the active picture's steps of ink, by which a browser knows it."""
        return zlib.crc32(self.levels.tobytes())

    def start(self) -> None:
        """Lay out a page of MNIST's size for a learner who has not drawn yet."""
        if not self.started:
            self.choose("28×28", "gray")

    def draw(self, levels: Array) -> None:
        """Store what the pen drew on the active pad."""
        self.pictures[self.pad, self.color] = levels
        self.originals.pop((self.pad, self.color), None)
        self.started = True
        self.laid_aside = None
        self.source = COMMON.label("source pen")

    def replace(self, values: Array, source: str, original: Array) -> None:
        """Replace the active picture by one from elsewhere.

        Args:
            values: 0 to 1, shaped as the active picture.
            source: one phrase, where it came from.
            original: the same picture as fine as it came, 0 to 1.
        """
        self.pictures[self.pad, self.color] = PADS[self.pad].to_levels(values)
        self.originals[self.pad, self.color] = original
        self.revision += 1
        self.started = True
        self.source = source

    def read_whole(self) -> None:
        """Read the whole picture into the vector, so that it is seen there while it is drawn."""
        self.position = self.levels.size

    def lay_out(self, pad: str, color: str) -> None:
        """Turn to a size and a color for one page, unless the learner draws on it."""
        if (self.pad, self.color) != (pad, color):
            aside = self.laid_aside or (self.pad, self.color, self.started)
            self.choose(pad, color)
            self.laid_aside = aside

    def put_back(self) -> None:
        """Turn back to the pad that was laid aside, if one was."""
        if self.laid_aside:
            pad, color, started = self.laid_aside
            self.choose(pad, color)
            self.started = started

    def choose(self, pad: str, color: str) -> None:
        """Turn to another size or color, each with its own picture; one read whole stays so."""
        whole = self.position == self.levels.size
        self.pad, self.color = pad, color
        self.laid_aside = None
        if whole:
            self.read_whole()
        self.started = True
        self.revision += 1


FIRST_PICTURES = _first_pictures()  # as every session begins; never drawn on
