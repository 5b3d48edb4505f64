"""Message: what a program said, and the parts of it that a sentence can be said about."""

import re
from dataclasses import dataclass

ANYTHING = "…"  # in a quote: whatever stands there in the message, at its end the rest of the line
LINE = re.compile(r"^- (`+) ?(.+?) ?\1:? +(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Explained:
    """A quote from a message, and what it means."""

    quote: str
    words: str

    def span(self, message: str) -> tuple[int, int] | None:
        """Say from where to where the message has the quote; None where it has not.

        >>> Explained("shape=(…)", "").span("target.shape=(32,), so")
        (7, 18)
        """
        *parts, last = map(re.escape, self.quote.split(ANYTHING))
        rule = ".+?".join([*parts, last]) if last else ".+?".join(parts) + r"[^\n]+"
        found = re.search(rule, message, re.DOTALL)
        return found and found.span()


def explanations(text: str) -> tuple[Explained, ...]:
    """Read a list of quotes, each in code marks and followed by its sentence.

    >>> explanations("- `rank (ndim)`: how many axes.")
    (Explained(quote='rank (ndim)', words='how many axes.'),)
    """
    return tuple(Explained(quote, words) for _, quote, words in LINE.findall(text))


def marked(
    said: list[tuple[str, str]], explained: tuple[Explained, ...]
) -> tuple[list[dict], list[str]]:
    """Number the parts of what a script said, in the order of the explanations.

    Args:
        said: (kind, text) as `models.tasks.run_script.run_script` has it.
        explained: what might be found there.

    Returns:
        Of each thing said its ``kind``, its ``text`` and its ``marks``, sorted, as (start, end,
        number from 1); and the sentences by number. A quote that is not there, or lies over
        another, is left out.
    """
    pieces = [{"kind": kind, "text": text, "marks": []} for kind, text in said]
    sentences = []
    for each in explained:
        for piece in pieces:
            span = each.span(piece["text"])
            if span and all(span[1] <= start or end <= span[0] for start, end, _ in piece["marks"]):
                sentences.append(each.words)
                piece["marks"].append((*span, len(sentences)))
                break
    for piece in pieces:
        piece["marks"].sort()
    return pieces, sentences
