"""Blank: a layer's line with its number of neurons left out, to be found from ``summary()``."""

from dataclasses import dataclass

from models.sequential.model import LayerStack
from models.sequential.script import short_program
from models.sequential.summary import SummaryRow, dense_row, summary_rows

GAP = "___"


@dataclass(frozen=True)
class Blank:
    """A network whose last layer is a Dense layer, with its ``units`` left out."""

    stack: LayerStack

    @property
    def units(self) -> int:
        """What belongs in the blank."""
        return int(self.stack.layers[-1].options["units"])

    @property
    def rows(self) -> tuple[SummaryRow, ...]:
        """The rows of ``summary()``; the last one is the layer's."""
        return summary_rows(self.stack)

    def code(self, filled: int | None = None) -> str:
        """Return the lines of the network.

        Args:
            filled: the number in the blank; None leaves it blank.
        """
        before, after = short_program(self.stack).rsplit(f"Dense({self.units}", 1)
        return f"{before}Dense({GAP if filled is None else filled}{after}"

    def row(self, filled: int) -> SummaryRow | None:
        """Return the layer's row with a number in the blank; None where Keras refuses it."""
        before = (self.stack.shape, *(row.output for row in self.rows))[-2]
        return dense_row(self.rows[-1].name, before, filled) if filled > 0 else None
