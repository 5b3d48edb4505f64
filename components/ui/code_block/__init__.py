"""A script on screen: its lines, what it said when it ran, and what the parts of that mean."""

from components.ui.widget_bridge import widget
from models.exercises.output_annotations import Explained, marked


def script_view(
    key: str,
    title: str,
    text: str,
    differs: set[int] | None = None,
    sign: str = "",
    ran: dict | None = None,
    explained: tuple[Explained, ...] = (),
    note: str = "",
) -> None:
    """Show a script, and under it what came of running it.

    Args:
        key: one a place.
        title: what kind of code it is.
        text: the whole script.
        differs: the lines, from 0, that the script beside it has otherwise.
        sign: stands before those lines.
        ran: what `models.tasks.run_script.run_script` said; None before it has run.
        explained: quotes from what it may say, each with a sentence.
        note: when it ran and how long; one line.
    """
    pieces, sentences = marked(ran["said"], explained) if ran else ([], [])
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
        },
    )
