from components.nav.page_footer import page_footer
from components.ui.lesson_text import Lesson

lesson = Lesson("glossary")
lesson.show_header()
lesson.show("words")
lesson.show("where")
page_footer(lesson)
