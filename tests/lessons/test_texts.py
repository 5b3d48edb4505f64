"""A lesson's text: its gaps take values, and what is missing raises."""

import pytest

from components.ui.lesson_text import Lesson, format_template


def test_a_gap_without_a_value_is_a_mistake_of_ours_and_said_loudly():
    with pytest.raises(KeyError, match="count"):
        format_template("[[count]] values", {})


def test_a_value_without_a_gap_is_a_mistake_of_ours_and_said_loudly():
    with pytest.raises(KeyError, match="count"):
        format_template("values", {"count": 3})


def test_a_gap_is_filled_wherever_it_stands_and_its_value_is_taken_as_it_is():
    assert format_template("`v[[[i]]]` is [[x]], [[x]]", {"i": 3, "x": r"\1 [[i]]"}) == (
        r"`v[3]` is \1 [[i]], \1 [[i]]"
    )


def test_a_section_that_is_not_written_is_a_mistake_of_ours_and_said_loudly():
    with pytest.raises(KeyError, match="no such section"):
        Lesson("home").format("no such section")


def test_a_lesson_that_is_not_written_is_a_mistake_of_ours_and_said_loudly():
    with pytest.raises(FileNotFoundError):
        Lesson("no such lesson").show_header()
