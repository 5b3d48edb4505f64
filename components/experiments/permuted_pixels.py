"""Permuted pixels: another order of the pixels, the same for all images."""

from components.experiments.runs import Conclusion, show_error_rates, stored_and_own_run
from components.questions.prediction import Choice, prediction
from components.ui.lesson_text import Lesson
from models.exercises.experiments import stored_run, validation_accuracy

QUESTION = "permuted"
CLEAR = 0.02  # difference of accuracies; a smaller one may be chance
PARTS = {  # whether it is the changed case
    "dense": False,
    "dense_permuted": True,
    "cnn": False,
    "cnn_permuted": True,
}
OPTIONS = {(True, True): 0, (True, False): 1, (False, True): 2, (False, False): 3}


def show(lesson: Lesson) -> None:
    """Ask which network loses accuracy, a Dense network or a CNN; then train both."""
    question = prediction(lesson, QUESTION, Choice())
    if not question.is_answered:
        return
    stored = stored_run("permuted")
    dense, cnn = accuracy_drops(stored)
    question.reveal(OPTIONS[dense >= CLEAR, cnn >= CLEAR])

    def show_result(result: dict, key: str) -> None:
        show_error_rates(lesson, result, PARTS, key)

    stored_and_own_run(lesson, "permuted", show_result, conclusion)


def accuracy_drops(result: dict) -> tuple[float, float]:
    """Return by how much the accuracy of the Dense network fell, and that of the CNN."""
    dense, cnn = (
        validation_accuracy(result, each) - validation_accuracy(result, f"{each}_permuted")
        for each in ("dense", "cnn")
    )
    return dense, cnn


def conclusion(result: dict) -> Conclusion:
    """Return the section that states the cost of the permutation, and its gaps."""
    dense, cnn = accuracy_drops(result)
    shows = cnn >= CLEAR and abs(dense) < cnn / 2
    gaps = {name: f"{validation_accuracy(result, name):.1%}" for name in PARTS}
    return "permuted shows" if shows else "permuted is unclear", gaps
