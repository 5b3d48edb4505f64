"""Output annotations: explain parts of a program's output."""

import re
from dataclasses import dataclass

WILDCARD = "…"  # in a quote: matches any text; at its end, the rest of the line
LINE = re.compile(r"^- (`+) ?(.+?) ?\1:? +(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Annotation:
    """A quote from an output, and its explanation."""

    quote: str
    words: str

    def span(self, message: str) -> tuple[int, int] | None:
        """Return the start and end of the quote in a message, or None.

        >>> Annotation("shape=(…)", "").span("target.shape=(32,), so")
        (7, 18)
        """
        *parts, last = map(re.escape, self.quote.split(WILDCARD))
        pattern = ".+?".join([*parts, last]) if last else ".+?".join(parts) + r"[^\n]+"
        found = re.search(pattern, message, re.DOTALL)
        return found and found.span()


def parse_annotations(text: str) -> tuple[Annotation, ...]:
    """Parse a Markdown list of quotes in code marks, each followed by its explanation.

    >>> parse_annotations("- `rank (ndim)`: how many axes.")
    (Annotation(quote='rank (ndim)', words='how many axes.'),)
    """
    return tuple(Annotation(quote, words) for _, quote, words in LINE.findall(text))


def annotate(
    records: list[tuple[str, str]], annotations: tuple[Annotation, ...]
) -> tuple[list[dict], list[str]]:
    """Number the quotes found in a script's output, in the order of the annotations.

    Args:
        records: (kind, text) as of `models.tasks.run_script.run_script`.
        annotations: what may occur in the output.

    Returns:
        For each record its ``kind``, ``text`` and ``marks``, sorted, as (start, end, number from
        1); and the explanations by number. A quote that does not occur, or overlaps another, is
        left out.
    """
    pieces = [{"kind": kind, "text": text, "marks": []} for kind, text in records]
    sentences = []
    for each in annotations:
        for piece in pieces:
            span = each.span(piece["text"])
            if span and all(span[1] <= start or end <= span[0] for start, end, _ in piece["marks"]):
                sentences.append(each.words)
                piece["marks"].append((*span, len(sentences)))
                break
    for piece in pieces:
        piece["marks"].sort()
    return pieces, sentences
