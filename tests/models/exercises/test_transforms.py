import numpy as np
import pytest

from models.exercises.transforms import (
    DIRECTIONS,
    MAX_SHIFT,
    READ_ORDERS,
    accuracy_reordered,
    accuracy_shifted,
    reorder,
    shift,
    shift_right,
)
from models.nn.flatten import KERAS_ORDER, ORDERS, trace_flatten, unflatten

IMAGE = np.random.default_rng(0).random((28, 28))


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("by", [1, 4, MAX_SHIFT])
def test_a_shift_moves_every_pixel_by_so_many_and_lets_the_dark_in(direction, by):
    down, right = (step * by for step in DIRECTIONS[direction])
    moved = shift(IMAGE, direction, by)
    rolled = np.roll(IMAGE, (down, right), axis=(0, 1))
    rows = slice(max(down, 0), 28 + min(down, 0))
    columns = slice(max(right, 0), 28 + min(right, 0))
    np.testing.assert_array_equal(moved[rows, columns], rolled[rows, columns])
    assert np.count_nonzero(moved) == (28 - by) * 28


def test_shifted_by_nothing_a_picture_is_what_it_was():
    for direction in DIRECTIONS:
        np.testing.assert_array_equal(shift(IMAGE, direction, 0), IMAGE)


def test_column_by_column_it_sees_what_the_vector_in_that_order_folds_into():
    vector = trace_flatten(IMAGE, "column by column").vector
    np.testing.assert_array_equal(reorder(IMAGE, "column by column"), unflatten(vector, (28, 28)))
    assert "column by column" in ORDERS


@pytest.mark.parametrize("reading", READ_ORDERS)
def test_every_reading_keeps_every_value_and_treats_a_batch_as_one_picture_after_another(reading):
    batch = np.stack([IMAGE, IMAGE / 2])
    np.testing.assert_array_equal(np.sort(reorder(IMAGE, reading), None), np.sort(IMAGE, None))
    np.testing.assert_array_equal(reorder(batch, reading)[1], reorder(IMAGE, reading) / 2)


def test_the_farther_the_test_images_are_shifted_the_fewer_are_read_right():
    shares = accuracy_shifted("right")
    assert len(shares) == MAX_SHIFT + 1
    assert shares[0] == accuracy_reordered(KERAS_ORDER) > 0.97
    assert list(shares) == sorted(shares, reverse=True)
    assert shares[6] < 0.5


def test_shuffled_pixels_are_read_by_chance():
    assert accuracy_reordered("shuffled") < 0.2


def test_an_unknown_direction_or_order_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="shifted right, left, down, up, not 'away'"):
        shift(IMAGE, "away", 1)
    with pytest.raises(ValueError, match="no order is called 'backwards'"):
        reorder(IMAGE, "backwards")


@pytest.mark.parametrize("shift", [-3, 0, 5])
def test_shift_right_moves_each_column_and_fills_with_blank(shift):
    image = np.arange(1.0, 26).reshape(5, 5)
    moved = shift_right(image, shift)
    for column in range(5):
        origin = column - shift
        expected = image[:, origin] if 0 <= origin < 5 else np.zeros(5)
        np.testing.assert_array_equal(moved[:, column], expected)
