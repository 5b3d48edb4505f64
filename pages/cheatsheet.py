from components.nav.page_footer import page_footer
from components.printing.sheet import show_sheet
from components.ui.lesson_text import Lesson

lesson = Lesson("cheatsheet")
show_sheet(lesson, "shapes", "formulas", "program", "messages")
page_footer(lesson)
