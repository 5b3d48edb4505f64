"""Linear collapse: two Dense layers without activation between them are one."""

from components.experiments.stored_and_own_run import Conclusion, misread_bars, runs
from components.questions.prediction import Choice, prediction
from components.ui.lesson_text import Lesson
from models.exercises.experiments import stored_run, validation_accuracy

CLEAR = 0.01
BETTER, SAME, WORSE = range(3)  # the options of the question
WORDS = {
    "one layer": ("one layer", False),
    "two, linear": ("two, linear", True),
    "two, relu": ("two, relu", False),
}


def linear_collapse(lesson: Lesson) -> None:
    """Ask what a hidden layer without activation adds; then train all three."""
    stored = stored_run("collapse")
    units = stored["settings"]["units"]
    question = prediction(lesson, "collapse", Choice(), units=units)
    if not question.is_answered:
        return
    gain = validation_accuracy(stored, "two, linear") - validation_accuracy(stored, "one layer")
    question.reveal(SAME if abs(gain) < CLEAR else BETTER if gain > 0 else WORSE)
    runs(lesson, "collapse", lambda found, key: misread_bars(lesson, found, WORDS, key), conclude)


def conclude(found: dict) -> Conclusion:
    """Say what the second layer added, with and without relu."""
    one, linear, relu = (validation_accuracy(found, name) for name in WORDS)
    shows = abs(linear - one) < CLEAR <= relu - linear
    gaps = {
        "one": f"{one:.2%}",
        "linear": f"{linear:.2%}",
        "relu": f"{relu:.2%}",
        "same": f"{found['same_answers']:,}",
        "images": f"{found['held_out']:,}",
    }
    return "collapse shows" if shows else "collapse is unclear", gaps
