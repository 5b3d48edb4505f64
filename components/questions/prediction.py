"""Prediction: the learner answers first; then what happens stands beside their answer."""

from typing import Any

import streamlit as st

from components.nav.progress import QUESTION
from components.questions.answer_types import Blank, Cell, Choice, Kind, Number, Order
from components.state.hidden_controls import is_visible
from components.state.session import Guess, current_session
from components.ui.lesson_text import Lesson, format_template

__all__ = ["Blank", "Cell", "Choice", "Number", "Order", "Prediction", "prediction"]

common = Lesson("common")
WIDTH = 760  # pixels; a longer line is hard to read


def split(text: str) -> tuple[str, tuple[str, ...]]:
    """Take a question apart into its words and the options it lists."""
    lines = text.splitlines()
    options = tuple(line.removeprefix("- ") for line in lines if line.startswith("- "))
    return "\n".join(line for line in lines if not line.startswith("- ")).strip(), options


class Prediction:
    """A question, the answers the learner has given, and what happened."""

    def __init__(
        self, lesson: Lesson, key: str, kind: Kind, *, later: bool, gaps: dict[str, object]
    ) -> None:
        self.lesson, self.key, self.kind, self.later = lesson, key, kind, later
        self.place = f"{lesson.name}.{key}"
        self.fresh = False  # whether an answer came in this very moment
        self.question, self.options = split(lesson.format(QUESTION + key, **gaps))
        self._doubt()

    def _doubt(self) -> None:
        """Keep of what the browser's tab remembered only what can be an answer of this kind."""
        session = current_session()
        if self.place not in session.doubted:
            return
        session.doubted.discard(self.place)
        sent = [
            {"chosen": list(each)} if isinstance(self.kind, Cell) and type(each) is tuple else each
            for each in session.guesses.pop(self.place, [])
        ]
        kept = [self.kind.checked(each, self.options) for each in sent]
        if kept := [answer for answer in kept if answer is not None]:
            session.guesses[self.place] = kept
        else:
            session.outcomes.pop(self.place, None)

    @property
    def answers(self) -> list[Guess]:
        """All answers in order; the last one counts."""
        return current_session().guesses.get(self.place, [])

    @property
    def made(self) -> bool:
        """Whether what happens may be shown: after an answer, or where a teacher asks aloud."""
        if not is_visible("questions"):
            return True
        return bool(self.answers) and self.place not in current_session().reopened

    def ask(self) -> None:
        """Ask, or repeat what was asked and answered."""
        if not is_visible("questions"):
            return
        st.fragment(self._ask)()

    def compare(self, truth: Any, **gaps: object) -> None:
        """Show the learner's answer beside what happened, and say why.

        Args:
            truth: as an answer of this kind; a mask for several cells, a tuple for several words.
            gaps: of the section ``compare`` with this question's key.
        """
        if not is_visible("questions"):
            st.markdown(format_template(self.lesson.sections[f"compare {self.key}"], gaps))
            return
        right = self.kind.is_right(self.answers[-1], truth)
        current_session().outcomes[self.place] = right
        with st.container(border=True, gap="xsmall", width=WIDTH):
            st.markdown(self._told())
            if not right and (happened := self._happened(truth)):
                st.markdown(common.format("the truth", truth=happened))
            verdict = common.format("as expected" if right else "not as expected")
            st.markdown(
                f"{verdict} {format_template(self.lesson.sections[f'compare {self.key}'], gaps)}"
            )
            st.button(
                common.format("change answer"),
                key=f"reopen_{self.place}",
                type="tertiary",
                on_click=lambda: current_session().reopened.add(self.place),
            )

    def _told(self) -> str:
        *before, last = (self.kind.said(answer, self.options) for answer in self.answers)
        if not before:
            return common.format("your answer", answer=last)
        return common.format("your answers", answer=last, before=", ".join(before))

    def _happened(self, truth: Any) -> str:
        """Write what happened; "" where several cells or words are right."""
        if isinstance(truth, tuple) and isinstance(self.kind, Blank):
            truth = truth[0]
        return "" if getattr(truth, "ndim", 0) else self.kind.said(truth, self.options)

    def _ask(self) -> None:
        if self.fresh:  # all that waited for the answer is shown, and the menu's tick
            self.fresh = False
            st.rerun()
        with st.container(border=not self.made, width=WIDTH, key=f"question_{self.place}"):
            st.markdown(common.format("question", question=self.question))
            if self.made:
                if self.later:
                    st.markdown(self._told())
                return
            with st.container(horizontal=self.kind.short):
                self.kind.ask(f"guess_{self.place}", self.options, self.question)
                st.button(
                    common.format("keep answer"), key=f"keep_{self.place}", on_click=self._keep
                )
            if trouble := current_session().trouble.pop(self.place, ""):
                st.warning(trouble)

    def _keep(self) -> None:
        session = current_session()
        answer = self.kind.checked(st.session_state.get(f"guess_{self.place}"), self.options)
        if answer is None:
            session.trouble[self.place] = common.format("no answer")
            return
        session.guesses.setdefault(self.place, []).append(answer)
        session.reopened.discard(self.place)
        self.fresh = True


def prediction(
    lesson: Lesson, key: str, kind: Kind, *, later: bool = False, **gaps: object
) -> Prediction:
    """Ask the learner before something is shown.

    Args:
        lesson: its section ``predict`` with the key is the question; lines that begin with
            a dash are its options; the section ``compare`` with the key says why.
        key: one a page.
        kind: how it is answered.
        later: whether what happens is yet to be run; until then the answer stands here.
        gaps: live values in the question.
    """
    asked = Prediction(lesson, key, kind, later=later, gaps=gaps)
    asked.ask()
    return asked
