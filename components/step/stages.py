"""Stages of the lesson on one step: the batch and one weight, as a scene tells of them."""

from components.scripts.keras_lines import KerasLines, lines_of
from components.state.session import current_session
from components.step.batch import current_batch
from components.step.step_view import step_view
from components.step.step_view.payload import SceneName
from components.ui.lesson_text import Lesson
from models.exercises.transforms import SIDE


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


def network_lines() -> KerasLines:
    """Return the lines that build the network whose step it is."""
    return lines_of((SIDE, SIDE), current_batch(current_session()).step.layers)
