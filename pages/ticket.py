from components.nav.page_footer import page_footer
from components.printing.sheet import show_sheet
from components.ui.lesson_text import Lesson

lesson = Lesson("ticket")
show_sheet(lesson, "name", "questions", "feedback", to_fill=True)
page_footer(lesson)
