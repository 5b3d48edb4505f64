"""Backpropagation: how the loss would grow with every number the network met, last layer first."""

from dataclasses import dataclass

import numpy as np

from models.nn.activations import ACTIVATIONS
from models.nn.arrays import Array, frozen
from models.nn.dense import DenseLayer, DenseTrace, NeuronTrace
from models.nn.flatten import unflatten
from models.nn.network import NetworkTrace

LOSS_LAYER = "softmax"  # the loss reads shares of one


@dataclass(frozen=True, eq=False)
class LayerBackprop:
    """How the loss grows with each of a Dense layer's numbers."""

    layer: DenseLayer
    d_outputs: Array  # (units,)
    slopes: Array | None  # (units,): of the activation; None where all sums bend together
    d_sums: Array  # (units,)
    inputs: Array  # (inputs,): what the layer read
    d_bias: Array  # (units,): the same numbers as d_sums
    d_inputs: Array  # (inputs,): products added along each row

    @property
    def d_kernel(self) -> Array:
        """How the loss grows with each weight, inputs[i] * d_sums[j], (inputs, units)."""
        return frozen(np.outer(self.inputs, self.d_sums))

    @property
    def products(self) -> Array:
        """What unit j hands back to input i, kernel[i, j] * d_sums[j], (inputs, units)."""
        return frozen(self.layer.kernel * self.d_sums)

    def blame(self, index: int) -> NeuronTrace:
        """Tell how one input's gradient adds up: like a neuron's sum, along a row of the kernel.

        Args:
            index: of the input. Its "inputs" are the units' d_sums, and there is no bias.

        Raises:
            ValueError: the layer has no such input.
        """
        if not 0 <= index < len(self.d_inputs):
            raise ValueError(f"a layer of {len(self.d_inputs)} inputs has no input {index}")
        total = float(self.d_inputs[index])
        products = frozen(self.layer.kernel[index] * self.d_sums)
        return NeuronTrace(
            inputs=self.d_sums,
            weights=self.layer.kernel[index],
            products=products,
            running_sums=frozen(np.cumsum(products)),
            bias=0.0,
            sum=total,
            output=total,
        )


@dataclass(frozen=True, eq=False)
class BackpropTrace:
    """One image's way through the network, and the way of the gradient back onto the image."""

    forward: NetworkTrace
    label: int  # the true class
    loss: float  # -ln of the share the true class got
    layers: tuple[LayerBackprop, ...]  # in the network's order; computed from the last to the first
    d_image: Array  # the image's shape: d_vector folded back

    @property
    def d_logits(self) -> Array:
        """How the loss grows with each logit, (classes,): share - 1 or share - 0."""
        return self.layers[-1].d_sums

    @property
    def d_vector(self) -> Array:
        """How the loss grows with each value Flatten wrote, (image.size,)."""
        return self.layers[0].d_inputs


def trace_backprop(forward: NetworkTrace, label: int) -> BackpropTrace:
    """Send the loss's gradient back through every layer, and keep all that is met.

    The loss is categorical cross-entropy, so the last layer must be a softmax.

    Args:
        forward: the image's way through the network.
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
    wanted = one_hot(last, label)
    # Softmax and loss taken together: alone, a share of next to nothing would divide by it.
    back = [_through(last, _d_shares(last, wanted), last.outputs - wanted)]
    for dense in reversed(hidden):
        d_outputs = back[0].d_inputs
        d_sums = ACTIVATIONS[dense.layer.activation].back(dense.sums, d_outputs)
        back.insert(0, _through(dense, d_outputs, d_sums))
    return BackpropTrace(
        forward=forward,
        label=label,
        loss=loss_of(last, label),
        layers=tuple(back),
        d_image=frozen(unflatten(back[0].d_inputs, forward.flatten.image.shape)),
    )


def one_hot(last: DenseTrace, label: int) -> Array:
    """Write the true class as the shares one wishes for: 1 for it, 0 for all others.

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


def loss_of(last: DenseTrace, label: int) -> float:
    """Give the cross-entropy, ``-ln(share of the true class)``, from the logits."""
    # Of the logits, as a share may be too small to be written down while its logarithm is not.
    largest = last.sums.max()
    return float(largest + np.log(np.exp(last.sums - largest).sum()) - last.sums[label])


def _d_shares(last: DenseTrace, wanted: Array) -> Array:
    """How the loss grows with each share: -1 / share for the true class, not at all for others."""
    shares = np.maximum(last.outputs, np.finfo(float).tiny)
    return -wanted / shares


def _through(dense: DenseTrace, d_outputs: Array, d_sums: Array) -> LayerBackprop:
    products = dense.layer.kernel * d_sums
    activation = ACTIVATIONS[dense.layer.activation]
    return LayerBackprop(
        layer=dense.layer,
        d_outputs=frozen(d_outputs),
        slopes=frozen(activation.slope(dense.sums)) if activation.elementwise else None,
        d_sums=frozen(d_sums),
        inputs=dense.inputs,
        d_bias=frozen(d_sums),
        d_inputs=frozen(products.sum(axis=1)),
    )
