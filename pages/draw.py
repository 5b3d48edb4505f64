import streamlit as st

from components.address import live
from components.batch_axis import batch_axis, colour_values
from components.closing import close
from components.draw_pad import draw_pad
from components.lesson import Lesson
from components.memory import learner
from components.picture import bring_picture, numbers_table, picture_choice
from components.predict import preparation_switch
from components.prediction import Number, prediction
from components.preparation_steps import preparation_steps

lesson = Lesson("draw")
lesson.open()
learner().begin_drawing()


@live
def drawing() -> None:
    picture_choice()
    sides = st.grid(2, min_column_width=330, gap="medium")
    with sides.cell():
        draw_pad("draw_pad")
        bring_picture()
    with sides.cell():
        lesson.say("numbers", source=learner().source or lesson.text("no source"))
        numbers_table()
        batch_axis(lesson)
    lesson.say("preparation")
    preparation_switch()
    preparation_steps(lesson)


drawing()
colours = prediction(lesson, "values", Number(0, 100_000))
if colours.made:
    count = colour_values()
    colours.compare(count, count=f"{count:,}")
close(lesson)
