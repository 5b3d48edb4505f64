import numpy as np
import pytest

from models.explain.memory_layout import ACCESS_PATTERNS, SUMMATION_ORDERS, flatten_access

IMAGE = np.arange(12.0).reshape(3, 4)


@pytest.mark.parametrize("code", list(ACCESS_PATTERNS))
def test_each_reading_is_what_its_code_says(code):
    expected = eval(code, {"image": IMAGE})
    np.testing.assert_array_equal(flatten_access(IMAGE, code).vector, expected)


def test_read_as_it_lies_nothing_is_copied_and_else_every_byte():
    copied = [flatten_access(IMAGE, code).copied for code in ACCESS_PATTERNS]
    assert copied == [0, IMAGE.nbytes, IMAGE.nbytes, IMAGE.nbytes * 3 // 4]


def test_the_strides_are_those_the_reading_walks_by():
    strides = [flatten_access(IMAGE, code).strides for code in ACCESS_PATTERNS]
    assert strides == [(32, 8), (8, 32), (-32, 8), (32, 8)]


def test_all_orders_of_adding_agree_to_six_digits_and_not_to_the_bit():
    products = np.random.default_rng(0).normal(size=784).astype(np.float32)
    sums = [float(add(products)) for add in SUMMATION_ORDERS.values()]
    assert len(set(sums)) > 1
    np.testing.assert_allclose(sums, np.sum(products, dtype=np.float64), atol=1e-4)


def test_one_by_one_rounds_after_every_addition_as_a_loop_does():
    products = np.random.default_rng(1).normal(size=100).astype(np.float32)
    total = np.float32(0)
    for product in products:
        total = np.float32(total + product)
    assert SUMMATION_ORDERS["first to last"](products) == total
