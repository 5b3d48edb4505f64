"""A sheet: a page that is printed on one side of A4, without what surrounds it on the screen."""

from pathlib import Path

import streamlit as st

from components.printing.print_button import print_button
from components.ui.lesson_text import Lesson

STYLE = Path(__file__).parent / "sheet.css"


def show_sheet(lesson: Lesson, *sections: str) -> None:
    """Show a sheet, and a button that prints it.

    Args:
        lesson: its opening is for the screen only.
        sections: what is printed, in this order.
    """
    st.html(STYLE)
    with st.container(key="sheet"):
        with st.container(key="sheet_header"):
            lesson.show_header()
            print_button()
        for section in sections:
            st.markdown(lesson.sections[section])
