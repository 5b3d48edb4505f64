from components.address import live
from components.closing import close
from components.heads import heads, vgg_question
from components.lesson import Lesson

lesson = Lesson("beyond")
lesson.open()
vgg_question(lesson)
lesson.say("heads")
live(heads)(lesson)
for section in ("when not", "when", "production", "metaphor", "elsewhere", "next"):
    lesson.say(section)
close(lesson)
