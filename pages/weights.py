from components.drawing.network_input import network_choice
from components.nav.page_footer import page_footer
from components.questions.prediction import Number, prediction
from components.scenes.lesson_page import show_lesson
from components.scenes.question import Question
from components.scenes.scene import Scene
from components.shell.url_state import url_fragment
from components.ui.lesson_text import Lesson
from components.weights import stages
from components.weights.changing_question import changing_question
from components.weights.constant_pixels import constant_pixels_question
from components.weights.layer_cost import layer_cost
from components.weights.weight_images import weight_images
from models.training.config import parameter_count

lesson = Lesson("weights")


def explore() -> None:
    lesson.show("introduction")
    parameters = prediction(lesson, "parameters", Number(0, 10_000_000))
    if parameters.is_answered:
        count = parameter_count(28 * 28, (128,), 10)
        parameters.reveal(count, count=f"{count:,}")
        lesson.show("cost")
        url_fragment(layer_cost)(lesson)
    changing_question(lesson)
    constant_pixels_question(lesson)
    network_choice()
    url_fragment(weight_images)(lesson)
    page_footer(lesson)


def choose_neuron() -> None:
    stages.neuron_controls(lesson)


show_lesson(
    lesson,
    (
        Scene("template", lambda _: stages.template_stage(lesson), controls=choose_neuron),
        Scene("excited", lambda _: stages.excited_stage(lesson), controls=choose_neuron),
        Scene(
            "signs",
            lambda is_open: stages.signs_stage(lesson, is_open=is_open),
            question=Question("signs"),
        ),
        Scene(
            "off",
            lambda _: stages.off_stage(lesson),
            controls=lambda: stages.off_controls(lesson),
        ),
        Scene(
            "bias",
            lambda is_open: stages.bias_stage(lesson, is_open=is_open),
            question=Question("bias"),
        ),
        Scene("explore", page=explore),
    ),
)
