"""The emptiest page with the drawing pad: a pad, and one number that follows it."""

import streamlit as st

from components.drawing.draw_pad import draw_pad
from components.state.session import current_session

current_session().drawing.start()


@st.fragment
def drawing() -> None:
    """Show the pad and its ink."""
    draw_pad("pad")
    st.html(f"<p id='ink'>{current_session().drawing.levels.sum()}</p>")


drawing()
