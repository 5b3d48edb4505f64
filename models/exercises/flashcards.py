"""Flashcards: a Leitner scheduler; missed cards return soon, known ones ever later."""

from dataclasses import dataclass, field
from datetime import date, timedelta

INTERVALS_DAYS = (0, 1, 3, 7, 21)  # until a card is due again, by its box (Leitner 1972)
RETRY_AFTER = 3  # other cards before a missed one returns in the same session
FIRST_DAY = date(2026, 1, 1)  # days in a link are counted from here


@dataclass
class LeitnerDeck:
    """A learner's progress with each card; a new card is in box 0 and due at once."""

    cards: tuple[str, ...]
    boxes: dict[str, int] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)  # when a card was last answered
    cooldown: dict[str, int] = field(
        default_factory=dict
    )  # other cards to come first, for a missed one
    known_this_session: set[str] = field(default_factory=set)  # answered correctly in this session

    def due(self, today: date) -> list[str]:
        """Return the cards that are due, the next one first."""
        ready = [
            card
            for card in self.cards
            if card not in self.known_this_session and self._is_due(card, today)
        ]
        return sorted(ready, key=lambda card: (self.cooldown.get(card, 0), self.cards.index(card)))

    def _is_due(self, card: str, today: date) -> bool:
        last = self.days.get(card)
        return last is None or today >= last + timedelta(INTERVALS_DAYS[self.boxes.get(card, 0)])

    def answer(self, card: str, *, known: bool, today: date) -> None:
        """Record an answer: a known card moves one box up, a missed one to the first box.

        Raises:
            ValueError: there is no such card.
        """
        if card not in self.cards:
            raise ValueError(f"there is no card called {card!r}")
        self.cooldown = {each: max(0, wait - 1) for each, wait in self.cooldown.items()}
        self.days[card] = today
        if known:
            self.boxes[card] = min(self.boxes.get(card, 0) + 1, len(INTERVALS_DAYS) - 1)
            self.known_this_session.add(card)
            self.cooldown.pop(card, None)
        else:
            self.boxes[card] = 0
            self.cooldown[card] = RETRY_AFTER

    def to_text(self) -> str:
        """Return boxes and days as short text for a link; "" while nothing was answered.

        >>> deck = LeitnerDeck(("a", "b"))
        >>> deck.answer("b", known=True, today=date(2026, 1, 3))
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
    def from_text(cls, cards: tuple[str, ...], text: str) -> "LeitnerDeck":
        """Parse what `to_text` wrote, also for a deck that had only the first of these cards.

        Raises:
            ValueError: the text is invalid, or for more cards.
        """
        parts = text.split(".") if len(text) <= 12 * len(cards) else []
        if not 0 < len(parts) <= len(cards):
            raise ValueError(f"a link for these cards has at most {len(cards)} of them")
        deck = cls(cards)
        for card, part in zip(cards, parts, strict=False):
            if part == "0":
                continue
            box, _, day = part.partition(":")
            if not (box.isdecimal() and day.isdecimal() and box.isascii() and day.isascii()):
                raise ValueError("the cards in this link cannot be read")
            if int(box) >= len(INTERVALS_DAYS) or int(day) > 36_500:
                raise ValueError("the cards in this link lie in no box of ours")
            deck.boxes[card], deck.days[card] = int(box), FIRST_DAY + timedelta(int(day))
        return deck
