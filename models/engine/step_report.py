"""Step report: one training step, reduced to what a page shows of it."""

import numpy as np

from models.data.datasets import Examples
from models.data.input_encoding import ENCODINGS, encode
from models.engine.step_trace import LayerStep, StepTrace
from models.explain.optimizer_steps import OPTIMIZER_STEPS
from models.nn.arrays import Array

MAX_IMAGES = 24  # images of the batch


def report_step(trace: StepTrace, layer_index: int, unit: int) -> dict:
    """Report a step: its batch, what the network predicted, and how one unit's weights changed.

    Args:
        trace: the step.
        layer_index: of the unit's layer; 0 is the first.
        unit: of that layer.

    Returns:
        Plain data and arrays. The unit's arrays have ``inputs + 1`` numbers, the last
        is the bias. ``update`` is what was added to the weights, exactly; ``change``
        in ``optimizer_steps`` is the optimizer's rule applied to the gradient in float64,
        and ``ulp`` the distance between neighboring float32 numbers there.

    Raises:
        ValueError: there is no such layer or unit.
    """
    units = [layer.before.units for layer in trace.layers]
    if not 0 <= layer_index < len(units):
        raise ValueError(f"this network has layers 0 to {len(units) - 1}, got layer {layer_index}")
    if not 0 <= unit < units[layer_index]:
        raise ValueError(
            f"layer {layer_index} has units 0 to {units[layer_index] - 1}, got unit {unit}"
        )
    predicted = trace.logits.argmax(axis=1)
    losses = trace.losses.astype(float)
    images = _encoded_images(trace)
    is_blank = (images.reshape(len(images), -1) == 0).all(axis=0)
    return {
        "step": trace.step,
        "epoch": trace.epoch,
        "count": len(trace.labels),
        "indices": trace.indices[:MAX_IMAGES],
        "images": images[:MAX_IMAGES],
        "labels": trace.labels[:MAX_IMAGES],
        "predicted": predicted[:MAX_IMAGES],
        "probabilities": trace.probabilities[:MAX_IMAGES],
        "losses": trace.losses[:MAX_IMAGES],
        "correct": int((predicted == trace.labels).sum()),
        "sum": float(losses.sum()),
        "mean": float(losses.mean()),
        "penalty": trace.penalty,
        "loss": trace.loss,
        "blank_pixels": int(is_blank.sum()),
        "units": units,
        "layer": layer_index,
        "unit": unit,
        **_unit_report(trace, trace.layers[layer_index], layer_index, unit),
    }


def _encoded_images(trace: StepTrace) -> Array:
    """Return the batch's images with their pixels in the order in which the network reads them."""
    batch, pixels = Examples(trace.images, trace.labels), trace.before.config.pixels
    return encode(batch, pixels).images if ENCODINGS[pixels].permuted else batch.images


def _unit_report(trace: StepTrace, layer: LayerStep, layer_index: int, unit: int) -> dict:
    config = trace.before.config
    before = _column(layer.before.kernel, layer.before.bias, unit)
    after = _column(layer.after.kernel, layer.after.bias, unit)
    gradient = _column(layer.kernel_gradient, layer.bias_gradient, unit)
    slots = tuple(
        _column(kernels, biases, unit).astype(float)
        for kernels, biases in zip(
            *trace.before.slots[2 * layer_index : 2 * layer_index + 2], strict=True
        )
    )
    step = trace.before.optimizer_step + 1
    # A diverged run is reported to its end; NumPy's warnings would add nothing.
    with np.errstate(all="ignore"):
        values = OPTIMIZER_STEPS[config.optimizer].values(
            gradient.astype(float), slots, config.learning_rate, step
        )
        return {
            "before": before,
            "gradient": gradient,
            "update": after.astype(float) - before,
            "after": after,
            "ulp": np.spacing(np.abs(after)),
            "largest_gradient": int(np.nan_to_num(np.abs(gradient[:-1])).argmax()),
            "zero_gradient_count": int((gradient[:-1] == 0).sum()),
            "frozen": layer_index in config.frozen,
            "optimizer_step": step,
            "optimizer_steps": {name: _rounded(name, values) for name, values in values.items()},
        }


def _column(kernel: Array, bias: Array, unit: int) -> Array:
    """Return a unit's numbers, (inputs + 1,): one per weight, and the bias's."""
    return np.append(kernel[:, unit], bias[unit])


def _rounded(name: str, values: Array | float) -> Array | float:
    """Round intermediates to float32, which keeps a wide layer's report small."""
    exact = name == "change" or np.ndim(values) == 0
    return values if exact else np.asarray(values, np.float32)
