"""The batch axis: the one in front, which counts pictures."""

import numpy as np

from components.state.session import current_session
from components.ui.lesson_text import Lesson
from models.nn.arrays import shape_text


def batch_axis(lesson: Lesson) -> None:
    """Say what shape the learner's picture goes into Keras with."""
    image = current_session().drawing.image
    lesson.show("batch", shape=shape_text(image.shape), batch=shape_text(image[np.newaxis].shape))


def colour_values() -> int:
    """Count the numbers of a picture of MNIST's size in colour."""
    return np.zeros((28, 28, 3)).size
