from components.address import live
from components.asleep import asleep_question
from components.bill import bill
from components.closing import close
from components.lesson import Lesson
from components.predict import network_choice
from components.prediction import Number, prediction
from components.weight_pictures import weight_pictures
from models.plan import parameters_of

lesson = Lesson("weights")
lesson.open()

parameters = prediction(lesson, "parameters", Number(0, 10_000_000))
if parameters.made:
    count = parameters_of(28 * 28, (128,), 10)
    parameters.compare(count, count=f"{count:,}")
    lesson.say("bill")
    live(bill)(lesson)
asleep_question(lesson)
network_choice()
live(weight_pictures)(lesson)
close(lesson)
