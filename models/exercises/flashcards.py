"""Cards that come again: soon if they were missed, later each time they were known."""

from dataclasses import dataclass, field
from datetime import date, timedelta

DAYS = (0, 1, 3, 7, 21)  # until a card comes again, by the box it lies in (Leitner 1972)
SOON = 3  # other cards in between, before a missed one comes again in the same sitting
FIRST_DAY = date(2026, 1, 1)  # days in a link are counted from here


@dataclass
class Deck:
    """How far a learner is with each card; a new card lies in box 0 and is due at once."""

    cards: tuple[str, ...]
    boxes: dict[str, int] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)  # when a card was last answered
    waits: dict[str, int] = field(default_factory=dict)  # cards in between, for a missed one
    seen: set[str] = field(default_factory=set)  # known in this sitting

    def due(self, today: date) -> list[str]:
        """List the cards that are to come, the next one first."""
        ready = [card for card in self.cards if card not in self.seen and self._is_due(card, today)]
        return sorted(ready, key=lambda card: (self.waits.get(card, 0), self.cards.index(card)))

    def _is_due(self, card: str, today: date) -> bool:
        last = self.days.get(card)
        return last is None or today >= last + timedelta(DAYS[self.boxes.get(card, 0)])

    def answer(self, card: str, *, known: bool, today: date) -> None:
        """Put a card back: a box further if it was known, else into the first one.

        Raises:
            ValueError: there is no such card.
        """
        if card not in self.cards:
            raise ValueError(f"there is no card called {card!r}")
        self.waits = {each: max(0, wait - 1) for each, wait in self.waits.items()}
        self.days[card] = today
        if known:
            self.boxes[card] = min(self.boxes.get(card, 0) + 1, len(DAYS) - 1)
            self.seen.add(card)
            self.waits.pop(card, None)
        else:
            self.boxes[card] = 0
            self.waits[card] = SOON

    def to_text(self) -> str:
        """Write boxes and days as short text for a link; "" while nothing was answered.

        >>> deck = Deck(("a", "b"))
        >>> deck.answer("b", True, date(2026, 1, 3))
        >>> deck.to_text()
        '0.1:2'
        """
        if not self.days:
            return ""
        return ".".join(
            f"{self.boxes[card]}:{(self.days[card] - FIRST_DAY).days}" if card in self.days else "0"
            for card in self.cards
        )

    @classmethod
    def from_text(cls, cards: tuple[str, ...], text: str) -> "Deck":
        """Read what `to_text` wrote.

        Raises:
            ValueError: it was not written so, or for another number of cards.
        """
        parts = text.split(".") if len(text) <= 12 * len(cards) else []
        if len(parts) != len(cards):
            raise ValueError(f"a link for these cards speaks of {len(cards)} of them")
        deck = cls(cards)
        for card, part in zip(cards, parts, strict=True):
            if part == "0":
                continue
            box, _, day = part.partition(":")
            if not (box.isdecimal() and day.isdecimal() and box.isascii() and day.isascii()):
                raise ValueError("the cards in this link cannot be read")
            if int(box) >= len(DAYS) or int(day) > 36_500:
                raise ValueError("the cards in this link lie in no box of ours")
            deck.boxes[card], deck.days[card] = int(box), FIRST_DAY + timedelta(int(day))
        return deck
