import streamlit as st

from components.build.workbench import workbench
from components.nav.page_footer import page_footer
from components.questions.prediction import Choice, Number, prediction
from components.shell.url_state import url_fragment
from components.ui.lesson_text import Lesson
from models.training.config import parameter_count

lesson = Lesson("build")
lesson.show_header()

sides = st.grid(2, min_column_width=380, gap="medium")
with sides.cell():
    guess = prediction(lesson, "parameters", Number(0, 100_000_000))
    if guess.is_answered:
        guess.reveal(parameter_count(28 * 28 * 1, (), 10))
with sides.cell():
    guess = prediction(lesson, "no flatten", Choice())
    if guess.is_answered:
        guess.reveal(2)


@url_fragment
def building() -> None:
    workbench(lesson)


building()
page_footer(lesson)
