"""Every activation against the Keras one of the same name."""

import warnings

import keras
import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st

from models.nn.activations import ACTIVATIONS

SUMS = np.array([-1e3, -88.8, -20.0, -3.0, -1.0, -1e-4, 0.0, 1e-4, 0.5, 1.0, 3.0, 20.0, 88.8, 1e3])

# Keras advises against a softmax of one unit; here it is one more size to agree on.
pytestmark = pytest.mark.filterwarnings("ignore:You are using a softmax over axis")

every_activation = pytest.mark.parametrize("name", ACTIVATIONS)


def keras_outputs(name, sums):
    return np.asarray(keras.activations.get(name)(np.asarray(sums, np.float32)))


def assert_equal_to_keras(name, sums):
    # Both sides read the same float32 numbers; six decimals of each number's own size.
    sums = np.asarray(sums, np.float32).astype(float)
    outputs = ACTIVATIONS[name].apply(sums)
    np.testing.assert_allclose(outputs, keras_outputs(name, sums), rtol=1e-6, atol=1e-6)


def test_the_lesson_offers_these_activations():
    offered = {"linear", "relu", "leaky_relu", "sigmoid", "tanh", "elu", "gelu", "softmax"}
    assert offered <= set(ACTIVATIONS)


@every_activation
def test_each_row_stands_under_the_name_keras_gives_it(name):
    assert ACTIVATIONS[name].name == name == keras.activations.get(name).__name__


@every_activation
def test_each_activation_equals_keras_on_large_small_and_zero_sums(name):
    assert_equal_to_keras(name, SUMS)


@every_activation
def test_each_activation_equals_keras_on_a_batch_of_random_sums(name):
    assert_equal_to_keras(name, np.random.default_rng(0).normal(0, 4, (6, 10)))


@every_activation
@given(sums=st.lists(st.floats(-1e3, 1e3, width=32), min_size=1, max_size=12))
@settings(max_examples=25)
def test_each_activation_equals_keras_whatever_the_sums(name, sums):
    assert_equal_to_keras(name, sums)


@every_activation
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_no_activation_makes_numpy_warn(name, dtype):
    # Underflow is left out: a softmax share too small to write down is truly 0.
    with warnings.catch_warnings(), np.errstate(over="raise", divide="raise", invalid="raise"):
        warnings.simplefilter("error")
        outputs = ACTIVATIONS[name].apply(SUMS.astype(dtype))
    assert np.isfinite(outputs).all()


@every_activation
def test_no_activation_changes_the_sums_it_was_given(name):
    sums = SUMS.copy()
    ACTIVATIONS[name].apply(sums)
    np.testing.assert_array_equal(sums, SUMS)


@every_activation
def test_elementwise_says_whether_an_output_depends_on_its_own_sum_alone(name):
    sums = np.array([0.5, -1.0, 2.0])
    apart = [ACTIVATIONS[name].apply(sums[[unit]])[0] for unit in range(3)]
    alone = np.allclose(ACTIVATIONS[name].apply(sums), apart)
    assert ACTIVATIONS[name].elementwise == alone


@every_activation
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_way_back_through_each_activation_is_that_of_a_gradient_tape(name, seed):
    rng = np.random.default_rng(seed)
    d_outputs = rng.normal(size=len(SUMS)).astype(np.float32)
    sums = tf.constant(SUMS if seed == 0 else rng.normal(0, 3, len(SUMS)), tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(sums)
        outputs = keras.activations.get(name)(sums[tf.newaxis])[0]
    d_sums = tape.gradient(outputs, sums, output_gradients=tf.constant(d_outputs))
    ours = ACTIVATIONS[name].backward(sums.numpy().astype(float), d_outputs)
    np.testing.assert_allclose(ours, d_sums, rtol=0, atol=1e-6)


@every_activation
def test_each_activation_has_a_formula_in_z(name):
    formula = ACTIVATIONS[name].formula
    assert formula.startswith("a(z)")
    assert formula.partition("=")[2].strip()


@given(sums=st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=12))
def test_softmax_shares_are_never_negative_and_sum_to_one(sums):
    shares = ACTIVATIONS["softmax"].apply(np.array(sums))
    assert (shares >= 0).all()
    assert shares.sum() == pytest.approx(1, abs=1e-12)


def test_softmax_of_a_batch_sums_to_one_in_every_row():
    shares = ACTIVATIONS["softmax"].apply(np.random.default_rng(0).normal(0, 9, (5, 10)))
    np.testing.assert_allclose(shares.sum(axis=-1), np.ones(5), atol=1e-12)
