from datetime import UTC, datetime

from components.nav.page_footer import page_footer
from components.questions.prediction import Blank, prediction
from components.recall.flashcards import flashcards, review_links
from components.recall.objective_test import choose_test
from components.shell.url_state import url_fragment
from components.ui.lesson_text import Lesson

lesson = Lesson("recall")
lesson.show_header()
shape = prediction(lesson, "shape", Blank())
if shape.is_answered:
    values = str(28 * 28)
    shape.reveal(values, values=values)
    lesson.show("five")
choose_test(lesson)
review_links(lesson)
lesson.show("cards")
url_fragment(flashcards)(lesson, datetime.now(UTC).date())
page_footer(lesson)
