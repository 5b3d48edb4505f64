"""The bar above a page: around the first one it is filled once that is shown, or has failed."""

from contextlib import nullcontext
from unittest.mock import MagicMock

import pytest
from streamlit.runtime.scriptrunner import RerunData, RerunException

from components.nav import top_bar as module
from components.nav.top_bar import top_bar


def filled(monkeypatch, error=None, *, is_first=True):
    """Show the bar around a page that may end with an error; return how often it was filled."""
    monkeypatch.setattr(module, "st", MagicMock())
    tools = MagicMock()
    with (
        pytest.raises(type(error)) if error else nullcontext(),
        top_bar("flatten", MagicMock(), tools, with_menu=False, is_filled_last=is_first),
    ):
        assert tools.call_count == (not is_first)
        if error:
            raise error
    return tools.call_count


def test_the_bar_is_filled_after_the_page_also_if_it_fails(monkeypatch):
    assert filled(monkeypatch) == 1
    assert filled(monkeypatch, ValueError("no such image")) == 1


def test_the_bar_above_a_page_one_turns_to_is_filled_first(monkeypatch):
    assert filled(monkeypatch, is_first=False) == 1


def test_a_run_that_is_broken_off_for_a_press_sends_nothing_more(monkeypatch):
    assert filled(monkeypatch, RerunException(RerunData())) == 0
