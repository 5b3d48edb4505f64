import math

import streamlit as st

from components.drawing.digit_pad import digit_pad
from components.home.controls import pixel_choice, start_test_button
from components.home.stages import journey_stage, puzzle_stage, shift_slider
from components.nav.minutes import path_minutes
from components.nav.navigation import pages, visible_entries
from components.nav.page_footer import page_footer
from components.scenes.lesson_page import show_lesson
from components.scenes.question import Question
from components.scenes.scene import Scene
from components.state.unit_choice import unit_choice
from components.ui.lesson_text import Lesson
from components.ui.network_diagram import live_pixel, network_diagram
from models.exercises.worked_example import first_network

lesson = Lesson("home")
PUZZLE = Question("puzzle")


def explore() -> None:
    lesson.show("stamps")
    pixel, value = pixel_choice(lesson)
    trace = first_network(pixel, value)
    layer = trace.dense[0].layer
    unit = unit_choice(layer.units)
    live = live_pixel(trace, pixel, lesson.label("pixel value"))
    network_diagram(trace, lesson.format("diagram in words"), "idea", unit, live)
    lesson.show("what you see")
    lesson.show(
        "shapes",
        image=trace.flatten.image.shape,
        vector=trace.flatten.vector.shape,
        outputs=trace.outputs.shape,
    )
    lesson.show("why", minutes=math.ceil(sum(path_minutes().values())))
    lesson.show("the way")
    made = pages()
    for entry in visible_entries()[1:]:
        st.page_link(made[entry.name], label=lesson.label(f"go to {entry.name}"))
    page_footer(lesson)


def move() -> None:
    if PUZZLE.is_open(lesson):
        shift_slider(lesson)


show_lesson(
    lesson,
    (
        Scene("read", lambda _: journey_stage(), controls=lambda: digit_pad("home_pad")),
        Scene("breath", lambda _: journey_stage()),
        Scene(
            "puzzle",
            lambda is_open: puzzle_stage(lesson, is_open=is_open),
            controls=move,
            question=PUZZLE,
        ),
        Scene(
            "goals",
            lambda _: puzzle_stage(lesson, is_open=PUZZLE.is_open(lesson)),
            controls=lambda: start_test_button(lesson),
        ),
        Scene("explore", page=explore),
    ),
)
