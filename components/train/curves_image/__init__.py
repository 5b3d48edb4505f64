"""The curves of a run as a picture to save, which can stand alone in a report."""

import math

from components.ui.widget_bridge import widget
from models.data.datasets import DATASETS
from models.export.run_files import describe_network, describe_outcome, describe_training
from models.training.run_summary import CURVES
from models.training.run_view import RunView


def curves_picture(view: RunView) -> None:
    """Offer a run's curves as PNG; the browser draws it when it is asked for.

    Args:
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
            "held_out_step": history.held_out_step.tolist(),
            "steps": max(view.step, 1),
            **{
                name: [
                    float(each) if math.isfinite(each) else None for each in getattr(history, name)
                ]
                for name in CURVES
            },
        },
    )
