"""Flashcards from the lesson's text, one at a time; missed ones are asked again soon."""

from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from components.nav.navigation import CONTENTS, pages
from components.nav.progress import question_text, wrong_answers
from components.questions.prediction import WIDTH, split_question
from components.state.session import current_session
from components.ui.dates import date_text
from components.ui.lesson_text import PLACEHOLDER, Lesson
from models.exercises.flashcards import INTERVALS_DAYS, LeitnerDeck
from models.languages import cache_by_language

CARD = "card "
CORRECT, INCORRECT, EXPLANATION = "[x] ", "[ ] ", "> "
UNKNOWN = "…"  # stands for a live value of a page that is not open


@dataclass(frozen=True)
class Card:
    """One question and its options."""

    question: str
    options: tuple[str, ...]
    correct: int  # index of the correct option
    explanation: str


@cache_by_language
def read_cards(name: str) -> dict[str, Card]:
    """Return the cards of a lesson's text, by key; ``name`` is the lesson's."""
    cards = {}
    for section, text in Lesson(name).sections.items():
        if section.startswith(CARD):
            front, lines = split_question(text)
            question, _, explanation = front.partition(EXPLANATION)
            correct = next(i for i, line in enumerate(lines) if line.startswith(CORRECT))
            options = tuple(line.removeprefix(CORRECT).removeprefix(INCORRECT) for line in lines)
            key = section.removeprefix(CARD)
            cards[key] = Card(question.strip(), options, correct, explanation.strip())
    return cards


def _deck(lesson: Lesson) -> LeitnerDeck:
    """Return the learner's deck, which begins as their link states it, or new."""
    session = current_session()
    if session.cards.deck is None:
        keys = tuple(read_cards(lesson.name))
        try:
            linked = session.cards.linked
            session.cards.deck = (
                LeitnerDeck.from_text(keys, linked) if linked else LeitnerDeck(keys)
            )
        except ValueError:
            session.cards.deck = LeitnerDeck(keys)
            session.errors["cards"] = lesson.format("forged")
    return session.cards.deck


def flashcards(lesson: Lesson, today: date) -> None:
    """Show the card that is due, and the feedback on the one before.

    Args:
        lesson: its sections ``card`` are the cards.
        today: today's date.
    """
    session, deck = current_session(), _deck(lesson)
    if error := session.errors.pop("cards", ""):
        st.warning(error)
    if session.cards.feedback:
        section, gaps = session.cards.feedback
        lesson.show(section, **gaps)
    known = sum(deck.boxes.get(card, 0) > 0 for card in deck.cards)
    due = deck.due(today)
    if not due:
        next_day = min(
            deck.days[card] + timedelta(INTERVALS_DAYS[deck.boxes[card]]) for card in deck.cards
        )
        lesson.show("none left", known=known, count=len(deck.cards), day=date_text(next_day))
        return
    lesson.show("left", left=len(due), known=known, count=len(deck.cards))
    _show_card(lesson, deck, due[0], today)


def _show_card(lesson: Lesson, deck: LeitnerDeck, key: str, today: date) -> None:
    card, session = read_cards(lesson.name)[key], current_session()

    def answer(option: int) -> None:
        known = option == card.correct
        deck.answer(key, known=known, today=today)
        gaps = {"why": card.explanation}
        if not known:
            gaps["right"] = card.options[card.correct]
        session.cards.feedback = ("known" if known else "missed", gaps)

    with st.container(border=True, width=WIDTH):
        st.markdown(f"**{card.question}**")
        for index, option in enumerate(card.options):
            st.button(option, key=f"card_{key}_{index}", on_click=answer, args=(index,))


def review_links(lesson: Lesson) -> None:
    """Link to the questions that the learner answered wrongly.

    Args:
        lesson: has the text above the links.
    """
    found = [(entry, wrong_answers(current_session(), entry.name)) for entry in CONTENTS]
    lesson.show("look again" if any(keys for _, keys in found) else "nothing to look at")
    known_pages = pages()
    for entry, keys in found:
        for key in keys:
            question, _ = split_question(question_text(entry.name, key))
            label = f"{entry.title}: {PLACEHOLDER.sub(UNKNOWN, question)}"
            st.page_link(known_pages[entry.name], label=label)
