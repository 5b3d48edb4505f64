from components.nav.page_footer import page_footer
from components.printing.sheet import show_sheet
from components.ui.lesson_text import Lesson

lesson = Lesson("worksheet")
show_sheet(lesson, "name", "flatten", "dense", "shapes", "explain", to_fill=True)
page_footer(lesson)
