from components.nav.page_footer import page_footer
from components.teach.answer_key import answer_key, time_needed
from components.teach.link_builder import length_question, link_builder
from components.teach.plans import show_plan
from components.ui.expander import expander
from components.ui.lesson_text import Lesson

lesson = Lesson("teach")
lesson.show_header()
lesson.show("objectives")
time_needed(lesson)
show_plan(lesson, "plan 45")
show_plan(lesson, "plan 90")
show_plan(lesson, "plan deeper")
lesson.show("misconceptions")
answer_key(lesson)
expander(lesson, "answers")
lesson.show("discussion")
lesson.show("build")
link_builder(lesson)
for section in ("in class", "good to know", "frames"):
    lesson.show(section)
length_question(lesson)
page_footer(lesson)
