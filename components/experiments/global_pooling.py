"""Flatten against global pooling: two heads on the same convolutions."""

from components.experiments.stored_and_own_run import Conclusion, misread_bars, runs, show_chart
from components.questions.prediction import Choice, prediction
from components.ui.bar_charts import Line, line_chart
from components.ui.colors import ABOVE, BELOW_LINE
from components.ui.lesson_text import Lesson
from models.exercises.experiments import stored_run

BY = 4  # pixels, the shift that is asked about
FLATTEN, POOLING, ALIKE = range(3)  # the options of the question
CLEAR = 0.05
WORDS = {"flatten": ("Flatten", False), "pooling": ("global pooling", True)}


def flatten_or_pooling(lesson: Lesson) -> None:
    """Ask which head minds a shift less; then train both."""
    question = prediction(lesson, "pooling", Choice(), by=BY)
    if not question.is_answered:
        return
    stored = stored_run("pooling")
    flatten, pooling = kept(stored, "flatten"), kept(stored, "pooling")
    alike = abs(flatten - pooling) < CLEAR
    truth = ALIKE if alike else FLATTEN if flatten > pooling else POOLING
    question.reveal(truth, by=BY, flatten=f"{flatten:.0%}", pooling=f"{pooling:.0%}")
    runs(lesson, "pooling", lambda found, key: heads(lesson, found, key), conclude)


def kept(found: dict, head: str) -> float:
    """The share of its accuracy that a head keeps when the images are shifted."""
    shares = found["shifts"][head]
    return shares[BY] / shares[0]


def heads(lesson: Lesson, found: dict, key: str) -> None:
    """Draw how both fare on shifted images; until that is known, how they learn."""
    if "shifts" in found:
        shifts = found["shifts"]
        lines = [
            Line("global pooling", shifts["pooling"], ABOVE),
            Line("Flatten", shifts["flatten"], BELOW_LINE, "dash", "square"),
        ]
        titles = lesson.format("shift to the right"), lesson.format("read right")
        chart = line_chart(range(len(shifts["flatten"])), lines, titles)
        show_chart(chart, lesson.format("shifts in words"), f"shifts_{key}")
    misread_bars(lesson, found, WORDS, key)


def conclude(found: dict) -> Conclusion:
    """Say what each head costs, and what it minds."""
    flatten, pooling = kept(found, "flatten"), kept(found, "pooling")
    gaps = {
        "by": BY,
        "flatten": f"{found['shifts']['flatten'][0]:.1%}",
        "pooling": f"{found['shifts']['pooling'][0]:.1%}",
        "flatten_kept": f"{flatten:.0%}",
        "pooling_kept": f"{pooling:.0%}",
        "flatten_parameters": f"{found['parts']['flatten']['parameters']:,}",
        "pooling_parameters": f"{found['parts']['pooling']['parameters']:,}",
    }
    return "pooling shows" if pooling > flatten + CLEAR else "pooling is unclear", gaps
