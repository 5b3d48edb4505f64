"""Linear collapse: two Dense layers without activation between them are one."""

from components.experiments.runs import Conclusion, show_error_rates, stored_and_own_run
from components.questions.prediction import Choice, prediction
from components.ui.lesson_text import Lesson
from models.exercises.experiments import stored_run, validation_accuracy

QUESTION = "collapse"
CLEAR = 0.01  # difference of accuracies
BETTER, SAME, WORSE = range(3)  # the options of the question
PARTS = {"single": False, "linear": True, "relu": False}  # whether it is the changed case


def show(lesson: Lesson) -> None:
    """Ask what a hidden layer without activation adds; then train all three networks."""
    stored = stored_run("collapse")
    units = stored["settings"]["units"]
    question = prediction(lesson, QUESTION, Choice(), units=units)
    if not question.is_answered:
        return
    gain = validation_accuracy(stored, "linear") - validation_accuracy(stored, "single")
    question.reveal(SAME if abs(gain) < CLEAR else BETTER if gain > 0 else WORSE)

    def show_result(result: dict, key: str) -> None:
        show_error_rates(lesson, result, PARTS, key)

    stored_and_own_run(lesson, "collapse", show_result, conclusion)


def conclusion(result: dict) -> Conclusion:
    """Return the section that states what a second layer adds, and its gaps."""
    single, linear, relu = (validation_accuracy(result, name) for name in PARTS)
    shows = abs(linear - single) < CLEAR <= relu - linear
    gaps = {
        "single": f"{single:.2%}",
        "linear": f"{linear:.2%}",
        "relu": f"{relu:.2%}",
        "same": f"{result['same_answers']:,}",
        "images": f"{result['validation']:,}",
    }
    return "collapse shows" if shows else "collapse is unclear", gaps
