"""A blank in Keras's lines: the row it should make, and the row that the learner's number makes."""

import streamlit as st

from components.scripts.keras_lines import row_cells, summary_table
from components.ui.lesson_text import COMMON
from models.sequential.blank import Blank


def keras_blank(blank: Blank, filled: int | None) -> None:
    """Show the lines with the number that fills the blank, and the rows of ``summary()``.

    Args:
        blank: the network.
        filled: the learner's number; None while the blank is one.
    """
    *others, wanted = blank.rows
    rows = [row_cells(each) for each in others]
    name, output, parameters = row_cells(wanted)
    if filled == blank.units:
        rows.append((name, output, parameters))
    else:
        rows.append((name, output.replace(str(blank.units), "?"), parameters))
        if filled is not None and (row := blank.row(filled)):
            rows.append((COMMON.label("keras filled", units=filled), *row_cells(row)[1:]))
    with st.container(key="keras_blank"):
        st.code(blank.code(filled))
        st.markdown(COMMON.label("keras summary"))
        summary_table(rows)
