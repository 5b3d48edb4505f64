import streamlit as st

from components.closing import close
from components.lesson import Lesson
from components.myths import myth_choice, myth_trial

lesson = Lesson("myths")
lesson.open()


@st.fragment
def trial() -> None:
    myth_trial(lesson, myth_choice(lesson))


trial()
close(lesson)
