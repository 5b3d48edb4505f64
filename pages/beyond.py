from components.beyond import stages
from components.beyond.flatten_vs_pooling import head_comparison, vgg_question
from components.drawing.filter_stage import filter_controls, filter_stage
from components.nav.page_footer import page_footer
from components.scenes.lesson_page import show_lesson
from components.scenes.question import Question
from components.scenes.scene import Scene
from components.shell.url_state import url_fragment
from components.ui.expander import expander
from components.ui.lesson_text import Lesson

lesson = Lesson("beyond")


def explore() -> None:
    lesson.show("introduction")
    vgg_question(lesson)
    lesson.show("ends")
    url_fragment(head_comparison)(lesson)
    for section in ("convolution", "when not", "when", "production"):
        lesson.show(section)
    for section in ("metaphor", "elsewhere"):
        expander(lesson, section)
    lesson.show("next")
    page_footer(lesson)


show_lesson(
    lesson,
    (
        Scene(
            "shuffled",
            lambda is_open: stages.shuffled_stage(lesson, is_open=is_open),
            question=Question("shuffled"),
        ),
        Scene("filter", lambda _: filter_stage(lesson), controls=lambda: filter_controls(lesson)),
        Scene(
            "sequence",
            lambda is_open: stages.sequence_stage(lesson, is_open=is_open),
            question=Question("sequence"),
        ),
        Scene(
            "sound",
            lambda _: stages.sound_stage(lesson),
            controls=lambda: stages.begin_control(lesson),
        ),
        Scene(
            "origin",
            lambda _: stages.origin_stage(lesson),
            controls=lambda: stages.origin_controls(lesson),
        ),
        Scene(
            "heads",
            lambda is_open: stages.heads_stage(lesson, is_open=is_open),
            question=Question("heads"),
        ),
        Scene("explore", page=explore),
    ),
)
