"""Controls: Streamlit's own, which stand at what the session holds and report only what was chosen.

Streamlit keeps a control's value with the control, and makes another one of it on every page. One
that is new begins in the browser at its first value, and the browser reports that as if it were
chosen. So here the value lies in the session, under the control's name; a control begins at it,
and is a new one wherever it is shown anew: after each turn of the page, and when its value was
changed by anything but itself. What it reports counts only if it is on offer.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from components.state.session import current_session
from components.ui.lesson_text import Lesson
from components.ui.numbers import unicode_minus

SEPARATOR = "·"  # between a control's name and the number of its showing
SHOWINGS = "control_showings"  # by control: what is on the page now
VISITS = "page_visits"  # how many pages this session has turned to, and the last one's name


@dataclass
class Showing:
    """A control as it is on the page now."""

    visit: int  # the turn of the page it belongs to
    number: int  # grows when the control has to begin anew on the same page
    value: Any  # what it stands at
    refused: bool = False  # whether it reported something that is not on offer, and must go back
    note: str = ""  # what became of a number outside its range


def turn_to(page: str) -> None:
    """Take note of which page is shown; on another one than before, all controls begin anew."""
    visits, last = st.session_state.get(VISITS, (0, ""))
    if page != last:
        st.session_state[VISITS] = (visits + 1, page)


def select(
    kind: Callable[..., Any],
    label: str,
    options: Sequence[Any],
    key: str,
    *,
    first: Any = None,
    **how: Any,
) -> Any:
    """Let the learner choose one of some options.

    Args:
        kind: ``st.segmented_control``, ``st.pills``, ``st.selectbox``, ``st.radio`` or
            ``st.select_slider``.
        label: what is chosen.
        options: what is on offer.
        key: the control's name; the session holds its value under it.
        first: where it begins if the session holds nothing that is on offer.
        **how: what else Streamlit's control takes; ``on_change`` and ``args`` are called once the
            session holds the new value.

    Returns:
        The option chosen, or None.
    """
    options = list(options)

    if first is None and how.get("required"):
        first = options[0]
    clearable = first is None

    def taken(value: Any) -> bool:
        return _in(value, options) or (clearable and value is None)

    def draw(value: Any, **more: Any) -> Any:
        if kind is st.selectbox and clearable:
            # Streamlit offers to clear only a menu that begins empty; so it is told by its key.
            st.session_state.setdefault(more["key"], value)
            return kind(label, options, None, persist_state="session", **more)
        return kind(label, options, **_beginning(kind, value, options), **more)

    return _control(key, first, taken, draw, how)


def select_several(
    kind: Callable[..., Any],
    label: str,
    options: Sequence[Any],
    key: str,
    *,
    first: Sequence[Any] = (),
    **how: Any,
) -> list[Any]:
    """Let the learner choose any number of options.

    Args:
        kind: ``st.pills`` with ``selection_mode="multi"``, or ``st.multiselect``.
        label: what is chosen.
        options: what is on offer.
        key: the control's name.
        first: those chosen if the session holds nothing that is on offer.
        **how: as for ``select``.

    Returns:
        The options chosen, in the order they were chosen in.
    """
    options = list(options)

    def taken(value: Any) -> bool:
        return isinstance(value, list | tuple) and all(_in(each, options) for each in value)

    def draw(value: Any, **more: Any) -> Any:
        return kind(label, options, default=list(value), **more)

    return list(_control(key, list(first), taken, draw, how))


def switch(label: str, key: str, *, first: bool = False, **how: Any) -> bool:
    """Let the learner switch something on or off.

    Args:
        label: what is switched.
        key: the control's name.
        first: where it begins if the session holds nothing.
        **how: as for ``select``.
    """

    def draw(value: bool, **more: Any) -> Any:  # noqa: FBT001 - the value, as in `number`
        return st.toggle(label, value, **more)

    return _control(key, first, lambda value: type(value) is bool, draw, how)


def number(
    kind: Callable[..., Any],
    label: str,
    least: float,
    most: float,
    key: str,
    *,
    first: float | None = None,
    **how: Any,
) -> Any:
    """Let the learner set a number from ``least`` to ``most``.

    Streamlit's field leaves a number outside its range standing, and reports none. Here it
    reports any; the nearest one of the range takes its place, or none in a field that may be
    empty, as that is an answer of the learner's own; and that is said below.

    Args:
        kind: ``st.number_input`` or ``st.slider``.
        label: what the number says.
        least: the smallest on offer; where it is an int, only whole numbers are.
        most: the largest.
        key: the control's name.
        first: where it begins if the session holds no such number; None leaves a field empty.
        **how: as for ``select``.

    Returns:
        The number, an int or a float as ``least`` is, or None for an empty field.
    """
    whole = isinstance(least, int)
    clearable = first is None and kind is st.number_input

    def taken(value: Any) -> bool:
        if value is None:
            return clearable
        numeric = isinstance(value, int | float) and not isinstance(value, bool)
        return (
            numeric
            and math.isfinite(value)
            and least <= value <= most
            and (not whole or value == int(value))
        )

    def draw(value: float | None, **more: Any) -> Any:
        begin = _typed(value, whole=whole)
        return kind(label, least, most, begin, **more)

    def field(value: float | None, **more: Any) -> None:
        if whole:
            more.setdefault("step", 1)  # by which also an empty field knows its kind of number
        begin = _typed(value, whole=whole)
        with st.container(width=more.get("width", "stretch"), gap="xsmall"):
            kind(label, value=begin, **more)
            if note := st.session_state[SHOWINGS][key].note:
                st.caption(note)

    if kind is not st.number_input:
        return _typed(_control(key, first, taken, draw, how), whole=whole)
    nearest = partial(_nearest, least, most, clearable=clearable)
    return _typed(_control(key, first, taken, field, how, nearest), whole=whole)


def _typed(value: float | None, *, whole: bool) -> float | None:
    return value if value is None else (int if whole else float)(value)


def _nearest(
    least: float, most: float, value: float, *, clearable: bool
) -> tuple[float | None, str]:
    """Put a number right that lies outside a range, and say so.

    >>> _nearest(1e-6, 100.0, 1e6, clearable=False)
    (100.0, '1,000,000 is outside 0.000001 to 100, so it is 100 now.')
    """
    right = min(max(value, least), most)
    gaps = {"given": value, "least": least, "most": most, "right": right}
    words = {name: in_figures(each) for name, each in gaps.items()}
    if clearable:
        del words["right"]
        return None, Lesson("common").format("outside", **words)
    return right, Lesson("common").format("put right", **words)


def in_figures(value: float) -> str:
    """Write a number as one types it.

    >>> [in_figures(each) for each in (1e-6, 0.05, 100.0, 4096, -3, 1e300)]
    ['0.000001', '0.05', '100', '4,096', '−3', '1e+300']
    """
    if value and not 1e-6 <= abs(value) < 1e15:
        return unicode_minus(f"{value:g}")
    text = f"{value:,.6f}"
    return unicode_minus(text.rstrip("0").rstrip("."))


def line(label: str, key: str, *, longest: int, **how: Any) -> str:
    """Let the learner write a line of text.

    Args:
        label: what is asked for.
        key: the control's name.
        longest: letters it may have.
        **how: as for ``select``.
    """

    def draw(value: str, **more: Any) -> Any:
        return st.text_input(label, value, longest, **more)

    return _control(
        key, "", lambda value: isinstance(value, str) and len(value) <= longest, draw, how
    )


def _beginning(kind: Callable[..., Any], value: Any, options: list[Any]) -> dict[str, Any]:
    """Say to one of Streamlit's controls where it begins, each of which calls that otherwise."""
    if kind in (st.selectbox, st.radio):
        return {"index": None if value is None else options.index(value)}
    return {"value" if kind is st.select_slider else "default": value}


def _in(value: Any, options: list[Any]) -> bool:
    # A browser that lies may send True for 1, or a list where nothing can be compared.
    return any(type(value) is type(option) and value == option for option in options)


def _control(
    key: str,
    first: Any,
    taken: Callable[[Any], bool],
    draw: Callable[..., Any],
    how: dict[str, Any],
    nearest: Callable[[float], tuple[float | None, str]] | None = None,
) -> Any:
    """Show a control that stands at what the session holds, and give that."""
    held = st.session_state.get(key, first)
    if not taken(held):
        held = first
    st.session_state[key] = held
    showing = _showing(key, held)
    name = f"{key}{SEPARATOR}{current_session().id[:6]}.{showing.visit}.{showing.number}"
    told, args = how.pop("on_change", None), how.pop("args", ())

    def take() -> None:
        value = st.session_state[name]
        if st.session_state[key] != showing.value:
            return  # it was on its way when something else changed what the control stands at
        showing.note = ""
        if not taken(value):
            showing.refused = True
            if nearest is None or type(value) not in (int, float) or not math.isfinite(value):
                return
            value, showing.note = nearest(value)
            if not taken(value):
                return
        st.session_state[key] = showing.value = value
        if told:
            told(*args)

    draw(held, key=name, on_change=take, **how)
    return held


def _showing(key: str, value: Any) -> Showing:
    """Which showing of a control this is: another one if something else changed its value."""
    showings = st.session_state.setdefault(SHOWINGS, {})
    visit = st.session_state.get(VISITS, (0, ""))[0]
    last = showings.get(key)
    if last is None or last.visit != visit:
        showings[key] = Showing(visit, 0, value)
    elif last.refused or last.value != value:
        note = last.note if last.refused else ""
        showings[key] = Showing(visit, last.number + 1, value, note=note)
    return showings[key]
