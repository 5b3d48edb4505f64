from components.closing import close
from components.lesson import Lesson
from components.presets import preset_choice
from components.training_choice import training_choice
from components.training_questions import accuracy_question, first_loss_question
from components.training_run import training_run

lesson = Lesson("train")
lesson.open()
first_loss_question(lesson)
preset_choice(lesson)
training_choice(lesson)
accuracy_question(lesson)
training_run(lesson)
close(lesson)
