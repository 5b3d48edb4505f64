"""Widget: a script, its output, and annotations that explain parts of the output."""

from components.ui.lesson_text import COMMON
from components.ui.widget_bridge import widget
from models.exercises.output_annotations import Annotation, annotate


def script_view(
    key: str,
    title: str,
    text: str,
    differs: set[int] | None = None,
    sign: str = "",
    ran: dict | None = None,
    explained: tuple[Annotation, ...] = (),
    note: str = "",
) -> None:
    """Show a script, and its output below.

    Args:
        key: the widget's.
        title: what kind of code it is.
        text: the whole script.
        differs: indices of the lines that differ from the script beside it.
        sign: in front of those lines.
        ran: what `models.tasks.run_script.run_script` said; None before it has run.
        explained: quotes from its possible output, each with a sentence.
        note: when it ran and how long; one line.
    """
    pieces, sentences = annotate(ran["said"], explained) if ran else ([], [])
    widget("code_block")(
        key=key,
        data={
            "title": title,
            "lines": text.rstrip("\n").split("\n"),
            "differs": sorted(differs or ()),
            "sign": sign,
            "stopped": ran["line"] if ran else None,
            "said": pieces if ran else None,
            "sentences": sentences,
            "note": note,
            "words": COMMON.words("script"),
        },
    )
