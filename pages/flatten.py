import streamlit as st

from components.address import live
from components.closing import close
from components.flatten_questions import colour_question, pixel_question
from components.flatten_view import flatten_view
from components.index_arithmetic import index_arithmetic, shapes_table, unflatten_figure
from components.lesson import Lesson
from components.memory import PADS, learner
from components.pad_beside import beside_the_pad, pad_switch
from components.picture import picture_choice
from components.reading_order import order_choice, say_order
from models.flatten import trace_flatten

lesson = Lesson("flatten")
lesson.open()
pixel_question(lesson)


@live
def flattening() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        picture_choice()
        pad_switch()
    with beside_the_pad("flatten_pad"):
        one_vector()


def one_vector() -> None:
    order = order_choice()
    say_order(lesson, order)
    notebook = learner()
    trace = trace_flatten(notebook.image, order)
    if not notebook.levels.any():
        lesson.say("empty")
    index = flatten_view(trace, brightest=PADS[notebook.pad].full)
    lesson.say("arithmetic")
    index_arithmetic(lesson, trace, index)
    lesson.say("shapes")
    shapes_table(trace)
    lesson.say("back")
    unflatten_figure(lesson, trace)


flattening()
colour_question(lesson)
close(lesson)
