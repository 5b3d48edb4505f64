from components.experiments.registry import experiment, experiment_choice
from components.nav.page_footer import page_footer
from components.state.session import current_session
from components.ui.lesson_text import Lesson

lesson = Lesson("experiments")
lesson.show_header()
current_session().drawing.start()
experiment(lesson, experiment_choice(lesson))
page_footer(lesson)
