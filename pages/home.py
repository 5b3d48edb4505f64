import streamlit as st

from components.contents import pages
from components.examples import first_network
from components.figures import idea_figure
from components.lesson import Lesson

lesson = Lesson("home")
lesson.open()

trace = first_network()
with st.container(width=720):
    st.plotly_chart(
        idea_figure(trace), config={"displayModeBar": False}, alt=lesson.text("picture in words")
    )
lesson.say(
    "what you see",
    image=trace.flatten.image.shape,
    vector=trace.flatten.vector.shape,
    outputs=trace.outputs.shape,
    inputs=trace.flatten.vector.size,
    units=trace.dense[0].layer.units,
    edges=trace.dense[0].layer.kernel.size,
)
lesson.say("the way")
for name, page in list(pages().items())[1:]:
    st.page_link(page, label=lesson.text(f"go to {name}"))
