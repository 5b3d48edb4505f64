"""The first experiment: pixels in another order, the same for all pictures."""

from components.experiments.stored_and_own_run import Conclusion, misread_bars, runs
from components.questions.prediction import Choice, prediction
from components.ui.lesson_text import Lesson
from models.exercises.experiments import stored_run, validation_accuracy

CLEAR = 0.02  # a smaller difference may be chance
WORDS = {
    "dense": ("Dense", False),
    "dense permuted": ("Dense, permuted", True),
    "cnn": ("CNN", False),
    "cnn permuted": ("CNN, permuted", True),
}
OPTIONS = {(True, True): 0, (True, False): 1, (False, True): 2, (False, False): 3}


def permuted_pixels(lesson: Lesson) -> None:
    """Ask who suffers, a Dense network or a CNN; then train both."""
    question = prediction(lesson, "permuted", Choice())
    if not question.is_answered:
        return
    stored = stored_run("permuted")
    dense, cnn = losses(stored)
    question.reveal(OPTIONS[dense >= CLEAR, cnn >= CLEAR])
    runs(lesson, "permuted", lambda found, key: misread_bars(lesson, found, WORDS, key), conclude)


def losses(found: dict) -> tuple[float, float]:
    """Say by how much the accuracy of the Dense network fell, and that of the CNN."""
    dense, cnn = (
        validation_accuracy(found, f"{each}") - validation_accuracy(found, f"{each} permuted")
        for each in ("dense", "cnn")
    )
    return dense, cnn


def conclude(found: dict) -> Conclusion:
    """Say what the permutation cost each of them."""
    dense, cnn = losses(found)
    shows = cnn >= CLEAR and abs(dense) < cnn / 2
    gaps = {name.replace(" ", "_"): f"{validation_accuracy(found, name):.1%}" for name in WORDS}
    return "permuted shows" if shows else "permuted is unclear", gaps
