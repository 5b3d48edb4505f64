from components.nav.page_footer import close
from components.ui.lesson_text import Lesson

lesson = Lesson("glossary")
lesson.open()
lesson.say("words")
lesson.say("where")
close(lesson)
