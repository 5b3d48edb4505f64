from components.closing import close
from components.lesson import Lesson

lesson = Lesson("glossary")
lesson.open()
lesson.say("words")
lesson.say("where")
close(lesson)
