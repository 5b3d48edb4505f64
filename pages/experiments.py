from components.closing import close
from components.lab import experiment, experiment_choice
from components.lesson import Lesson
from components.memory import learner

lesson = Lesson("experiments")
lesson.open()
learner().begin_drawing()
experiment(lesson, experiment_choice(lesson))
close(lesson)
