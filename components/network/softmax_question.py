"""What softmax's shares add up to: asked, and then added up for the learner's own picture."""

from components.questions.prediction import Blank, prediction
from components.ui.lesson_text import Lesson
from models.nn.network import NetworkTrace


def softmax_question(lesson: Lesson, trace: NetworkTrace) -> None:
    """Ask for the sum of all shares, and say it."""
    asked = prediction(lesson, "softmax", Blank())
    if asked.made:
        total = f"{trace.outputs.sum():.6g}"
        asked.compare((total, "one", "1.0", "100%", "100 %"), total=total)
