from components.address import live
from components.aside import aside
from components.closing import close
from components.heads import heads, vgg_question
from components.lesson import Lesson

lesson = Lesson("beyond")
lesson.open()
vgg_question(lesson)
lesson.say("heads")
live(heads)(lesson)
lesson.say("when not")
for section in ("when", "production", "metaphor", "elsewhere", "next"):
    aside(lesson, section)
close(lesson)
