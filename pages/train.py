from components.nav.page_footer import page_footer
from components.train.config_form import config_form
from components.train.presets import preset_choice
from components.train.questions import accuracy_question, first_loss_question
from components.train.run_page import run_page
from components.ui.lesson_text import Lesson

lesson = Lesson("train")
lesson.show_header()
first_loss_question(lesson)
preset_choice(lesson)
config_form(lesson)
accuracy_question(lesson)
run_page(lesson)
page_footer(lesson)
