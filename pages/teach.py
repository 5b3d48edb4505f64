from components.closing import close
from components.lesson import Lesson
from components.link_builder import length_question, link_builder

lesson = Lesson("teach")
lesson.open()
length_question(lesson)
lesson.say("build")
link_builder(lesson)
lesson.say("in class")
lesson.say("good to know")
close(lesson)
