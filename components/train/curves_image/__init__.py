"""The curves of a run as an image to download, complete enough for a report."""

import math

from components.ui.lesson_text import Lesson
from components.ui.widget_bridge import widget
from models.data.datasets import DATASETS
from models.export.run_files import describe_network, describe_outcome, describe_training
from models.training.run_summary import CURVES
from models.training.run_view import RunView


def curves_image(lesson: Lesson, view: RunView) -> None:
    """Offer a run's curves as a PNG file, which the browser draws on request.

    Args:
        lesson: has the words of the image.
        view: of a run that has ended.
    """
    history = view.history
    widget("curves_image")(
        key="curves_picture",
        width="content",
        height=40,
        data={
            "title": describe_network(view.config, len(DATASETS[view.dataset].classes)),
            "lines": [describe_training(view.config), describe_outcome(view)],
            "step": history.step.tolist(),
            "validation_step": history.validation_step.tolist(),
            "steps": max(view.step, 1),
            **{
                name: [
                    float(value) if math.isfinite(value) else None
                    for value in getattr(history, name)
                ]
                for name in CURVES
            },
            "isTest": not view.config.validation,
            "words": lesson.words("curves"),
        },
    )
