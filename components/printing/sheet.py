"""A sheet: a page that is printed on one side of A4, without what surrounds it on the screen."""

import streamlit as st

from components.printing.print_button import print_button
from components.ui.lesson_text import Lesson


def show_sheet(lesson: Lesson, *sections: str, to_fill: bool = False) -> None:
    """Show a sheet, and a button that prints it.

    Args:
        lesson: its opening is for the screen only.
        sections: what is printed, in this order.
        to_fill: whether it is printed with room to write on.
    """
    with st.container(key="sheet"):
        with st.container(key="sheet_header"):
            lesson.show_header()
            print_button()
        with st.container(key="sheet_to_fill" if to_fill else "sheet_to_read"):
            for section in sections:
                st.markdown(lesson.sections[section])
