"""The quiz: cards from the lesson's text, one at a time; missed ones come again soon."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import streamlit as st

from components.nav.navigation import CONTENTS, pages
from components.nav.progress import QUESTION, wrong_answers
from components.questions.prediction import WIDTH, split_question
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from models.exercises.flashcards import INTERVALS_DAYS, LeitnerDeck

CARD = "card "
RIGHT, WRONG, WHY = "[x] ", "[ ] ", "> "


@dataclass(frozen=True)
class Card:
    """One question with its options, of which one is right."""

    question: str
    options: tuple[str, ...]
    right: int
    why: str


@cache
def cards(lesson: Lesson) -> dict[str, Card]:
    """Read the cards out of a lesson's text, by key."""
    found = {}
    for section, text in lesson.sections.items():
        if section.startswith(CARD):
            words, options = split_question(text)
            question, _, why = words.partition(WHY)
            right = next(nth for nth, each in enumerate(options) if each.startswith(RIGHT))
            plain = tuple(each.removeprefix(RIGHT).removeprefix(WRONG) for each in options)
            found[section.removeprefix(CARD)] = Card(question.strip(), plain, right, why.strip())
    return found


def _deck(lesson: Lesson) -> LeitnerDeck:
    """The learner's cards: as they are, or as their link says."""
    session = current_session()
    if session.cards.deck is None:
        keys = tuple(cards(lesson))
        try:
            linked = session.cards.linked
            session.cards.deck = (
                LeitnerDeck.from_text(keys, linked) if linked else LeitnerDeck(keys)
            )
        except ValueError:
            session.cards.deck = LeitnerDeck(keys)
            session.errors["cards"] = lesson.format("forged")
    return session.cards.deck


def quiz(lesson: Lesson, today: date) -> None:
    """Show the card that is due, and say what came of the one before.

    Args:
        lesson: its sections ``card`` are the cards.
        today: which day it is.
    """
    session, deck = current_session(), _deck(lesson)
    if trouble := session.errors.pop("cards", ""):
        st.warning(trouble)
    told = session.cards.feedback
    if told:
        section, gaps = told
        lesson.show(section, **gaps)
    known = sum(deck.boxes.get(card, 0) > 0 for card in deck.cards)
    due = deck.due(today)
    if not due:
        next_day = min(
            deck.days[card] + timedelta(INTERVALS_DAYS[deck.boxes[card]]) for card in deck.cards
        )
        lesson.show("none left", known=known, count=len(deck.cards), day=f"{next_day:%d %B %Y}")
        return
    lesson.show("left", left=len(due), known=known, count=len(deck.cards))
    _show(lesson, deck, due[0], today)


def _show(lesson: Lesson, deck: LeitnerDeck, key: str, today: date) -> None:
    card, session = cards(lesson)[key], current_session()

    def answer(place: int) -> None:
        known = place == card.right
        deck.answer(key, known=known, today=today)
        gaps = {"why": card.why} if known else {"why": card.why, "right": card.options[card.right]}
        session.cards.feedback = ("known" if known else "missed", gaps)

    with st.container(border=True, width=WIDTH):
        st.markdown(f"**{card.question}**")
        for place, option in enumerate(card.options):
            st.button(option, key=f"card_{key}_{place}", on_click=answer, args=(place,))


def another_look(lesson: Lesson) -> None:
    """Name the pages where what happened was not what the learner had expected.

    Args:
        lesson: says what they are.
    """
    found = [(entry, wrong_answers(current_session(), entry.name)) for entry in CONTENTS]
    lesson.show("look again" if any(keys for _, keys in found) else "nothing to look at")
    made = pages()
    for entry, keys in found:
        for key in keys:
            question, _ = split_question(Lesson(entry.name).sections[QUESTION + key])
            st.page_link(made[entry.name], label=f"{entry.title}: {question}")
