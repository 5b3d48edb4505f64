import streamlit as st

from components.draw_pad import draw_pad
from components.lesson import Lesson
from components.memory import learner
from components.network_view import network_view
from components.picture import picture_choice
from components.predict import (
    CLASSES,
    answer,
    network_choice,
    preparation_switch,
    read_picture,
    shipped_accuracy,
)
from components.stages import stage_numbers

lesson = Lesson("network")
lesson.open(accuracy=f"{shipped_accuracy():.2%}")
learner().begin_drawing()


@st.fragment
def reading() -> None:
    picture_choice()
    network_choice()
    pad, network = st.columns([1, 2], gap="large")
    with pad:
        draw_pad("network_pad")
        preparation_switch()
    with network:
        try:
            trace = read_picture(learner())
        except ValueError as problem:
            st.error(f"{problem}.")
            return
        network_view(trace, CLASSES, answer(trace))
    lesson.say("stages")
    stage_numbers(lesson, trace)


reading()
