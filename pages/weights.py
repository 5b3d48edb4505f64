from components.drawing.network_input import network_choice
from components.nav.page_footer import page_footer
from components.questions.prediction import Number, prediction
from components.shell.url_state import url_fragment
from components.ui.lesson_text import Lesson
from components.weights.constant_pixels import asleep_question
from components.weights.layer_cost import bill
from components.weights.weight_images import weight_pictures
from models.training.config import parameter_count

lesson = Lesson("weights")
lesson.show_header()

parameters = prediction(lesson, "parameters", Number(0, 10_000_000))
if parameters.is_answered:
    count = parameter_count(28 * 28, (128,), 10)
    parameters.reveal(count, count=f"{count:,}")
    lesson.show("bill")
    url_fragment(bill)(lesson)
asleep_question(lesson)
network_choice()
url_fragment(weight_pictures)(lesson)
page_footer(lesson)
