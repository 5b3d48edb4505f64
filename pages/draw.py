import streamlit as st

from components.draw.batch_axis import batch_axis
from components.draw.digit_wall import digit_wall
from components.draw.preprocessing_steps import preprocessing_steps
from components.draw.stages import (
    batch_stage,
    channels_stage,
    is_prepared,
    prepare_switch,
    sample_stage,
    shape_stage,
    zoom_slider,
    zoom_stage,
)
from components.drawing.draw_pad import draw_pad
from components.drawing.journey_view import COMPLETE, IMAGE
from components.drawing.network_input import preparation_switch
from components.drawing.picture_source import numbers_table, picture_choice, picture_sources
from components.nav.page_footer import page_footer
from components.scenes.lesson_page import show_lesson
from components.scenes.question import Question
from components.scenes.scene import Scene
from components.state.session import current_session
from components.ui.lesson_text import Lesson

lesson = Lesson("draw")


def explore() -> None:
    current_session().drawing.start()
    lesson.show("pixels")
    picture_choice()
    sides = st.grid(2, min_column_width=330, gap="medium")
    with sides.cell():
        draw_pad("draw_pad")
        picture_sources()
    with sides.cell():
        lesson.show("numbers", source=current_session().drawing.source or lesson.label("no source"))
        numbers_table()
        batch_axis(lesson)
    lesson.show("preparation")
    preparation_switch()
    preprocessing_steps(lesson)
    page_footer(lesson)


show_lesson(
    lesson,
    (
        Scene("zoom", lambda _: zoom_stage(lesson), controls=lambda: zoom_slider(lesson)),
        Scene("shape", lambda _: shape_stage(lesson), question=Question("shape", is_number=True)),
        Scene(
            "channels",
            lambda _: channels_stage(lesson),
            question=Question("channels", is_number=True),
        ),
        Scene("mnist", lambda _: digit_wall(lesson)),
        Scene(
            "corner",
            lambda is_open: sample_stage(prepared=False, growth=COMPLETE if is_open else IMAGE),
            question=Question("corner"),
        ),
        Scene(
            "prepare",
            lambda _: sample_stage(prepared=is_prepared()),
            controls=lambda: prepare_switch(lesson),
        ),
        Scene(
            "batch",
            lambda is_open: batch_stage(lesson, is_open=is_open),
            question=Question("batch"),
        ),
        Scene("explore", page=explore),
    ),
)
