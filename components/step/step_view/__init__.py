"""One training step on a scene's stage: its batch, and what becomes of one weight."""

from components.drawing.network_input import CLASSES
from components.step.batch import MOVES, RATES, STEPS, TESTS, USUAL, Batch, correct_tests, try_rates
from components.step.step_view.payload import (
    BatchImage,
    Payload,
    SceneName,
    Trials,
    Update,
    Weight,
)
from components.ui.lesson_text import Lesson
from components.ui.widget_bridge import widget
from components.ui.wire_format import pack_numbers
from models.explain.finite_difference import trace_weight
from models.nn.backprop import BackpropTrace


def step_view(
    lesson: Lesson,
    scene: SceneName,
    batch: Batch,
    neuron: int,
    *,
    image: int | None = None,
    unit: int | None = None,
    is_open: bool = True,
    key: str = "step_view",
) -> None:
    """Show a batch and its step in the state of a scene.

    Args:
        lesson: has the words.
        scene: its name.
        batch: its images, with the forward and backward pass of each.
        neuron: of the last hidden layer, whose weight is followed.
        image: the index of the image whose loss is followed; None is the hardest.
        unit: of the last layer, to which the weight leads; None is the label's.
        is_open: whether the answer to the scene's question may be seen.
        key: one per place.
    """
    image = batch.hardest if image is None else image
    unit = batch.label if unit is None else unit
    payload: Payload = {
        "scene": scene,
        "open": is_open,
        "columns": batch.step.images[0].forward.flatten.image.shape[1],
        "classes": list(CLASSES),
        "label": batch.label,
        "chosen": image,
        "images": [
            _image(each, by, neuron, unit)
            for each, by in zip(batch.step.images, MOVES, strict=True)
        ],
        "loss": batch.step.loss,
        "weight": _weight(batch, neuron, unit, image),
        "update": _update(batch, neuron, unit),
        "trials": _trials(batch) if scene == "rate" else None,
        "words": lesson.words("step"),
    }
    widget("step_view")(key=key, data=payload)


def _image(back: BackpropTrace, by: int, neuron: int, unit: int) -> BatchImage:
    last = back.layers[-1]
    value, d_sum = float(last.inputs[neuron]), float(last.d_sums[unit])
    return {
        "by": by,
        "values": pack_numbers(back.forward.flatten.vector),
        "probabilities": back.forward.outputs.tolist(),
        "loss": back.loss,
        "input": value,
        "d_sum": d_sum,
        "gradient": value * d_sum,
    }


def _weight(batch: Batch, neuron: int, unit: int, image: int) -> Weight:
    curve = trace_weight(batch.step.images[image], neuron, unit, STEPS)
    return {
        "neuron": neuron,
        "is_hidden": len(batch.step.layers) > 1,
        "unit": unit,
        "value": curve.value,
        "input": curve.input,
        "d_sum": curve.d_sum,
        "gradient": curve.gradient,
        "ratios": [curve.input, curve.d_sum],
        "steps": curve.steps.tolist(),
        "losses": curve.losses.tolist(),
    }


def _update(batch: Batch, neuron: int, unit: int) -> Update:
    rate = RATES[USUAL]
    return {
        "rate": rate,
        "gradient": float(batch.step.gradients[-1].kernel[neuron, unit]),
        "after": float(batch.step.updated(rate)[-1].kernel[neuron, unit]),
    }


def _trials(batch: Batch) -> Trials:
    layers = batch.step.layers
    return {
        "rates": [
            {
                "rate": each.rate,
                "losses": each.losses,
                "loss": each.loss,
                "predicted": each.predicted,
                "correct": each.correct,
            }
            for each in try_rates(batch.step)
        ],
        "usual": USUAL,
        "tests": TESTS,
        "correct": correct_tests(layers),
        "parameters": sum(layer.parameters for layer in layers),
    }
