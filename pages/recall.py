from datetime import UTC, datetime

from components.nav.page_footer import page_footer
from components.questions.prediction import Blank, prediction
from components.recall.flashcards import another_look, quiz
from components.shell.url_state import url_fragment
from components.ui.lesson_text import Lesson

lesson = Lesson("recall")
lesson.show_header()
shape = prediction(lesson, "shape", Blank())
if shape.is_answered:
    values = str(28 * 28)
    shape.reveal(values, values=values)
    lesson.show("five")
another_look(lesson)
lesson.show("cards")
url_fragment(quiz)(lesson, datetime.now(UTC).date())
page_footer(lesson)
