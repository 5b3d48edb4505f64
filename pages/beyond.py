from components.beyond.flatten_vs_pooling import heads, vgg_question
from components.nav.page_footer import close
from components.shell.url_state import live
from components.ui.expander import aside
from components.ui.lesson_text import Lesson

lesson = Lesson("beyond")
lesson.open()
vgg_question(lesson)
lesson.say("heads")
live(heads)(lesson)
lesson.say("when not")
for section in ("when", "production", "metaphor", "elsewhere", "next"):
    aside(lesson, section)
close(lesson)
