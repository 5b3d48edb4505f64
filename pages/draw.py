import streamlit as st

from components.draw.batch_axis import batch_axis, rgb_values
from components.draw.preprocessing_steps import preprocessing_steps
from components.drawing.draw_pad import draw_pad
from components.drawing.network_input import preparation_switch
from components.drawing.picture_source import numbers_table, picture_choice, picture_sources
from components.nav.page_footer import page_footer
from components.questions.prediction import Number, prediction
from components.shell.url_state import url_fragment
from components.state.session import current_session
from components.ui.lesson_text import Lesson

lesson = Lesson("draw")
lesson.show_header()
current_session().drawing.start()


@url_fragment
def drawing() -> None:
    picture_choice()
    sides = st.grid(2, min_column_width=330, gap="medium")
    with sides.cell():
        draw_pad("draw_pad")
        picture_sources()
    with sides.cell():
        lesson.show(
            "numbers", source=current_session().drawing.source or lesson.format("no source")
        )
        numbers_table()
        batch_axis(lesson)
    lesson.show("preparation")
    preparation_switch()
    preprocessing_steps(lesson)


drawing()
question = prediction(lesson, "values", Number(0, 100_000))
if question.is_answered:
    count = rgb_values()
    question.reveal(count, count=f"{count:,}")
page_footer(lesson)
