import numpy as np

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
