"""Controls: Streamlit's widgets, bound to values in the session, which report only what was chosen.

Streamlit stores a widget's value with the widget, and makes a new widget on every page. A new one
starts in the browser at its initial value, which the browser reports as if it were chosen. So here
the value is in the session, under the control's name; a control starts at it, and is a new widget
after each change of the page, and whenever its value was changed by anything but itself. What it
reports counts only if it is among the options.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from components.state.session import current_session, set_state
from components.ui.lesson_text import COMMON
from components.ui.numbers import unicode_minus
from models.languages import current_language

SEPARATOR = "·"  # between a control's name and the number of its widget
SHOWINGS = "control_showings"  # by control: its state on the current page
VISITS = "page_visits"  # the number of pages visited, and the last one's name and language


@dataclass
class ControlState:
    """A control on the current page."""

    visit: int  # of a page
    number: int  # grows when the same page needs a new widget
    value: Any  # shown by the widget
    was_rejected: bool = False  # its last report was invalid, so that a new widget is needed
    note: str = ""  # on the correction of a number outside its range


def set_page(page: str) -> None:
    """Record which page is shown; on another one, or in another language, all widgets are new."""
    visits, last = st.session_state.get(VISITS, (0, ("", "")))
    if (page, current_language()) != last:
        st.session_state[VISITS] = (visits + 1, (page, current_language()))


def bind_field(part: object, key: str) -> Callable[[], None]:
    """Set a control's value to the field of that name; call it before it is drawn.

    Args:
        part: of the session, such as ``session.network``.
        key: the control's name and the field's.

    Returns:
        The control's ``on_change``, which sets the field to what was chosen.
    """
    set_state(key, getattr(part, key))

    def on_change() -> None:
        setattr(part, key, st.session_state[key])

    return on_change


def select(
    widget: Callable[..., Any],
    label: str,
    options: Sequence[Any],
    key: str,
    *,
    default: Any = None,
    **widget_options: Any,
) -> Any:
    """Let the learner choose one of some options.

    Args:
        widget: ``st.segmented_control``, ``st.pills``, ``st.selectbox``, ``st.radio`` or
            ``st.select_slider``.
        label: what is chosen.
        options: to choose from.
        key: the control's name, under which the session has its value.
        default: the value where the session has no valid one.
        **widget_options: further ones of Streamlit's widget; ``on_change`` is called with
            ``args`` once the session has the new value.

    Returns:
        The option chosen, or None.
    """
    options = list(options)

    if default is None and widget_options.get("required"):
        default = options[0]
    clearable = default is None

    def is_valid(value: Any) -> bool:
        return _is_option(value, options) or (clearable and value is None)

    def draw(value: Any, **more: Any) -> Any:
        if widget is st.selectbox and clearable:
            # Streamlit offers to clear only menus that start empty; so the key sets its value.
            st.session_state.setdefault(more["key"], value)
            return widget(label, options, None, persist_state="session", **more)
        return widget(label, options, **_initial_value(widget, value, options), **more)

    return _control(key, default, is_valid, draw, widget_options)


def select_several(
    widget: Callable[..., Any],
    label: str,
    options: Sequence[Any],
    key: str,
    *,
    default: Sequence[Any] = (),
    **widget_options: Any,
) -> list[Any]:
    """Let the learner choose any number of options.

    Args:
        widget: ``st.pills`` with ``selection_mode="multi"``, or ``st.multiselect``.
        label: what is chosen.
        options: to choose from.
        key: the control's name.
        default: the values where the session has no valid ones.
        **widget_options: as for ``select``.

    Returns:
        The options chosen, in the order they were chosen in.
    """
    options = list(options)

    def is_valid(value: Any) -> bool:
        return isinstance(value, list | tuple) and all(_is_option(each, options) for each in value)

    def draw(value: Any, **more: Any) -> Any:
        return widget(label, options, default=list(value), **more)

    return list(_control(key, list(default), is_valid, draw, widget_options))


def toggle(label: str, key: str, *, default: bool = False, **widget_options: Any) -> bool:
    """Let the learner switch something on or off.

    Args:
        label: what is switched.
        key: the control's name.
        default: the value where the session has none.
        **widget_options: as for ``select``.
    """

    def draw(value: bool, **more: Any) -> Any:  # noqa: FBT001 - the value, as in `number`
        return st.toggle(label, value, **more)

    return _control(key, default, lambda value: type(value) is bool, draw, widget_options)


def number(
    widget: Callable[..., Any],
    label: str,
    minimum: float,
    maximum: float,
    key: str,
    *,
    default: float | None = None,
    **widget_options: Any,
) -> Any:
    """Let the learner set a number from ``minimum`` to ``maximum``.

    Streamlit's field shows a number outside its range, but reports none. Here it reports any; the
    nearest number of the range replaces it, or none in a field that may be empty, as that is an
    answer of the learner's own; a note below explains this.

    Args:
        widget: ``st.number_input`` or ``st.slider``.
        label: what the number says.
        minimum: the smallest; where it is an int, only integers are valid.
        maximum: the largest.
        key: the control's name.
        default: the value where the session has none; None leaves a field empty.
        **widget_options: as for ``select``.

    Returns:
        The number, an int or a float as ``minimum`` is, or None for an empty field.
    """
    is_integer = isinstance(minimum, int)
    clearable = default is None and widget is st.number_input

    def is_valid(value: Any) -> bool:
        if value is None:
            return clearable
        numeric = isinstance(value, int | float) and not isinstance(value, bool)
        return (
            numeric
            and math.isfinite(value)
            and minimum <= value <= maximum
            and (not is_integer or value == int(value))
        )

    def draw(value: float | None, **more: Any) -> Any:
        begin = _typed(value, is_integer=is_integer)
        return widget(label, minimum, maximum, begin, **more)

    def field(value: float | None, **more: Any) -> None:
        if is_integer:
            more.setdefault("step", 1)  # so that an empty field is of integers, too
        begin = _typed(value, is_integer=is_integer)
        with st.container(width=more.get("width", "stretch"), gap="xsmall"):
            widget(label, value=begin, **more)
            if note := st.session_state[SHOWINGS][key].note:
                st.caption(note)

    if widget is not st.number_input:
        return _typed(_control(key, default, is_valid, draw, widget_options), is_integer=is_integer)
    nearest = partial(_nearest, minimum, maximum, clearable=clearable)
    return _typed(
        _control(key, default, is_valid, field, widget_options, nearest), is_integer=is_integer
    )


def _typed(value: float | None, *, is_integer: bool) -> float | None:
    return value if value is None else (int if is_integer else float)(value)


def _nearest(
    minimum: float, maximum: float, value: float, *, clearable: bool
) -> tuple[float | None, str]:
    """Return the nearest number in a range, and a note about the correction.

    >>> _nearest(1e-6, 100.0, 1e6, clearable=False)
    (100.0, "1,000,000 isn't between 0.000001 and 100, so it's 100 now.")
    """
    corrected = min(max(value, minimum), maximum)
    gaps = {"given": value, "least": minimum, "most": maximum, "right": corrected}
    words = {name: format_number(each) for name, each in gaps.items()}
    if clearable:
        del words["right"]
        return None, COMMON.format("outside", **words)
    return corrected, COMMON.format("put right", **words)


def format_number(value: float) -> str:
    """Return a number as one types it.

    >>> [format_number(each) for each in (1e-6, 0.05, 100.0, 4096, -3, 1e300)]
    ['0.000001', '0.05', '100', '4,096', '−3', '1e+300']
    """
    if value and not 1e-6 <= abs(value) < 1e15:
        return unicode_minus(f"{value:g}")
    text = f"{value:,.6f}"
    return unicode_minus(text.rstrip("0").rstrip("."))


def text_input(label: str, key: str, *, max_length: int, **widget_options: Any) -> str:
    """Let the learner write a line of text.

    Args:
        label: what is asked for.
        key: the control's name.
        max_length: in characters.
        **widget_options: as for ``select``.
    """

    def draw(value: str, **more: Any) -> Any:
        return st.text_input(label, value, max_length, **more)

    return _control(
        key,
        "",
        lambda value: isinstance(value, str) and len(value) <= max_length,
        draw,
        widget_options,
    )


def _initial_value(widget: Callable[..., Any], value: Any, options: list[Any]) -> dict[str, Any]:
    """Return the argument for a widget's initial value, whose name differs by widget."""
    if widget in (st.selectbox, st.radio):
        return {"index": None if value is None else options.index(value)}
    return {"value" if widget is st.select_slider else "default": value}


def _is_option(value: Any, options: list[Any]) -> bool:
    # A forged value may be True for 1, or a list that cannot be compared.
    return any(type(value) is type(option) and value == option for option in options)


def _control(
    key: str,
    default: Any,
    is_valid: Callable[[Any], bool],
    draw: Callable[..., Any],
    widget_options: dict[str, Any],
    nearest: Callable[[float], tuple[float | None, str]] | None = None,
) -> Any:
    """Show a control at the session's value, and return the value."""
    current = st.session_state.get(key, default)
    if not is_valid(current):
        current = default
    st.session_state[key] = current
    state = _control_state(key, current)
    name = f"{key}{SEPARATOR}{current_session().id[:6]}.{state.visit}.{state.number}"
    callback, args = widget_options.pop("on_change", None), widget_options.pop("args", ())

    def on_change() -> None:
        value = st.session_state[name]
        if st.session_state[key] != state.value:
            return  # sent before something else changed the value
        state.note = ""
        if not is_valid(value):
            state.was_rejected = True
            if nearest is None or type(value) not in (int, float) or not math.isfinite(value):
                return
            value, state.note = nearest(value)
            if not is_valid(value):
                return
        st.session_state[key] = state.value = value
        if callback:
            callback(*args)

    draw(current, key=name, on_change=on_change, **widget_options)
    return current


def _control_state(key: str, value: Any) -> ControlState:
    """Return a control's state, with a new number if something else changed its value."""
    states = st.session_state.setdefault(SHOWINGS, {})
    visit = st.session_state.get(VISITS, (0, ""))[0]
    last = states.get(key)
    if last is None or last.visit != visit:
        states[key] = ControlState(visit, 0, value)
    elif last.was_rejected or last.value != value:
        note = last.note if last.was_rejected else ""
        states[key] = ControlState(visit, last.number + 1, value, note=note)
    return states[key]
