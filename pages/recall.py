from datetime import UTC, datetime

from components.nav.page_footer import close
from components.questions.prediction import Blank, prediction
from components.recall.flashcards import another_look, quiz
from components.shell.url_state import live
from components.ui.lesson_text import Lesson

lesson = Lesson("recall")
lesson.open()
shape = prediction(lesson, "shape", Blank())
if shape.made:
    values = str(28 * 28)
    shape.compare(values, values=values)
    lesson.say("five")
another_look(lesson)
lesson.say("cards")
live(quiz)(lesson, datetime.now(UTC).date())
close(lesson)
