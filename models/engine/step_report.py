"""Story: one training step, cut down to what a page tells of it."""

import numpy as np

from models.data.datasets import Examples
from models.data.input_encoding import PIXELS, as_read
from models.engine.step_trace import LayerStep, StepTrace
from models.explain.optimizer_steps import WORKINGS
from models.nn.arrays import Array

SHOWN = 24  # images of the batch


def tell_step(trace: StepTrace, place: int, unit: int) -> dict:
    """Tell a step: its batch, what the network said of it, and what became of one unit.

    Args:
        trace: the step.
        place: of the layer whose unit is told; 0 is the first.
        unit: of that layer.

    Returns:
        Plain data and arrays. The unit's arrays have ``inputs + 1`` numbers, the last
        is the bias. ``update`` is what the weights really moved, exactly; ``change``
        in ``working`` is what the optimizer's rule makes of the gradient in float64,
        and ``spacing`` how far two neighbouring float32 numbers lie apart there.

    Raises:
        ValueError: there is no such layer or unit.
    """
    units = [layer.before.units for layer in trace.layers]
    if not 0 <= place < len(units):
        raise ValueError(f"this network has layers 0 to {len(units) - 1}, got layer {place}")
    if not 0 <= unit < units[place]:
        raise ValueError(f"layer {place} has units 0 to {units[place] - 1}, got unit {unit}")
    predicted = trace.logits.argmax(axis=1)
    losses = trace.losses.astype(float)
    images = _as_read(trace)
    blank = (images.reshape(len(images), -1) == 0).all(axis=0)
    return {
        "step": trace.step,
        "epoch": trace.epoch,
        "count": len(trace.labels),
        "indices": trace.indices[:SHOWN],
        "images": images[:SHOWN],
        "labels": trace.labels[:SHOWN],
        "predicted": predicted[:SHOWN],
        "probabilities": trace.probabilities[:SHOWN],
        "losses": trace.losses[:SHOWN],
        "right": int((predicted == trace.labels).sum()),
        "sum": float(losses.sum()),
        "mean": float(losses.mean()),
        "penalty": trace.penalty,
        "loss": trace.loss,
        "blank": int(blank.sum()),
        "units": units,
        "layer": place,
        "unit": unit,
        **_unit(trace, trace.layers[place], place, unit),
    }


def _as_read(trace: StepTrace) -> Array:
    """Put the batch's pixels where the network reads them: there each meets its weight."""
    batch, pixels = Examples(trace.images, trace.labels), trace.before.config.pixels
    return as_read(batch, pixels).images if PIXELS[pixels].permuted else batch.images


def _unit(trace: StepTrace, layer: LayerStep, place: int, unit: int) -> dict:
    config = trace.before.config
    before = _column(layer.before.kernel, layer.before.bias, unit)
    after = _column(layer.after.kernel, layer.after.bias, unit)
    gradient = _column(layer.kernel_gradient, layer.bias_gradient, unit)
    memories = tuple(
        _column(kernels, biases, unit).astype(float)
        for kernels, biases in zip(*trace.before.memories[2 * place : 2 * place + 2], strict=True)
    )
    age = trace.before.age + 1
    # A run that explodes is told to its end; NumPy need not warn of it too.
    with np.errstate(all="ignore"):
        numbers = WORKINGS[config.optimizer].numbers(
            gradient.astype(float), memories, config.learning_rate, age
        )
        return {
            "before": before,
            "gradient": gradient,
            "update": after.astype(float) - before,
            "after": after,
            "spacing": np.spacing(np.abs(after)),
            "strongest": int(np.nan_to_num(np.abs(gradient[:-1])).argmax()),
            "still": int((gradient[:-1] == 0).sum()),
            "frozen": place in config.frozen,
            "age": age,
            "working": {name: _slim(name, values) for name, values in numbers.items()},
        }


def _column(kernel: Array, bias: Array, unit: int) -> Array:
    """A unit's numbers, (inputs + 1,): one for each weight, and the bias's."""
    return np.append(kernel[:, unit], bias[unit])


def _slim(name: str, values: Array | float) -> Array | float:
    """Keep six digits of what is only on the way, so that a wide layer's story stays short."""
    exact = name == "change" or np.ndim(values) == 0
    return values if exact else np.asarray(values, np.float32)
