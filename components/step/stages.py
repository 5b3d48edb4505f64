"""Stages of the lesson on one step: the batch and one weight, as a scene tells of them."""

from components.state.session import current_session
from components.step.batch import current_batch
from components.step.step_view import step_view
from components.step.step_view.payload import SceneName
from components.ui.lesson_text import Lesson


def step_stage(lesson: Lesson, scene: SceneName, *, is_open: bool = True) -> None:
    """Show the step of the learner's digit, or of MNIST's first test image.

    Args:
        lesson: has the words.
        scene: its name.
        is_open: whether the answer to its question may be seen.
    """
    batch = current_batch(current_session())
    neuron = batch.neuron(silent=scene == "still")
    step_view(lesson, scene, batch, neuron, is_open=is_open)
