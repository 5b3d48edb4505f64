"""What softmax's shares add up to: a question, answered for the learner's own picture."""

from components.questions.prediction import Blank, prediction
from components.ui.lesson_text import Lesson
from models.nn.network import NetworkTrace


def softmax_question(lesson: Lesson, trace: NetworkTrace) -> None:
    """Ask for the sum of all shares, and show it afterwards."""
    question = prediction(lesson, "softmax", Blank())
    if question.is_answered:
        total = f"{trace.outputs.sum():.6g}"
        question.reveal((total, "one", "1.0", "100%", "100 %"), total=total)
