"""Dense against Keras, with random kernels and random biases."""

from dataclasses import fields

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.nn.activations import ACTIVATIONS
from models.nn.dense import DenseLayer, trace_dense

# Keras advises against a softmax of one unit; here it is one more size to agree on.
pytestmark = pytest.mark.filterwarnings("ignore:You are using a softmax over axis")

SIZES = [(9, 4), (784, 128), (1, 1), (12, 1), (1, 5)]
TWELVE_DECIMALS = {"rtol": 0, "atol": 1e-12}
# Even in float64 Keras keeps the 0.2 of leaky_relu and the root in gelu as float32.
SEVEN_DECIMALS = {"rtol": 0, "atol": 1e-7}


def keras_like_layer(inputs, units, activation="linear", seed=0):
    """Kernel and bias as Keras holds them, float32; the kernel as large as a fresh one."""
    rng = np.random.default_rng(seed)
    limit = np.sqrt(6 / (inputs + units))
    kernel = rng.uniform(-limit, limit, (inputs, units)).astype(np.float32)
    bias = rng.normal(size=units).astype(np.float32)
    return DenseLayer(kernel, bias, activation)


def random_inputs(inputs, seed=0):
    return np.random.default_rng(seed + 1).random(inputs).astype(np.float32)


def keras_dense(batch, layer, activation=None, use_bias=True, dtype="float64"):
    """Send a batch through a Keras Dense that has the layer's kernel, and its bias if wanted.

    In float64, as we compute, so that nothing but the mathematics can differ.
    """
    dense = keras.layers.Dense(layer.units, activation=activation, use_bias=use_bias, dtype=dtype)
    dense.build((None, layer.kernel.shape[0]))
    dense.set_weights([layer.kernel, layer.bias] if use_bias else [layer.kernel])
    return np.asarray(dense(np.asarray(batch, dtype)))


def float32_rounding(trace):
    """What a float32 sum may be off by: six decimals, or more where many numbers are added.

    Measured on 60 seeds: at most 1.8e-7 of the sum of the products' sizes. For 784
    inputs that is up to 3e-6 (evenly random) or 1.3e-6 (MNIST), so not quite six decimals.
    """
    sizes = np.abs(trace.products).sum(axis=0) + np.abs(trace.layer.bias)
    return max(1e-6, 4 * np.finfo(np.float32).eps * sizes.max())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_outputs_equal_keras_where_keras_computes_in_float64(size, activation):
    layer, inputs = keras_like_layer(*size, activation), random_inputs(size[0])
    expected = keras_dense(inputs[np.newaxis], layer, activation)[0]
    np.testing.assert_allclose(trace_dense(inputs, layer).outputs, expected, **SEVEN_DECIMALS)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_outputs_of_nine_inputs_equal_everyday_keras_to_six_decimals(activation, seed):
    layer, inputs = keras_like_layer(9, 4, activation, seed), random_inputs(9, seed)
    expected = keras_dense(inputs[np.newaxis], layer, activation, dtype="float32")[0]
    np.testing.assert_allclose(trace_dense(inputs, layer).outputs, expected, rtol=0, atol=1e-6)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_outputs_equal_everyday_keras_up_to_the_rounding_of_float32(size, activation):
    layer, inputs = keras_like_layer(*size, activation), random_inputs(size[0])
    expected = keras_dense(inputs[np.newaxis], layer, activation, dtype="float32")[0]
    trace = trace_dense(inputs, layer)
    np.testing.assert_allclose(trace.outputs, expected, rtol=0, atol=float32_rounding(trace))


@pytest.mark.parametrize("size", SIZES)
def test_sums_equal_a_keras_dense_without_activation(size):
    layer, inputs = keras_like_layer(*size, "relu"), random_inputs(size[0])
    expected = keras_dense(inputs[np.newaxis], layer)[0]
    np.testing.assert_allclose(trace_dense(inputs, layer).sums, expected, **TWELVE_DECIMALS)


@pytest.mark.parametrize("size", SIZES)
def test_products_equal_keras_when_it_sees_one_input_at_a_time(size):
    layer, inputs = keras_like_layer(*size), random_inputs(size[0])
    expected = keras_dense(np.diag(inputs), layer, use_bias=False)  # row i: only input i
    np.testing.assert_allclose(trace_dense(inputs, layer).products, expected, **TWELVE_DECIMALS)


@pytest.mark.parametrize("size", SIZES)
def test_running_sums_equal_keras_when_it_sees_one_input_more_each_time(size):
    layer, inputs = keras_like_layer(*size), random_inputs(size[0])
    so_far = np.tril(np.broadcast_to(inputs, (len(inputs), len(inputs))))  # row i: inputs 0 to i
    expected = keras_dense(so_far, layer, use_bias=False)
    trace = trace_dense(inputs, layer)
    found = np.stack([trace.neuron(unit).running_sums for unit in range(layer.units)], axis=1)
    np.testing.assert_allclose(found, expected, **TWELVE_DECIMALS)


@given(
    size=st.tuples(st.integers(1, 20), st.integers(1, 8)),
    activation=st.sampled_from(sorted(ACTIVATIONS)),
    seed=st.integers(0, 1000),
)
@settings(max_examples=40)
def test_a_layer_of_any_size_equals_keras(size, activation, seed):
    layer, inputs = keras_like_layer(*size, activation, seed), random_inputs(size[0], seed)
    expected = keras_dense(inputs[np.newaxis], layer, activation)[0]
    np.testing.assert_allclose(trace_dense(inputs, layer).outputs, expected, **SEVEN_DECIMALS)


@pytest.mark.parametrize("size", SIZES)
def test_a_neurons_last_running_sum_plus_its_bias_is_its_sum(size):
    layer = keras_like_layer(*size, "relu")
    trace = trace_dense(random_inputs(size[0]), layer)
    for unit in range(layer.units):
        neuron = trace.neuron(unit)
        assert neuron.running_sums[-1] + neuron.bias == pytest.approx(neuron.sum, abs=1e-12)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_neuron_tells_its_own_column_of_the_layers_trace(activation):
    layer = keras_like_layer(9, 4, activation)
    trace = trace_dense(random_inputs(9), layer)
    for unit in range(4):
        neuron = trace.neuron(unit)
        np.testing.assert_array_equal(neuron.inputs, trace.inputs)
        np.testing.assert_array_equal(neuron.weights, layer.kernel[:, unit])
        np.testing.assert_array_equal(neuron.products, neuron.inputs * neuron.weights)
        assert neuron.bias == layer.bias[unit]
        assert neuron.sum == trace.sums[unit]
        assert neuron.output == trace.outputs[unit]


def test_a_neuron_worked_by_hand():
    layer = DenseLayer([[1.0, 0.0], [-2.0, 0.0], [0.5, 0.0]], [0.25, 0.0], "relu")
    neuron = trace_dense([3, 1, 4], layer).neuron(0)
    assert neuron.products.tolist() == [3, -2, 2]
    assert neuron.running_sums.tolist() == [3, 1, 3]
    assert (neuron.bias, neuron.sum, neuron.output) == (0.25, 3.25, 3.25)


@pytest.mark.parametrize("size", SIZES)
def test_a_layer_counts_the_parameters_keras_counts(size):
    dense = keras.layers.Dense(size[1])
    dense.build((None, size[0]))
    assert keras_like_layer(*size).parameters == dense.count_params()
    assert keras_like_layer(*size).units == dense.units


def test_nine_inputs_to_four_units_are_forty_parameters():
    assert keras_like_layer(9, 4).parameters == 40


def arrays_of(record):
    found = {field.name: getattr(record, field.name) for field in fields(record)}
    return {name: value for name, value in found.items() if isinstance(value, np.ndarray)}


def test_no_array_of_a_layer_a_trace_or_a_neuron_can_be_written_to():
    trace = trace_dense(random_inputs(9), keras_like_layer(9, 4))
    arrays = [arrays_of(record) for record in (trace.layer, trace, trace.neuron(2))]
    arrays.append({"products": trace.products})
    assert [len(found) for found in arrays] == [2, 3, 4, 1]
    writable = [name for found in arrays for name in found if found[name].flags.writeable]
    assert writable == []


def test_a_trace_stays_what_it_was_when_kernel_bias_or_inputs_change_later():
    kernel, bias, inputs = np.ones((3, 2)), np.ones(2), np.ones(3)
    trace = trace_dense(inputs, DenseLayer(kernel, bias))
    for array in (kernel, bias, inputs):
        array[:] = 9
    assert trace.layer.kernel.max() == trace.layer.bias.max() == trace.inputs.max() == 1
    assert trace.sums.tolist() == [4, 4]


@pytest.mark.parametrize("shape", [(8,), (10,), (3, 3), (1, 9), ()])
def test_inputs_that_do_not_fit_are_refused_naming_both_sides(shape):
    with pytest.raises(ValueError, match="this layer reads") as refusal:
        trace_dense(np.zeros(shape), keras_like_layer(9, 4))
    assert str(refusal.value) == f"this layer reads 9 numbers, got shape {shape}"


@pytest.mark.parametrize(
    ("kernel", "bias"),
    [((9, 4), (5,)), ((9, 4), (9,)), ((9, 4), (1, 4)), ((9,), (9,)), ((9, 4), ())],
)
def test_a_kernel_and_a_bias_that_do_not_belong_together_are_refused(kernel, bias):
    with pytest.raises(ValueError, match="goes with a bias of shape") as refusal:
        DenseLayer(np.zeros(kernel), np.zeros(bias))
    assert str(refusal.value).endswith(f"got kernel {kernel} and bias {bias}")


@pytest.mark.parametrize("name", ["swoosh", "ReLU", "", None])
def test_an_unknown_activation_is_refused_naming_the_known_ones(name):
    with pytest.raises(ValueError, match="no activation is called") as refusal:
        DenseLayer(np.zeros((9, 4)), np.zeros(4), name)
    assert repr(name) in str(refusal.value)
    assert all(known in str(refusal.value) for known in ACTIVATIONS)


@pytest.mark.parametrize("unit", [-1, 4, 99])
def test_a_unit_the_layer_does_not_have_is_refused_naming_both(unit):
    trace = trace_dense(random_inputs(9), keras_like_layer(9, 4))
    with pytest.raises(ValueError, match=f"a layer of 4 units has no unit {unit}$"):
        trace.neuron(unit)
