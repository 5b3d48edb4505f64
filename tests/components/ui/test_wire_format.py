import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from components.ui.wire_format import pack_numbers, pack_rounded, unpack_numbers


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@given(values=arrays(float, array_shapes(max_dims=2, max_side=9)))
def test_numbers_reach_the_browser_bit_for_bit(dtype, values):
    with np.errstate(over="ignore"):
        values = values.astype(dtype)
    back = unpack_numbers(pack_numbers(values))
    assert back.dtype == dtype
    np.testing.assert_array_equal(back, values.ravel())


def test_whole_numbers_travel_as_floats():
    assert unpack_numbers(pack_numbers(np.array([1, 2]))).tolist() == [1.0, 2.0]


@given(arrays(float, 20, elements=st.floats(-1e12, 1e12)), st.sampled_from([4, 6]))
def test_rounded_numbers_come_back_to_the_digits_that_are_shown(values, digits):
    back = unpack_numbers(pack_rounded(values, digits))
    np.testing.assert_allclose(back, values, rtol=0, atol=0.500001 / 10**digits)


@pytest.mark.parametrize(
    ("most", "dtype"), [(3.2, "i2"), (3.3, "i4"), (2e5, "i4"), (3e5, "f8"), (math.inf, "f8")]
)
def test_rounded_numbers_take_no_more_room_than_they_need(most, dtype):
    assert pack_rounded(np.array([0.0, most, -1.0]), 4)["dtype"] == dtype
