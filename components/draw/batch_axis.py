"""The batch axis: the first one, which counts images."""

import numpy as np

from components.state.session import current_session
from components.ui.lesson_text import Lesson
from models.nn.arrays import shape_text


def batch_axis(lesson: Lesson) -> None:
    """Show the shape with which the learner's image goes into Keras."""
    image = current_session().drawing.image
    lesson.show("batch", shape=shape_text(image.shape), batch=shape_text(image[np.newaxis].shape))
