"""A program on a scene's stage, and beside it what real Keras makes of it."""

from components.ui.lesson_text import COMMON
from components.ui.widget_bridge import widget
from models.exercises.output_annotations import annotate, parse_annotations
from models.exercises.scripts import differing_lines


def program_view(
    text: str,
    before: str,
    result: dict | None,
    explained: str,
    words: dict[str, str],
    *,
    note: str = "",
    is_open: bool,
    is_pending: bool = False,
    is_failed: bool = False,
) -> None:
    """Show a program and its output.

    Args:
        text: the program.
        before: as it was before the learner changed it.
        result: what `models.tasks.run_script.run_script` returned; None before it has run.
        explained: quotes from possible outputs, each with a sentence.
        words: of the view.
        note: when it ran.
        is_open: whether the scene's question was answered.
        is_pending: whether it is running.
        is_failed: whether it couldn't be run.
    """
    said = result["said"] if result else []
    pieces, sentences = annotate(said, parse_annotations(explained))
    payload = {
        "lines": text.rstrip("\n").split("\n"),
        "changed": sorted(differing_lines(text, before)),
        "stopped": result["line"] if result else None,
        "said": pieces if result else None,
        "sentences": sentences,
        "note": note,
        "is_pending": is_pending,
        "is_failed": is_failed,
        "is_open": is_open,
        "words": words,
        "script_words": COMMON.words("script"),
    }
    widget("program_view")(key="program_view", data=payload)
