from components.experiments.registry import experiment, experiment_choice
from components.nav.page_footer import close
from components.state.session import learner
from components.ui.lesson_text import Lesson

lesson = Lesson("experiments")
lesson.open()
learner().begin_drawing()
experiment(lesson, experiment_choice(lesson))
close(lesson)
