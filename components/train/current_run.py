"""The learner's run: the one that trains or has ended, or the untrained one it would be."""

from components.state.session import Session
from components.train.config_form import shown_config
from models.nn.layer_cost import FLOAT32
from models.runtime import run_registry
from models.runtime.run_registry import RunView
from models.training.config import TrainingConfig, lesson_config
from models.training.memory_estimate import network_parameters
from models.training.untrained import untrained_view

MOST_UNTRAINED_BYTES = 2 << 20  # of a network that this process evaluates itself


def current_run(session: Session) -> RunView | None:
    """Return the run that the learner started or found again, with a newer one's state."""
    return run_registry.get(session.runs.current, session.id)


def shown_run(session: Session) -> RunView:
    """Return the learner's run, or the untrained one while they have none."""
    return current_run(session) or untrained_run()


def untrained_run(config: TrainingConfig | None = None) -> RunView:
    """Return the run that a config would make, before its first batch.

    A large network's would take long to evaluate here, so the usual one stands for it.

    Args:
        config: of the run; None is what the form shows.
    """
    config = config or shown_config()
    if config is None or FLOAT32 * network_parameters(config, "mnist") > MOST_UNTRAINED_BYTES:
        config = lesson_config()
    return untrained_view(config)


def store_run(session: Session, view: RunView) -> None:
    """Make the trained network the learner's own, and store the run for comparison."""
    session.runs.add_ended(view)
    use_network(session, view)


def use_network(session: Session, view: RunView) -> None:
    """Make a run's network the learner's own; a later one of the same run replaces it."""
    source = view.id if view.checkpoint_step is None else f"{view.id} {view.checkpoint_step}"
    if view.layers is not None and session.network.own_run != source:
        session.network.adopt(source, view.layers)


def store_abandoned_runs(session: Session) -> None:
    """Store the runs that were left for another one, as soon as each has ended."""
    views = [view for view in map(run_registry.get, session.runs.abandoned) if view is not None]
    for view in views:
        if view.ended:
            session.runs.add_ended(view)
    session.runs.abandoned = [view.id for view in views if not view.ended]
