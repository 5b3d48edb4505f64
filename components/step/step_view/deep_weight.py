"""A weight of the first layer on the stage of a step: the neuron behind it, and the loss."""

import numpy as np

from components.step.step_view.payload import BatchImage, Payload, SceneName, Weight
from components.ui.lesson_text import Lesson
from components.ui.widget_bridge import widget
from components.ui.wire_format import pack_numbers
from models.explain.finite_difference import trace_weight
from models.nn.arrays import readonly
from models.nn.backprop import BackpropTrace, LayerBackprop

STEPS = readonly(np.linspace(-1, 1, 201))  # added to the weight
RATE = 0.01  # of an update, which no scene of it shows


def deep_weight_view(
    lesson: Lesson,
    scene: SceneName,
    back: BackpropTrace,
    index: int,
    unit: int,
    *,
    is_open: bool = True,
) -> None:
    """Show an image, and how a weight of the first layer changes its loss.

    Args:
        lesson: has the words.
        scene: its name.
        back: the image's passes, through one hidden layer.
        index: of the value in the vector that the weight is multiplied by.
        unit: the hidden neuron.
        is_open: whether the answer to the scene's question may be seen.
    """
    weight = _weight(back, index, unit)
    payload: Payload = {
        "scene": scene,
        "open": is_open,
        "columns": back.forward.flatten.image.shape[1],
        "classes": [str(neuron) for neuron in range(back.layers[0].layer.units)],
        "label": back.label,
        "chosen": 0,
        "images": [_image(back, weight)],
        "loss": back.loss,
        "weight": weight,
        "update": {
            "rate": RATE,
            "gradient": weight["gradient"],
            "after": weight["value"] - RATE * weight["gradient"],
        },
        "trials": None,
        "words": lesson.words("chain"),
    }
    widget("step_view")(key="deep_weight", data=payload)


def _image(back: BackpropTrace, weight: Weight) -> BatchImage:
    vector = back.forward.flatten.vector
    return {
        "by": 0,
        "values": pack_numbers(vector / vector.max()),
        "probabilities": back.forward.outputs.tolist(),
        "loss": back.loss,
        "input": weight["input"],
        "d_sum": weight["d_sum"],
        "gradient": weight["gradient"],
    }


def _weight(back: BackpropTrace, index: int, unit: int) -> Weight:
    curve = trace_weight(back, index, unit, STEPS, nth=0)
    return {
        "neuron": index,
        "is_hidden": False,
        "unit": unit,
        "value": curve.value,
        "input": curve.input,
        "d_sum": curve.d_sum,
        "gradient": curve.gradient,
        "ratios": [curve.input, *ratios_behind(back.layers[0], unit)],
        "steps": curve.steps.tolist(),
        "losses": curve.losses.tolist(),
    }


def ratios_behind(layer: LayerBackprop, unit: int) -> list[float]:
    """Return how far a neuron's output moves with its z, and the loss with its output."""
    slopes = np.ones(layer.layer.units) if layer.derivatives is None else layer.derivatives
    return [float(slopes[unit]), float(layer.d_outputs[unit])]
