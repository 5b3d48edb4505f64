"""Dense: every output is a weighted sum of all inputs, bent by an activation."""

from dataclasses import dataclass

import numpy as np

from models.nn.activations import ACTIVATIONS
from models.nn.arrays import Array, frozen


@dataclass(frozen=True)
class DenseLayer:
    """A Dense layer's numbers: one column of weights and one bias per unit."""

    kernel: Array  # (inputs, units)
    bias: Array  # (units,)
    activation: str = "linear"  # a key of ACTIVATIONS

    def __post_init__(self) -> None:
        object.__setattr__(self, "kernel", frozen(self.kernel))
        object.__setattr__(self, "bias", frozen(self.bias))
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
        """The numbers the layer can learn: ``inputs * units + units``."""
        return self.kernel.size + self.bias.size


def dense_names(count: int) -> list[str]:
    """Name a network's Dense layers as Keras does.

    >>> dense_names(3)
    ['dense', 'dense_1', 'dense_2']
    """
    return [f"dense_{place}" if place else "dense" for place in range(count)]


def random_layer(inputs: int, units: int, activation: str, seed: int, digits: int) -> DenseLayer:
    """Draw a layer's first weights, evenly between the bounds Keras would choose.

    Keras starts its biases at zero; here they are drawn too, so that one sees them at work.

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
    """One neuron's way from all inputs to its output."""

    inputs: Array  # (inputs,)
    weights: Array  # (inputs,)
    products: Array  # (inputs,)
    running_sums: Array  # (inputs,): running_sums[i] adds the products up to and including i
    bias: float
    sum: float  # the last running sum + bias
    output: float  # the sum after the activation


@dataclass(frozen=True)
class DenseTrace:
    """Everything a Dense layer computed on its way from inputs to outputs."""

    layer: DenseLayer
    inputs: Array  # (inputs,)
    sums: Array  # (units,)
    outputs: Array  # (units,)

    @property
    def products(self) -> Array:
        """Every input times every weight, (inputs, units).

        Multiplied anew each time, as a class of thirty would otherwise hold 0.8 MB each of them.
        """
        return frozen(self.inputs[:, np.newaxis] * self.layer.kernel)

    def neuron(self, unit: int) -> NeuronTrace:
        """Tell one neuron's story: its weights, products and running sum.

        Raises:
            ValueError: the layer has no such unit.
        """
        if not 0 <= unit < self.layer.units:
            raise ValueError(f"a layer of {self.layer.units} units has no unit {unit}")
        weights = self.layer.kernel[:, unit]
        products = frozen(self.inputs * weights)
        return NeuronTrace(
            inputs=self.inputs,
            weights=weights,
            products=products,
            running_sums=frozen(np.cumsum(products)),
            bias=float(self.layer.bias[unit]),
            sum=float(self.sums[unit]),
            output=float(self.outputs[unit]),
        )


def trace_dense(inputs: Array, layer: DenseLayer) -> DenseTrace:
    """Multiply, add up, add the bias, activate, and keep every number met on the way.

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
    inputs = frozen(inputs, float)
    expected = layer.kernel.shape[0]
    if inputs.shape != (expected,):
        raise ValueError(f"this layer reads {expected} numbers, got shape {inputs.shape}")
    products = inputs[:, np.newaxis] * layer.kernel
    sums = products.sum(axis=0) + layer.bias
    outputs = ACTIVATIONS[layer.activation].apply(sums)
    return DenseTrace(layer, inputs, frozen(sums), frozen(outputs))


def packed_layers(layers: tuple[DenseLayer, ...]) -> list[tuple[Array, Array, str]]:
    """Turn layers into plain data that can travel: kernel, bias and activation of each."""
    return [(layer.kernel, layer.bias, layer.activation) for layer in layers]
