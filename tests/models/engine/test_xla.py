from typing import NamedTuple

import numpy as np
import tensorflow as tf

from models.engine.xla import XlaFunction


class Pair(NamedTuple):
    left: tf.Tensor
    right: tf.Tensor


def swap_and_add(pair: Pair, number: tf.Tensor) -> tuple[Pair, tuple[tf.Tensor, ...]]:
    return Pair(pair.right, pair.left), (pair.left + number,)


def pair_of(size: int, dtype: tf.DType = tf.float32) -> Pair:
    return Pair(tf.ones(size, dtype), tf.zeros(size, dtype))


def test_a_compiled_function_takes_and_gives_what_the_function_does():
    (left, right), (total,) = XlaFunction(swap_and_add)(pair_of(3), tf.constant(2.0))
    np.testing.assert_array_equal(left, np.zeros(3))
    np.testing.assert_array_equal(right, np.ones(3))
    np.testing.assert_array_equal(total, np.full(3, 3.0))


def test_other_numbers_need_no_other_program_but_other_shapes_and_dtypes_do():
    function = XlaFunction(swap_and_add)
    assert function.programs == 0
    for number in (2.0, 3.0):
        _, (total,) = function(pair_of(3), tf.constant(number))
        assert float(total[0]) == 1 + number
    assert function.programs == 1
    function(pair_of(4), tf.constant(2.0))
    function(pair_of(3, tf.int32), tf.constant(2))
    assert function.programs == 3
    _, (total,) = function(pair_of(3), tf.constant(4.0))  # the first one's, again
    assert total.dtype == tf.float32
    assert float(total[0]) == 5
    assert function.programs == 3
