"""Numbers from anywhere are checked in one place, and refused in a sentence."""

import math

import numpy as np
import pytest

from models.config.parsers import integer_in, is_integer_in, number_in


@pytest.mark.parametrize("value", [0, 5, 10])
def test_an_integer_within_its_bounds_is_returned(value):
    assert is_integer_in(value, 0, 10)
    assert integer_in("the seed", value, 0, 10) == value


@pytest.mark.parametrize("value", [-1, 11, 10**400])
def test_an_integer_outside_its_bounds_is_refused(value):
    assert not is_integer_in(value, 0, 10)
    with pytest.raises(ValueError, match=r"^The seed must be from 0 to 10\. "):
        integer_in("the seed", value, 0, 10)


@pytest.mark.parametrize("value", [True, 5.0, "5", None, [5], math.nan])
def test_what_is_no_integer_is_refused(value):
    assert not is_integer_in(value, 0, 10)
    with pytest.raises(ValueError, match=r"^The seed must be a whole number\. "):
        integer_in("the seed", value, 0, 10)


def test_an_integer_of_numpy_is_one_in_python_but_not_from_a_browser():
    assert type(integer_in("the seed", np.int64(5), 0, 10)) is int
    assert not is_integer_in(np.int64(5), 0, 10)


@pytest.mark.parametrize("value", [math.nan, math.inf, 10**400, -0.1])
def test_a_number_outside_its_bounds_is_refused(value):
    with pytest.raises(ValueError, match=r"^Dropout must be from 0 to 0\.95\. "):
        number_in("dropout", value, 0, 0.95)


@pytest.mark.parametrize("value", [True, "0.5", None, 1j])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(ValueError, match=r"^Dropout must be a number\. "):
        number_in("dropout", value, 0, 0.95)
