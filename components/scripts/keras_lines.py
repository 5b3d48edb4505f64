"""Keras beside a scene: the lines that do what the stage shows, and their rows of ``summary()``."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components.state.hidden_controls import is_visible
from components.ui.lesson_text import COMMON
from models.nn.dense import DenseLayer
from models.sequential.layer_types import Shape
from models.sequential.model import LayerStack, layer
from models.sequential.script import short_program
from models.sequential.summary import SummaryRow, summary_rows

Cells = tuple[str, str, str]


@dataclass(frozen=True)
class KerasLines:
    """A network in Keras; or lines that do something with it, such as its training."""

    stack: LayerStack
    steps: str = ""

    @property
    def code(self) -> str:
        """The lines, as a program has them."""
        return self.steps or short_program(self.stack)


def lines_of(shape: Shape, dense: Sequence[DenseLayer] = ()) -> KerasLines:
    """Return the lines of a Flatten layer and the Dense layers behind it.

    Args:
        shape: one image's.
        dense: the layers, from the first.
    """
    layers = (layer("Dense", units=each.units, activation=each.activation) for each in dense)
    return KerasLines(LayerStack(shape, (layer("Flatten"), *layers)))


def show_keras_lines(lines: KerasLines) -> None:
    """Offer the program, and what Keras prints of its network.

    Args:
        lines: of the stage.
    """
    if not is_visible("keras"):
        return
    rows = summary_rows(lines.stack)
    total = sum(row.parameters for row in rows)
    with (
        st.container(key="keras_lines"),
        st.popover(COMMON.label("keras lines"), icon=":material/code:"),
        st.container(key="keras_panel"),
    ):
        st.code(lines.code)
        with st.container(key="keras_summary", gap="xsmall"):
            st.markdown(COMMON.label("keras summary"))
            summary_table([row_cells(row) for row in rows])
            st.markdown(COMMON.label("keras total", total=f"{total:,}"))


def row_cells(row: SummaryRow) -> Cells:
    """Return what ``summary()`` prints of a layer: its name, its output, its parameters."""
    return f"{row.name} ({row.kind})", row.output_text, f"{row.parameters:,}"


def summary_table(rows: Sequence[Cells]) -> None:
    """Show rows of ``summary()``."""
    columns = [COMMON.label(f"keras {name}") for name in ("layer", "output", "parameters")]
    st.table(pd.DataFrame(rows, columns=pd.Index(columns)).set_index(columns[0]))
