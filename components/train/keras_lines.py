"""Keras's lines for the training that *Train* would start."""

from components.scripts.keras_lines import KerasLines
from components.train.config_form import shown_config
from models.sequential.model import LayerStack, layer
from models.sequential.script import fit_code
from models.training.config import TrainingConfig, lesson_config

CLASSES = 10


def network_lines() -> KerasLines | None:
    """Return the lines of the network that would be trained; None where they would be others."""
    config = shown_config() or lesson_config()
    return KerasLines(_stack(config)) if _is_plain(config) else None


def training_lines() -> KerasLines | None:
    """Return the lines of its training; None where they would be others."""
    config = shown_config() or lesson_config()
    if not _is_plain(config):
        return None
    return KerasLines(_stack(config), fit_code(config))


def _stack(config: TrainingConfig) -> LayerStack:
    hidden = (
        layer("Dense", units=units, activation=config.activation) for units in config.hidden_units
    )
    last = layer("Dense", units=CLASSES, activation="softmax")
    return LayerStack((28, 28), (layer("Flatten"), *hidden, last))


def _is_plain(config: TrainingConfig) -> bool:
    """Return whether the lines of a scene have room for all that a config asks for."""
    return not (config.dropout or config.l2 or config.frozen or config.pixels != "scaled")
