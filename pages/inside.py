from components.drawing.network_input import first_dense
from components.drawing.picture_source import picture_choice
from components.inside.copy_question import copy_question
from components.inside.strides_table import strides_table
from components.inside.summation_order import dense_code, summation_order
from components.nav.page_footer import page_footer
from components.shell.url_state import url_fragment
from components.state.session import current_session
from components.ui.expander import expander
from components.ui.lesson_text import Lesson

lesson = Lesson("inside")
lesson.show_header()
copy_question(lesson)


@url_fragment
def memory() -> None:
    lesson.show("memory")
    picture_choice()
    strides_table(lesson, current_session().drawing.image)


memory()

trace = first_dense(current_session())
dense_code(lesson, trace)
url_fragment(summation_order)(lesson, trace)
expander(lesson, "why two")
expander(lesson, "corner")
page_footer(lesson)
