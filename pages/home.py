import streamlit as st

from components.closing import close
from components.contents import pages, shown_entries
from components.examples import first_network
from components.idea import pixel_choice, unit_shown
from components.idea_view import idea_view
from components.lesson import Lesson
from components.prediction import Number, prediction

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
