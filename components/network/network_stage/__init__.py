"""The network on a scene's stage: one picture of it, which moves from scene to scene."""

import base64
from functools import cache

import numpy as np

from components.drawing.browser_network import lesson_network
from components.drawing.network_input import CLASSES, shipped_accuracy
from components.network.network_stage.payload import (
    Moved,
    OrderTest,
    Payload,
    Reading,
    SceneName,
)
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from components.ui.widget_bridge import widget
from components.ui.wire_format import pack_numbers, pack_rounded
from models.data.datasets import load_examples
from models.exercises.transforms import shift_right
from models.explain.attribution import trace_attribution
from models.nn.arrays import Array
from models.nn.flatten import KERAS_ORDER, trace_flatten
from models.nn.network import NetworkTrace, predict, shipped_layers, trace_network

WRONG_ORDER = "column by column"
TESTS = 24  # test images that are shown
DIGITS = 4  # of what a pixel adds


def network_stage(
    lesson: Lesson,
    scene: SceneName,
    image: Array,
    *,
    is_open: bool = True,
    has_pad: bool = False,
    moved: Moved | None = None,
    tests: OrderTest | None = None,
) -> None:
    """Show the lesson's network in the box there is, in the state of a scene.

    Args:
        lesson: has the words.
        scene: its name.
        image: (28, 28), as the network reads it.
        is_open: whether the answer to the scene's question may be seen.
        has_pad: whether the view follows a pad beside it, where something is drawn on it.
        moved: the image elsewhere, where the scene compares the two.
        tests: test images in two orders, where the scene shows them.
    """
    session = current_session()
    payload: Payload = {
        "scene": scene,
        "open": is_open,
        "has_pad": has_pad,
        "is_example": not session.drawing.levels.any(),
        "columns": image.shape[1],
        "classes": list(CLASSES),
        "words": lesson.words("network"),
        "picture": _reading(trace_network(image, shipped_layers())),
        "moved": moved,
        "tests": tests,
        "network": lesson_network(session),
    }
    widget("network_stage")(key="network_stage", data=payload)


def _reading(trace: NetworkTrace) -> Reading:
    *_, hidden, last = trace.dense
    return {
        "input": pack_numbers(trace.flatten.vector),
        "hidden": pack_numbers(hidden.outputs),
        "logits": last.sums.tolist(),
        "probabilities": last.outputs.tolist(),
    }


def moved_image(image: Array, by: int, control: str) -> Moved:
    """Return an image moved to the right, and which pixels add to the difference of two logits.

    Compared are the prediction before and the one after; where they are the same, the runner-up
    takes the place of the second.

    Args:
        image: (28, 28).
        by: pixels; to the left below 0.
        control: the label of the slider that moves it.
    """
    traces = [trace_network(each, shipped_layers()) for each in (image, shift_right(image, by))]
    one, runner_up = np.argsort(-traces[0].dense[-1].sums, kind="stable")[:2].tolist()
    after = int(traces[1].dense[-1].sums.argmax())
    other = runner_up if after == one else after
    parts = [trace_attribution(trace, one, other).pixels for trace in traces]
    return {
        "by": by,
        "control": control,
        "reading": _reading(traces[1]),
        "one": one,
        "other": other,
        "before": pack_rounded(parts[0], DIGITS),
        "after": pack_rounded(parts[1], DIGITS),
    }


@cache
def order_test() -> OrderTest:
    """Return the first test images, with the network's predictions in two orders."""
    test = load_examples("mnist", "test")
    images = test.images[:TESTS]
    predictions = [
        predict(
            np.stack([trace_flatten(image, order).vector for image in images / 255]),
            shipped_layers(),
        ).argmax(axis=1)
        for order in (KERAS_ORDER, WRONG_ORDER)
    ]
    return {
        "images": base64.b64encode(images.tobytes()).decode("ascii"),
        "labels": test.labels[:TESTS].tolist(),
        "by_row": predictions[0].tolist(),
        "by_column": predictions[1].tolist(),
        "right": shipped_accuracy(),
        "wrong": shipped_accuracy(WRONG_ORDER),
    }
