from components.lesson import Lesson
from components.presets import preset_choice
from components.training_choice import training_choice
from components.training_run import training_run

lesson = Lesson("train")
lesson.open()
preset_choice(lesson)
training_choice(lesson)
training_run(lesson)
