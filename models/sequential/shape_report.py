"""Joints: what each layer of a chain does to the shape, what it costs, and where it breaks."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from models.nn.layer_cost import FLOAT32
from models.sequential.layer_types import Partial, Shape
from models.sequential.model import Chain, Layer


@dataclass(frozen=True)
class Joint:
    """One layer, between the tensor it reads and the one it writes; all sizes are one image's."""

    layer: Layer
    state: str  # fits, fails, or after: Keras never came so far
    before: Partial
    after: Partial  # of a layer that did not fit, what is known of it all the same
    parameters: int | None  # None where too little is known to count
    multiply_adds: int | None
    message: str = ""  # what Keras said

    @property
    def weight_bytes(self) -> int | None:
        """The bytes of its weights in float32."""
        return None if self.parameters is None else FLOAT32 * self.parameters

    @property
    def output_bytes(self) -> int | None:
        """The bytes of what it writes for one image, in float32."""
        return bytes_of(self.after)


@dataclass(frozen=True)
class Built:
    """A chain as Keras built it, as far as it came."""

    chain: Chain
    joints: tuple[Joint, ...]
    loss_message: str  # what the loss says about digits' labels; empty where it fits

    @property
    def failed(self) -> Joint | None:
        """The joint that broke."""
        return next((joint for joint in self.joints if joint.state == "fails"), None)

    @property
    def output(self) -> Partial:
        """The shape that comes out at the end."""
        return self.joints[-1].after if self.joints else self.chain.shape

    @property
    def parameters(self) -> int:
        """All that can be learned, as far as it can be counted."""
        return sum(joint.parameters or 0 for joint in self.joints)

    @property
    def multiply_adds(self) -> int:
        """One image's, as far as they can be counted."""
        return sum(joint.multiply_adds or 0 for joint in self.joints)

    @property
    def output_bytes(self) -> int:
        """The bytes of all that is written for one image, its own included."""
        written = (joint.output_bytes or 0 for joint in self.joints)
        return (bytes_of(self.chain.shape) or 0) + sum(written)


def built(chain: Chain, said: dict) -> Built:
    """Make joints of what Keras said.

    Args:
        chain: that was built.
        said: as `models.tasks.build_model.build_chain`.
    """
    shapes = [tuple(shape) for shape in said["shapes"]]
    return Built(chain, tuple(_joints(chain, shapes, said["message"])), said["loss_message"])


def bytes_of(shape: Partial) -> int | None:
    """Count the bytes of a tensor in float32; None where its shape is not known.

    >>> bytes_of((28, 28, 1)), bytes_of((None, 8))
    (3136, None)
    """
    if shape is None or None in shape:
        return None
    return FLOAT32 * math.prod(shape)


def _joints(chain: Chain, shapes: Sequence[Shape], message: str) -> list[Joint]:
    fitting = len(shapes) - 1  # the first shape is the input's
    joints, before = [], chain.shape
    for place, layer in enumerate(chain.layers):
        if place < fitting:
            joints.append(_fitting(layer, before, shapes[place + 1]))
        else:
            fails = place == fitting
            after = layer.row.still(layer.chosen, None if fails else before)
            # Keras broke here, so this layer has no weights; those behind it might.
            parameters = None if fails else layer.row.parameters(layer.chosen, before)
            state = "fails" if fails else "after"
            words = message if fails else ""
            joints.append(Joint(layer, state, before, after, parameters, None, words))
        before = joints[-1].after
    return joints


def _fitting(layer: Layer, before: Shape, after: Shape) -> Joint:
    chosen, row = layer.chosen, layer.row
    counted = row.parameters(chosen, before), row.multiply_adds(chosen, before, after)
    return Joint(layer, "fits", before, after, *counted)
