from components.nav.page_footer import close
from components.ui.lesson_text import Lesson

lesson = Lesson("glossary")
lesson.show_header()
lesson.show("words")
lesson.show("where")
close(lesson)
