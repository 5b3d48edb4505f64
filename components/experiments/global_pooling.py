"""Flatten or global pooling: two classifier heads on the same convolutions."""

from functools import partial

from components.experiments.runs import Conclusion, show_chart, show_error_rates, stored_and_own_run
from components.questions.prediction import Choice, prediction
from components.ui.bar_charts import Line, line_chart
from components.ui.colors import MARK, OUTPUT
from components.ui.lesson_text import Lesson
from models.exercises.experiments import stored_run

QUESTION = "pooling"
SHIFT = 4  # pixels, of the question
FLATTEN, POOLING, ALIKE = range(3)  # the options of the question
CLEAR = 0.05  # difference of accuracies
PARTS = {"flatten": False, "pooling": True}  # whether it is the changed case


def show(lesson: Lesson) -> None:
    """Ask which of two models a shift affects less; then train both."""
    question = prediction(lesson, QUESTION, Choice(), by=SHIFT)
    if not question.is_answered:
        return
    stored = stored_run("pooling")
    flatten, pooling = retained_share(stored, "flatten"), retained_share(stored, "pooling")
    better = FLATTEN if flatten > pooling else POOLING
    truth = ALIKE if abs(flatten - pooling) < CLEAR else better
    question.reveal(truth, by=SHIFT, flatten=f"{flatten:.0%}", pooling=f"{pooling:.0%}")
    stored_and_own_run(lesson, "pooling", partial(show_accuracies, lesson), conclusion)


def retained_share(result: dict, head: str) -> float:
    """Return the share of its accuracy that a head retains for shifted images."""
    accuracies = result["shifts"][head]
    return accuracies[SHIFT] / accuracies[0]


def show_accuracies(lesson: Lesson, result: dict, key: str) -> None:
    """Show the accuracies on shifted images, once they are known, and the error rates."""
    if "shifts" in result:
        shifts = result["shifts"]
        lines = [
            Line(lesson.label("part pooling"), shifts["pooling"], MARK),
            Line(lesson.label("part flatten"), shifts["flatten"], OUTPUT, "dash", "square"),
        ]
        titles = lesson.format("shift to the right"), lesson.format("accuracy")
        chart = line_chart(range(len(shifts["flatten"])), lines, titles)
        show_chart(chart, lesson.format("shifts in words"), f"shifts_{key}")
    show_error_rates(lesson, result, PARTS, key)


def conclusion(result: dict) -> Conclusion:
    """Return the section that states what each head costs and how a shift affects it."""
    flatten, pooling = retained_share(result, "flatten"), retained_share(result, "pooling")
    gaps = {
        "by": SHIFT,
        "flatten": f"{result['shifts']['flatten'][0]:.1%}",
        "pooling": f"{result['shifts']['pooling'][0]:.1%}",
        "flatten_kept": f"{flatten:.0%}",
        "pooling_kept": f"{pooling:.0%}",
        "flatten_parameters": f"{result['parts']['flatten']['parameters']:,}",
        "pooling_parameters": f"{result['parts']['pooling']['parameters']:,}",
    }
    return "pooling shows" if pooling > flatten + CLEAR else "pooling is unclear", gaps
