import base64

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from components.ui.widget_bridge import packed, unpacked
from models.texts import LearnerError


@given(arrays(np.uint8, array_shapes(min_dims=1, max_dims=3, max_side=28)))
def test_what_is_packed_comes_back_bit_for_bit(levels):
    back = unpacked(packed(levels), levels.size)
    assert back.dtype == np.uint8
    np.testing.assert_array_equal(back.reshape(levels.shape), levels)


@given(arrays(np.uint8, (5, 7)))
def test_a_picture_that_lies_otherwise_in_memory_is_packed_as_it_reads(levels):
    turned = levels.T[::-1]
    np.testing.assert_array_equal(unpacked(packed(turned), 35).reshape(7, 5), turned)


@given(st.binary(max_size=60), st.integers(0, 60))
def test_only_exactly_so_many_bytes_are_taken(content, count):
    text = base64.b64encode(content).decode()
    if len(content) == count:
        assert unpacked(text, count).tobytes() == content
    else:
        with pytest.raises(LearnerError, match="isn't a drawing"):
            unpacked(text, count)


@given(st.text(max_size=40), st.integers(1, 30))
def test_any_text_ends_in_bytes_or_in_a_sentence(text, count):
    try:
        said = unpacked(text, count).size
    except ValueError as problem:
        said = str(problem)
    assert said == count or "pad sent" in str(said)


@given(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.binary()
    | st.lists(st.integers())
    | st.dictionaries(st.text(), st.integers())
)
def test_anything_but_text_is_refused_in_a_sentence(value):
    with pytest.raises(LearnerError, match="isn't a drawing"):
        unpacked(value, 9)


def test_what_a_browser_sent_cannot_be_written_to():
    assert not unpacked(packed(np.arange(9)), 9).flags.writeable
