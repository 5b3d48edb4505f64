from components.nav.page_footer import close
from components.teach.link_builder import length_question, link_builder
from components.ui.lesson_text import Lesson

lesson = Lesson("teach")
lesson.open()
length_question(lesson)
lesson.say("build")
link_builder(lesson)
lesson.say("in class")
lesson.say("good to know")
close(lesson)
