import streamlit as st

from components.blame import hidden_tables, logits_table, loss_sentence
from components.conv_flatten import conv_flatten
from components.gradient_view import gradient_view
from components.lesson import Lesson
from components.nudge import nudge_pixel
from components.same_as_keras import same_as_keras
from components.tape_of_fit import tape_of_fit
from components.way_back_choice import case_choice
from models.backprop import trace_backprop
from models.same import check_backprop

lesson = Lesson("backprop")
lesson.open()


@st.fragment
def going_back() -> None:
    chosen = case_choice(lesson)
    if chosen is None:
        return
    case, label = chosen
    back = trace_backprop(case.forward, label)
    loss_sentence(lesson, case, back)
    logits_table(lesson, case, back)
    hidden_tables(lesson, case, back)
    lesson.say("image", shape=back.d_image.shape, count=back.d_vector.size)
    index = gradient_view(back, case.classes, case.brightest, f"gradient_{case.key}")
    nudge_pixel(lesson, case, back, index)
    lesson.say("same as keras")
    same_as_keras("backprop", check_backprop(back))
    tape_of_fit(lesson, back)


@st.fragment
def before_flatten() -> None:
    lesson.say("convolution")
    news = conv_flatten(lesson)
    if news:
        lesson.say("trained", same=f"{news[0]['same']:,}", cells=f"{news[0]['cells']:,}")


going_back()
before_flatten()
