import streamlit as st

from components.closing import close
from components.lesson import Lesson
from components.pitfalls import pitfall_choice, pitfall_lab

lesson = Lesson("pitfalls")
lesson.open()


@st.fragment
def lab() -> None:
    pitfall_lab(lesson, pitfall_choice(lesson))


lab()
close(lesson)
