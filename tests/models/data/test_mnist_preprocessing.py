import numpy as np
import pytest

from models.data.mnist_preprocessing import trace_preparation


def test_a_thick_digit_from_edge_to_edge_is_no_printed_rule():
    page = np.zeros((280, 280))
    page[2:278, 30:55] = page[2:278, 220:245] = 1
    page[140:165, 30:245] = 1  # a 4 that fills the picture
    assert trace_preparation(page).ink.sum() > 0.95 * page.sum()


def test_printed_rules_are_no_ink_and_a_stroke_across_them_stays_whole():
    page = np.ones((280, 280))
    page[20::25] = 0.8
    page[60:220, 130:140] = 0.1
    ink = trace_preparation(page).ink
    assert not ink[:, :120].any()
    assert (ink[62:218, 133:137] > 0.5).all()


@pytest.mark.parametrize("missing", [0, 1e-7, -1e-7])
def test_ink_that_lies_halfway_between_two_places_goes_to_the_same_whatever_its_last_digit(missing):
    drawing = np.zeros((28, 28))
    drawing[2:22, 10:14] = 1
    drawing[2 if missing > 0 else 21, 10:14] -= abs(missing)
    assert trace_preparation(drawing).shift == (0, 0)
