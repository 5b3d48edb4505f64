from components.beyond.flatten_vs_pooling import head_comparison, vgg_question
from components.nav.page_footer import page_footer
from components.shell.url_state import url_fragment
from components.ui.expander import expander
from components.ui.lesson_text import Lesson

lesson = Lesson("beyond")
lesson.show_header()
vgg_question(lesson)
lesson.show("ends")
url_fragment(head_comparison)(lesson)
for section in ("convolution", "when not", "when", "production"):
    lesson.show(section)
for section in ("metaphor", "elsewhere"):
    expander(lesson, section)
lesson.show("next")
page_footer(lesson)
