"""Predict: the learner's picture through a trained network, the lesson's or their own."""

from functools import cache

import numpy as np
import streamlit as st

from components.drawing.answer_line import answer_line
from components.drawing.browser_network import PREPARE_CONTROL
from components.drawing.digits import example_digit, prepared_digit
from components.state import controls
from components.state.hidden_controls import is_visible
from components.state.session import Session, current_session
from components.ui.lesson_text import COMMON, error_sentence, format_template
from models.data.datasets import load_examples
from models.nn.arrays import Array
from models.nn.dense import DenseLayer, DenseTrace, trace_dense
from models.nn.flatten import KERAS_ORDER, ORDERS, trace_flatten, unflatten
from models.nn.network import NetworkTrace, predict_pixels, shipped_layers, trace_network
from models.texts import LearnerError

CLASSES = "0123456789"  # what the last layer's units stand for
NETWORKS = {False: "network lesson", True: "network own"}  # by whether it is the learner's own


def network_layers(session: Session) -> tuple[DenseLayer, ...]:
    """Return the trained network that is shown: the lesson's, or the learner's own."""
    if session.network.use_own and session.network.own_layers:
        return tuple(DenseLayer(*layer) for layer in session.network.own_layers)
    return shipped_layers()


def network_choice() -> None:
    """Let a learner who has trained a network choose between it and the lesson's."""
    if not current_session().network.own_layers:
        return
    controls.select(
        st.segmented_control,
        COMMON.label("network"),
        list(NETWORKS),
        "use_own",
        format_func=lambda own: COMMON.label(NETWORKS[own]),
        on_change=controls.bind_field(current_session().network, "use_own"),
        required=True,
    )


def preparation_switch() -> None:
    """Let the learner see what happens to a drawing that is not prepared like MNIST."""
    if not is_visible("prepare"):
        return
    on_change = controls.bind_field(current_session().network, "prepare")
    controls.toggle(COMMON.label(PREPARE_CONTROL), "prepare", on_change=on_change)


def network_input(session: Session) -> Array:
    """Return the picture as the network reads it, (28, 28).

    Raises:
        ValueError: it is not prepared, and its size or color does not fit.
    """
    if session.network.prepare:
        return prepared_digit(session.drawing.light)
    image = session.drawing.image
    if image.shape != (28, 28):
        raise LearnerError("does not fit", values=image.size)
    return image


def first_dense(session: Session) -> DenseTrace:
    """Return the first Dense layer of the lesson's network, reading the learner's picture.

    While there is no picture, it reads a test image.
    """
    try:
        image = network_input(session)
    except ValueError:
        image = prepared_digit(session.drawing.light)
    if not image.any():
        image = example_digit()
    return trace_dense(trace_flatten(image).vector, shipped_layers()[0])


def read_picture(session: Session) -> NetworkTrace:
    """Return the picture's way through the network that is shown, read as the learner chose.

    A network only knows row by row; read otherwise, the picture is to it what that vector
    looks like when it is folded row by row.

    Raises:
        ValueError: the picture does not fit the network.
    """
    image = network_input(session)
    read = trace_flatten(image, session.network.read_order)
    return trace_network(unflatten(read.vector, image.shape), network_layers(session))


def prediction_text(trace: NetworkTrace) -> str:
    """Return the prediction in one sentence."""
    words = COMMON.words("prediction")
    if not trace.flatten.vector.any():
        return words["blank"]
    best = int(np.argmax(trace.outputs))
    gaps: dict[str, object] = {
        "digit": CLASSES[best],
        "probability": f"{100 * trace.outputs[best]:.1f}",
    }
    return format_template(words["predicts"], gaps)


def show_prediction(session: Session, *, follows_pen: bool = False) -> NetworkTrace | None:
    """Show the network's prediction for the learner's picture, or an error.

    Args:
        session: the learner's.
        follows_pen: whether the browser writes the answer itself while the pen draws. The pad then
            reports less often: only for pages where nothing else waits for Python.

    Returns:
        The trace; None where the picture does not fit the network.
    """
    try:
        trace = read_picture(session)
    except ValueError as problem:
        st.error(error_sentence(problem))
        return None
    if follows_pen:
        answer_line(session, prediction_text(trace), CLASSES)
    else:
        st.header(prediction_text(trace), anchor=False)
    return trace


@cache
def shipped_accuracy(order: str = KERAS_ORDER) -> float:
    """Return the share of MNIST's test images that the lesson's network reads right.

    Args:
        order: a key of ``ORDERS``, in which each image is flattened.
    """
    test = load_examples("mnist", "test")
    vectors = test.images.reshape(len(test.images), -1)
    indices = ORDERS[order].indices(test.images.shape[1:])
    predicted = predict_pixels(vectors[:, indices], shipped_layers()).argmax(axis=1)
    return float((predicted == test.labels).mean())
