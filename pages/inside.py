from components.drawing.network_input import first_dense
from components.drawing.picture_source import picture_choice
from components.inside import stages
from components.inside.copy_question import copy_question
from components.inside.strides_table import strides_table
from components.inside.summation_order import dense_code, summation_order
from components.nav.page_footer import page_footer
from components.scenes.lesson_page import show_lesson
from components.scenes.question import Question
from components.scenes.scene import Scene
from components.shell.url_state import url_fragment
from components.state.session import current_session
from components.ui.expander import expander
from components.ui.lesson_text import Lesson

lesson = Lesson("inside")


def explore() -> None:
    lesson.show("introduction")
    copy_question(lesson)
    memory()
    trace = first_dense(current_session())
    dense_code(lesson, trace)
    url_fragment(summation_order)(lesson, trace)
    expander(lesson, "why two")
    expander(lesson, "corner")
    page_footer(lesson)


@url_fragment
def memory() -> None:
    lesson.show("memory")
    picture_choice()
    strides_table(lesson, current_session().drawing.image)


show_lesson(
    lesson,
    (
        Scene(
            "copied",
            lambda is_open: stages.copied_stage(lesson, is_open=is_open),
            question=Question("copies"),
        ),
        Scene(
            "strides",
            lambda _: stages.strides_stage(lesson),
            controls=lambda: stages.pattern_control(lesson),
        ),
        Scene("line", lambda _: stages.line_stage(lesson)),
        Scene(
            "sums",
            lambda is_open: stages.sums_stage(lesson, is_open=is_open),
            question=Question("sums"),
        ),
        Scene("two", lambda _: stages.summary_stage(lesson)),
        Scene("explore", page=explore),
    ),
)
