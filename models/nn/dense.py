"""Dense: every output is a weighted sum of all inputs, passed through an activation."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.nn.activations import ACTIVATIONS
from models.nn.arrays import Array, readonly


@dataclass(frozen=True)
class DenseLayer:
    """A Dense layer's numbers: one column of weights and one bias per unit."""

    kernel: Array  # (inputs, units)
    bias: Array  # (units,)
    activation: str = "linear"  # a key of ACTIVATIONS

    def __post_init__(self) -> None:
        object.__setattr__(self, "kernel", readonly(self.kernel))
        object.__setattr__(self, "bias", readonly(self.bias))
        if self.kernel.ndim != 2 or self.bias.shape != self.kernel.shape[1:]:
            raise ValueError(
                "a kernel of shape (inputs, units) goes with a bias of shape (units,); "
                f"got kernel {self.kernel.shape} and bias {self.bias.shape}"
            )
        if self.activation not in ACTIVATIONS:
            raise ValueError(
                f"no activation is called {self.activation!r}; there are {', '.join(ACTIVATIONS)}"
            )

    @property
    def units(self) -> int:
        """The number of neurons, and so of outputs."""
        return self.kernel.shape[1]

    @property
    def parameters(self) -> int:
        """The number of parameters: ``inputs * units + units``."""
        return self.kernel.size + self.bias.size


def dense_names(count: int) -> list[str]:
    """Return the names Keras gives a network's Dense layers.

    >>> dense_names(3)
    ['dense', 'dense_1', 'dense_2']
    """
    return [f"dense_{index}" if index else "dense" for index in range(count)]


def layer_seed(seed: int, index: int) -> int:
    """Return the seed of one layer's initial weights; one for two layers would relate them.

    Args:
        seed: the network's; those 4 million apart are the same, as Keras's seeds have 32 bits.
        index: the layer's, below 1000.

    >>> layer_seed(7, 2)
    7002
    """
    return seed % 4_000_000 * 1000 + index


def random_layer(inputs: int, units: int, activation: str, seed: int, digits: int) -> DenseLayer:
    """Draw a layer's initial weights, uniformly between the bounds Keras would choose.

    Keras starts its biases at zero; here they are drawn too, to show their effect.

    Args:
        inputs: how many numbers the layer reads.
        units: how many neurons it has.
        activation: a key of ``ACTIVATIONS``.
        seed: the same seed draws the same layer.
        digits: decimals each number is rounded to, so that it can be added up by hand.

    >>> random_layer(9, 4, "relu", seed=0, digits=2).kernel.shape
    (9, 4)
    """
    rng = np.random.default_rng(seed)
    bound = np.sqrt(6 / (inputs + units))  # Glorot & Bengio 2010, Keras's default
    kernel = rng.uniform(-bound, bound, (inputs, units)).round(digits)
    return DenseLayer(kernel, rng.uniform(-1, 1, units).round(digits), activation)


@dataclass(frozen=True)
class NeuronTrace:
    """Every intermediate of one neuron."""

    inputs: Array  # (inputs,)
    weights: Array  # (inputs,)
    products: Array  # (inputs,)
    running_sums: Array  # (inputs,): running_sums[i] adds the products up to and including i
    bias: float
    sum: float  # the last running sum + bias
    output: float  # the sum after the activation


@dataclass(frozen=True)
class DenseTrace:
    """Every intermediate of a Dense layer."""

    layer: DenseLayer
    inputs: Array  # (inputs,)
    sums: Array  # (units,)
    outputs: Array  # (units,)

    @property
    def products(self) -> Array:
        """Every input times every weight, (inputs, units).

        Computed at each access, because a class of thirty would otherwise hold 0.8 MB of them each.
        """
        return readonly(self.inputs[:, np.newaxis] * self.layer.kernel)

    def neuron(self, unit: int) -> NeuronTrace:
        """Return one neuron's trace: its weights, products and running sums.

        Raises:
            ValueError: the layer has no such unit.
        """
        if not 0 <= unit < self.layer.units:
            raise ValueError(f"a layer of {self.layer.units} units has no unit {unit}")
        weights = self.layer.kernel[:, unit]
        products = readonly(self.inputs * weights)
        return NeuronTrace(
            inputs=self.inputs,
            weights=weights,
            products=products,
            running_sums=readonly(np.cumsum(products)),
            bias=float(self.layer.bias[unit]),
            sum=float(self.sums[unit]),
            output=float(self.outputs[unit]),
        )


def trace_dense(inputs: Array, layer: DenseLayer) -> DenseTrace:
    """Compute weighted sums, biases and activations, and keep every intermediate.

    Computed in float64, so that what is shown can be added up by hand; Keras
    computes in float32 and agrees to six decimals.

    Args:
        inputs: ``(inputs,)``, one example without the batch axis.
        layer: whose kernel has as many rows as there are inputs.

    Raises:
        ValueError: the inputs do not fit the kernel.

    >>> layer = DenseLayer(np.array([[1.0], [2.0]]), np.array([0.5]), "relu")
    >>> trace_dense(np.array([3.0, 4.0]), layer).outputs
    array([11.5])
    """
    inputs = readonly(inputs, float)
    expected = layer.kernel.shape[0]
    if inputs.shape != (expected,):
        raise ValueError(f"this layer reads {expected} numbers, got shape {inputs.shape}")
    products = inputs[:, np.newaxis] * layer.kernel
    sums = products.sum(axis=0) + layer.bias
    outputs = ACTIVATIONS[layer.activation].apply(sums)
    return DenseTrace(layer, inputs, readonly(sums), readonly(outputs))


def packed_layers(layers: Sequence[DenseLayer]) -> list[tuple[Array, Array, str]]:
    """Return layers as plain data for sending: kernel, bias and activation of each."""
    return [(layer.kernel, layer.bias, layer.activation) for layer in layers]
