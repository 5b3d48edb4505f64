"""The whole network against the same network in Keras."""

from itertools import pairwise

import keras
import numpy as np
import pytest

from models.engine.keras_network import build_network, read_layers
from models.nn.dense import DenseLayer
from models.nn.network import load_layers, predict, save_layers, trace_network

SHAPES = [(28, 28), (8, 8, 3), (5, 9), (6, 4, 3), (1, 1)]
HIDDEN = [(), (16,), (12, 7)]


@pytest.fixture(params=["float64", "float32"])
def decimals(request):
    """Build Keras networks in this precision; give the difference that its rounding allows."""
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy(request.param)
    # For both figures see test_dense: float32 sums over 784 inputs are off by up to 3e-6, and
    # even in float64 Keras keeps two activations' constants as float32.
    yield {"rtol": 0, "atol": {"float64": 1e-7, "float32": 1e-5}[request.param]}
    keras.config.set_dtype_policy(before)


every_network = pytest.mark.parametrize(
    ("shape", "hidden_units"), [(shape, hidden) for shape in SHAPES for hidden in HIDDEN]
)


def keras_network(shape, hidden_units, activation="relu", classes=10, seed=0):
    """A network whose biases are random too: fresh ones are zero and hide a forgotten one."""
    network = build_network(shape, hidden_units, activation, classes, seed)
    rng = np.random.default_rng(seed)
    for layer in network.layers:
        if isinstance(layer, keras.layers.Dense):
            layer.bias.assign(rng.normal(0, 0.5, layer.units))
    return network


def random_images(shape, count, seed=0):
    return np.random.default_rng(seed + 1).random((count, *shape)).astype(np.float32)


def layers_like(*sizes, seed=0):
    rng = np.random.default_rng(seed)
    return tuple(
        DenseLayer(rng.normal(size=(inputs, units)), rng.normal(size=units), "tanh")
        for inputs, units in pairwise(sizes)
    )


@every_network
def test_every_step_of_a_trace_equals_the_layer_keras_has_there(shape, hidden_units, decimals):
    network = keras_network(shape, hidden_units)
    images = random_images(shape, 1)
    trace = trace_network(images[0], read_layers(network))
    steps = [trace.flatten.vector, *(dense.outputs for dense in trace.dense)]
    assert len(steps) == len(network.layers) == len(hidden_units) + 2
    values = images
    for step, layer in zip(steps, network.layers, strict=True):
        values = layer(values)
        np.testing.assert_allclose(step, np.asarray(values)[0], **decimals)
    np.testing.assert_allclose(trace.outputs, np.asarray(network(images))[0], **decimals)


@every_network
def test_predict_gives_each_image_what_its_trace_and_keras_give(shape, hidden_units, decimals):
    network = keras_network(shape, hidden_units, "gelu", classes=4, seed=3)
    images, layers = random_images(shape, 5), read_layers(network)
    outputs = predict(images, layers)
    traced = [trace_network(image, layers).outputs for image in images]
    np.testing.assert_allclose(outputs, traced, rtol=0, atol=1e-12)
    np.testing.assert_allclose(outputs, np.asarray(network(images)), **decimals)


def test_each_layer_reads_what_the_one_before_wrote():
    layers = layers_like(12, 5, 3, 2)
    trace = trace_network(random_images((3, 4), 1)[0], layers)
    assert [dense.layer for dense in trace.dense] == list(layers)
    read = [dense.inputs for dense in trace.dense]
    written = [trace.flatten.vector, *(dense.outputs for dense in trace.dense[:-1])]
    for reads, wrote in zip(read, written, strict=True):
        np.testing.assert_array_equal(reads, wrote)
    assert trace.outputs is trace.dense[-1].outputs


def test_a_network_without_layers_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="a network needs at least one Dense layer, got none"):
        trace_network(np.zeros((3, 3)), ())


def test_an_image_of_another_size_is_refused_naming_both_sizes():
    with pytest.raises(ValueError, match=r"this layer reads 9 numbers, got shape \(16,\)"):
        trace_network(np.zeros((4, 4)), layers_like(9, 2))


def test_a_layer_that_does_not_fit_the_one_before_is_refused():
    with pytest.raises(ValueError, match=r"this layer reads 6 numbers, got shape \(5,\)"):
        trace_network(np.zeros((3, 3)), layers_like(9, 5) + layers_like(6, 2))


@pytest.mark.parametrize("hidden_units", HIDDEN)
def test_saved_layers_come_back_as_they_were(tmp_path, hidden_units):
    layers = read_layers(keras_network((6, 5), hidden_units, "leaky_relu"))
    save_layers(tmp_path / "network.npz", layers)
    loaded = load_layers(tmp_path / "network.npz")
    assert [layer.activation for layer in loaded] == [layer.activation for layer in layers]
    for back, layer in zip(loaded, layers, strict=True):
        assert back.kernel.dtype == layer.kernel.dtype == np.float32
        np.testing.assert_array_equal(back.kernel, layer.kernel)
        np.testing.assert_array_equal(back.bias, layer.bias)


def test_more_than_ten_layers_come_back_in_their_order(tmp_path):
    layers = layers_like(*range(2, 15))
    save_layers(tmp_path / "deep.npz", layers)
    loaded = load_layers(tmp_path / "deep.npz")
    assert [layer.units for layer in loaded] == list(range(3, 15))


@pytest.mark.parametrize("arrays", [{}, {"pictures": np.zeros(3)}], ids=["empty", "something else"])
def test_a_file_without_layers_is_refused_by_its_name(tmp_path, arrays):
    np.savez(tmp_path / "odd.npz", **arrays)
    with pytest.raises(ValueError, match=r"^odd\.npz holds no layers"):
        load_layers(tmp_path / "odd.npz")


def test_a_file_whose_layers_do_not_fit_together_is_refused_by_its_name(tmp_path):
    save_layers(tmp_path / "odd.npz", layers_like(9, 5) + layers_like(6, 2))
    with pytest.raises(ValueError, match=r"^odd\.npz holds no layers that fit together"):
        load_layers(tmp_path / "odd.npz")


@pytest.mark.parametrize("lost", ["kernel_0", "bias_1", "activation_0"])
def test_a_file_with_half_a_layer_is_refused_by_its_name(tmp_path, lost):
    save_layers(tmp_path / "whole.npz", layers_like(9, 5, 2))
    with np.load(tmp_path / "whole.npz") as arrays:
        rest = {name: arrays[name] for name in arrays if name != lost}
    np.savez(tmp_path / "half.npz", **rest)
    with pytest.raises(ValueError, match=r"^half\.npz holds no "):
        load_layers(tmp_path / "half.npz")
