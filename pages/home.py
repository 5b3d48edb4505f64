import streamlit as st

from components.home.controls import pixel_choice
from components.nav.navigation import pages, shown_entries
from components.nav.page_footer import close
from components.questions.prediction import Number, prediction
from components.state.unit_choice import unit_shown
from components.ui.lesson_text import Lesson
from components.ui.network_diagram import idea_view
from models.exercises.worked_example import first_network

lesson = Lesson("home")
lesson.open()

trace = first_network(*pixel_choice())
layer = trace.dense[0].layer
unit = unit_shown(layer.units)
idea_view(trace, lesson.text("picture in words"), "idea", unit)
lesson.say("what you see")
weights = prediction(lesson, "weights", Number(0, 1000))
if weights.made:
    weights.compare(
        layer.kernel.size,
        inputs=trace.flatten.vector.size,
        units=layer.units,
        edges=layer.kernel.size,
    )
    lesson.say(
        "shapes",
        image=trace.flatten.image.shape,
        vector=trace.flatten.vector.shape,
        outputs=trace.outputs.shape,
    )
lesson.say("the way")
made = pages()
for entry in shown_entries()[1:]:
    st.page_link(made[entry.name], label=lesson.text(f"go to {entry.name}"))
close(lesson)
