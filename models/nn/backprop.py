"""Backpropagation: the loss's gradient by every number of the network, last layer first."""

from dataclasses import dataclass

import numpy as np

from models.nn.activations import ACTIVATIONS
from models.nn.arrays import Array, readonly
from models.nn.dense import DenseLayer, DenseTrace, NeuronTrace
from models.nn.flatten import unflatten
from models.nn.network import NetworkTrace

LOSS_LAYER = "softmax"  # the loss needs probabilities


@dataclass(frozen=True, eq=False)
class LayerBackprop:
    """The loss's gradients by a Dense layer's numbers."""

    layer: DenseLayer
    d_outputs: Array  # (units,)
    derivatives: Array | None  # (units,): of the activation; None for softmax
    d_sums: Array  # (units,)
    inputs: Array  # (inputs,): of the layer
    d_bias: Array  # (units,): the same numbers as d_sums
    d_inputs: Array  # (inputs,): products summed along each row

    @property
    def d_kernel(self) -> Array:
        """The gradient by each weight, inputs[i] * d_sums[j], (inputs, units)."""
        return readonly(np.outer(self.inputs, self.d_sums))

    @property
    def products(self) -> Array:
        """Unit j's part of input i's gradient, kernel[i, j] * d_sums[j], (inputs, units)."""
        return readonly(self.layer.kernel * self.d_sums)

    def input_gradient_terms(self, index: int) -> NeuronTrace:
        """Return the terms of one input's gradient: like a neuron's sum, along a row of the kernel.

        Args:
            index: of the input.

        Returns:
            A trace whose "inputs" are the units' d_sums, without a bias.

        Raises:
            ValueError: the layer has no such input.
        """
        if not 0 <= index < len(self.d_inputs):
            raise ValueError(f"a layer of {len(self.d_inputs)} inputs has no input {index}")
        total = float(self.d_inputs[index])
        products = readonly(self.layer.kernel[index] * self.d_sums)
        return NeuronTrace(
            inputs=self.d_sums,
            weights=self.layer.kernel[index],
            products=products,
            running_sums=readonly(np.cumsum(products)),
            bias=0.0,
            sum=total,
            output=total,
        )


@dataclass(frozen=True, eq=False)
class BackpropTrace:
    """One image's forward pass, and the backward pass of the gradient to the image."""

    forward: NetworkTrace
    label: int  # the true class
    loss: float  # -ln of the probability of the true class
    layers: tuple[LayerBackprop, ...]  # in the network's order; computed from the last to the first
    d_image: Array  # the image's shape: d_vector reshaped

    @property
    def d_logits(self) -> Array:
        """The gradient by each logit, (classes,): probability - 1 or probability - 0."""
        return self.layers[-1].d_sums

    @property
    def d_vector(self) -> Array:
        """The gradient by each value of Flatten's output, (image.size,)."""
        return self.layers[0].d_inputs


def trace_backprop(forward: NetworkTrace, label: int) -> BackpropTrace:
    """Propagate the loss's gradient back through every layer, and keep every intermediate.

    The loss is categorical cross-entropy, so the last layer must be a softmax.

    Args:
        forward: the image's forward pass.
        label: the true class.

    Raises:
        ValueError: the last layer is no softmax, or has no such class.

    >>> from models.nn.network import trace_network
    >>> layer = DenseLayer(np.array([[1.0, -1.0]]), np.zeros(2), "softmax")
    >>> back = trace_backprop(trace_network(np.zeros((1, 1)), (layer,)), label=0)
    >>> back.d_logits, back.d_image
    (array([-0.5,  0.5]), array([[-1.]]))
    """
    *hidden, last = forward.dense
    target = one_hot(last, label)
    # Softmax and loss together: apart, a tiny probability would be divided by.
    layers = [_layer_backprop(last, _d_probabilities(last, target), last.outputs - target)]
    for dense in reversed(hidden):
        d_outputs = layers[0].d_inputs
        d_sums = ACTIVATIONS[dense.layer.activation].backward(dense.sums, d_outputs)
        layers.insert(0, _layer_backprop(dense, d_outputs, d_sums))
    return BackpropTrace(
        forward=forward,
        label=label,
        loss=cross_entropy(last, label),
        layers=tuple(layers),
        d_image=readonly(unflatten(layers[0].d_inputs, forward.flatten.image.shape)),
    )


def one_hot(last: DenseTrace, label: int) -> Array:
    """Return the true class as target probabilities: 1 for it, 0 for all others.

    Raises:
        ValueError: as `trace_backprop` does.
    """
    if last.layer.activation != LOSS_LAYER:
        raise ValueError(
            f"the loss reads shares of one, so the last layer must be a {LOSS_LAYER}; "
            f"this one is {last.layer.activation}"
        )
    if not 0 <= label < last.layer.units:
        raise ValueError(f"this network has {last.layer.units} classes, none is number {label}")
    return np.eye(last.layer.units)[label]


def cross_entropy(last: DenseTrace, label: int) -> float:
    """Return the cross-entropy, ``-ln(probability of the true class)``, from the logits."""
    # From the logits, because a probability may underflow while its logarithm does not.
    largest = last.sums.max()
    return float(largest + np.log(np.exp(last.sums - largest).sum()) - last.sums[label])


def _d_probabilities(last: DenseTrace, target: Array) -> Array:
    """Return the gradient by each probability: -1 / probability for the true class, else 0."""
    probabilities = np.maximum(last.outputs, np.finfo(float).tiny)
    return -target / probabilities


def _layer_backprop(dense: DenseTrace, d_outputs: Array, d_sums: Array) -> LayerBackprop:
    products = dense.layer.kernel * d_sums
    activation = ACTIVATIONS[dense.layer.activation]
    return LayerBackprop(
        layer=dense.layer,
        d_outputs=readonly(d_outputs),
        derivatives=readonly(activation.derivative(dense.sums)) if activation.elementwise else None,
        d_sums=readonly(d_sums),
        inputs=dense.inputs,
        d_bias=readonly(d_sums),
        d_inputs=readonly(products.sum(axis=1)),
    )
