from components.nav.page_footer import page_footer
from components.teach.link_builder import length_question, link_builder
from components.ui.lesson_text import Lesson

lesson = Lesson("teach")
lesson.show_header()
length_question(lesson)
lesson.show("build")
link_builder(lesson)
lesson.show("in class")
lesson.show("good to know")
page_footer(lesson)
