"""Linear collapse: two Dense layers without activation between them are one."""

from components.experiments.runs import Conclusion, show_error_rates, stored_and_own_run
from components.questions.prediction import Choice, prediction
from components.ui.lesson_text import Lesson
from models.exercises.experiments import stored_run, validation_accuracy

QUESTION = "collapse"
CLEAR = 0.01  # difference of accuracies
BETTER, SAME, WORSE = range(3)  # the options of the question
WORDS = {
    "one layer": ("one layer", False),
    "two, linear": ("two, linear", True),
    "two, relu": ("two, relu", False),
}


def show(lesson: Lesson) -> None:
    """Ask what a hidden layer without activation adds; then train all three networks."""
    stored = stored_run("collapse")
    units = stored["settings"]["units"]
    question = prediction(lesson, QUESTION, Choice(), units=units)
    if not question.is_answered:
        return
    gain = validation_accuracy(stored, "two, linear") - validation_accuracy(stored, "one layer")
    question.reveal(SAME if abs(gain) < CLEAR else BETTER if gain > 0 else WORSE)

    def show_result(result: dict, key: str) -> None:
        show_error_rates(lesson, result, WORDS, key)

    stored_and_own_run(lesson, "collapse", show_result, conclusion)


def conclusion(result: dict) -> Conclusion:
    """Return the section that states what a second layer adds, and its gaps."""
    one, linear, relu = (validation_accuracy(result, name) for name in WORDS)
    shows = abs(linear - one) < CLEAR <= relu - linear
    gaps = {
        "one": f"{one:.2%}",
        "linear": f"{linear:.2%}",
        "relu": f"{relu:.2%}",
        "same": f"{result['same_answers']:,}",
        "images": f"{result['validation']:,}",
    }
    return "collapse shows" if shows else "collapse is unclear", gaps
