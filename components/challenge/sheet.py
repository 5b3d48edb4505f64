"""The page to print: what stands on it, and where it is shown."""

from components.build.keras_shapes import follow_report, known_report
from components.challenge.attempts import Attempt, current_attempt, shifted
from components.challenge.conditions import condition_rows, figures
from components.challenge.result_sheet import result_sheet
from components.challenge.result_sheet.payload import Layer
from components.challenge.shift_grid import image_payload
from components.challenge.stages import attempt_stage
from components.drawing.labeled_digit import scene_digit
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from models.sequential.model import format_shape


def is_evaluated() -> bool:
    """Return whether Keras has evaluated the learner's attempt on their digit."""
    attempt = current_attempt()
    return attempt is not None and scene_digit(current_session()).fingerprint in attempt.results


def sheet_stage(lesson: Lesson) -> None:
    """Show the page to print; what is still missing while nothing was evaluated."""
    attempt, digit = current_attempt(), scene_digit(current_session())
    if attempt is None or not is_evaluated():
        attempt_stage(lesson, "evaluation")
        return
    follow_report(attempt.stack)
    found = figures(attempt, digit)
    images = image_payload(shifted(digit), [])
    result_sheet(
        {
            "side": images["side"],
            "images": images["images"],
            "label": digit.label,
            "predictions": attempt.results[digit.fingerprint]["predictions"],
            "layers": _layers(attempt),
            "conditions": condition_rows(lesson, found),
            "training": _training_text(lesson, attempt),
            "passed": found.passed,
            "when": attempt.results[digit.fingerprint]["when"],
            "words": lesson.words("page"),
        }
    )


def _layers(attempt: Attempt) -> list[Layer]:
    """Return the layers as Keras built them; none while it is not known."""
    report = known_report(attempt.stack)
    return [
        {
            "code": each.layer.code(),
            "shape": format_shape(each.after, batch=True),
            "parameters": f"{each.parameters or 0:,}",
        }
        for each in (report.layers if report else ())
    ]


def _training_text(lesson: Lesson, attempt: Attempt) -> str:
    training = attempt.training
    gaps = {
        "images": f"{training.images:,}",
        "epochs": training.epochs,
        "seed": training.seed,
    }
    if training.max_shift:
        return lesson.label("training moved", shift=training.max_shift, **gaps)
    return lesson.label("training centered", **gaps)
