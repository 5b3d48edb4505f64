"""The wrong order: what a trained network makes of a picture that is read another way."""

from functools import cache

import numpy as np
import streamlit as st

from components.lesson import Lesson
from components.memory import learner, show
from models.datasets import examples
from models.flatten import KERAS_ORDER, ORDERS
from models.network import predict, shipped_layers

CHOICES = (KERAS_ORDER, "column by column")  # of a grey picture, which has no third


def wrong_order(lesson: Lesson) -> None:
    """Let the learner read their picture in the wrong order, and say what that does."""
    notebook = learner()
    show("read_order", notebook.read_order)

    def turn() -> None:
        order = st.session_state["read_order"]
        notebook.read_order = order if order in CHOICES else notebook.read_order

    st.segmented_control(
        "Read in the wrong order", CHOICES, key="read_order", on_change=turn, required=True
    )
    if notebook.read_order != KERAS_ORDER:
        lesson.say(
            "wrong order",
            right=f"{accuracy_read(KERAS_ORDER):.1%}",
            wrong=f"{accuracy_read(notebook.read_order):.1%}",
        )


@cache
def accuracy_read(order: str) -> float:
    """The share of MNIST's test images the lesson's network reads right, read in this order."""
    test = examples("mnist", "test")
    vectors = test.images.reshape(len(test.images), -1)
    indices = ORDERS[order].indices(test.images.shape[1:])
    right = [
        predict(vectors[at : at + 1000, indices] / 255, shipped_layers()).argmax(axis=1)
        == test.labels[at : at + 1000]
        for at in range(0, len(vectors), 1000)
    ]
    return float(np.concatenate(right).mean())
