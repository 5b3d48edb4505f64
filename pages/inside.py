from components.address import live
from components.aside import aside
from components.closing import close
from components.copied import copied_question
from components.dense_line import dense_line, order_of_adding
from components.lesson import Lesson
from components.memory import learner
from components.memory_table import memory_table
from components.picture import picture_choice
from components.predict import first_dense

lesson = Lesson("inside")
lesson.open()
copied_question(lesson)


@live
def memory() -> None:
    lesson.say("memory")
    picture_choice()
    memory_table(lesson, learner().image)


memory()

trace = first_dense(learner())
dense_line(lesson, trace)
live(order_of_adding)(lesson, trace)
aside(lesson, "why two")
aside(lesson, "corner")
close(lesson)
