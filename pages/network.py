import streamlit as st

from components.address import live
from components.aside import aside
from components.closing import close
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
    read_aloud,
    shipped_accuracy,
)
from components.same_as_keras import same_as_keras
from components.shown import shown
from components.softmax_question import softmax_question
from components.stages import stage_numbers
from components.wrong_order import wrong_order, wrong_order_question
from models.same import check_network

lesson = Lesson("network")
lesson.open(accuracy=f"{shipped_accuracy():.2%}")
learner().begin_drawing()


@live
def reading() -> None:
    picture_choice()
    network_choice()
    sides = st.grid(3, min_column_width=260, gap="medium")
    with sides.cell():
        trace = read_aloud(learner())
        draw_pad("network_pad")
        preparation_switch()
        wrong_order(lesson)
    if trace is None:
        return
    with sides.cell(column_span=2):
        network_view(trace, CLASSES, answer(trace))
    lesson.say("closer")
    aside(lesson, "pixels spoke")
    lesson.say("stages")
    stage_numbers(lesson, trace)
    softmax_question(lesson, trace)
    if shown("keras"):
        lesson.say("same as keras")
        same_as_keras("network", check_network(trace))


reading()
wrong_order_question(lesson)
close(lesson)
