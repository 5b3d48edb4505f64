"""Script: a model built from menus, as the equivalent Keras program."""

from pathlib import Path
from string import Template

from models.nn.optimizers import keras_source
from models.sequential.model import LayerStack, format_shape
from models.sequential.training_config import (
    BATCH,
    LESSON_VALIDATION,
    MNIST_RESHAPE,
    RATE,
    VALIDATION,
    ModelTraining,
)
from models.training.config import TrainingConfig

PROGRAM = Path(__file__).parent / "script.txt"
TRAINING = Path(__file__).parent / "training_script.txt"
FIT = """network.compile(
    optimizer={optimizer},
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"])
network.fit(train_images, train_labels,
    batch_size={batch_size}, epochs={epochs},
    validation_data=(validation_images, validation_labels))"""

STOP = """stop = keras.callbacks.EarlyStopping(
    monitor="val_loss", patience={patience},
    restore_best_weights=True)
{fit},
    callbacks=[stop])"""


def network_code(stack: LayerStack) -> str:
    """Return the source of the network alone."""
    layers = "".join(f"\n        keras.layers.{each.code()}," for each in stack.layers)
    return (
        "network = keras.Sequential(\n    [\n"
        f"        keras.Input({format_shape(stack.shape)}),{layers}\n    ]\n)"
    )


def short_program(stack: LayerStack) -> str:
    """Return the source of a network in few lines.

    >>> print(short_program(LayerStack((3, 3))))
    import keras
    <BLANKLINE>
    network = keras.Sequential([
        keras.Input((3, 3)),
    ])
    """
    layers = "".join(f"    keras.layers.{each.code()},\n" for each in stack.layers)
    shape = format_shape(stack.shape)
    network = f"network = keras.Sequential([\n    keras.Input({shape}),\n{layers}])"
    return f"import keras\n\n{network}"


def fit_code(config: TrainingConfig) -> str:
    """Return the lines that compile a network of ten classes, and train it with a config."""
    return FIT.format(
        optimizer=keras_source(config.optimizer, config.learning_rate),
        batch_size=config.batch_size,
        epochs=config.epochs,
    )


def early_stopping_code(config: TrainingConfig, patience: int) -> str:
    """Return the lines that train a network, and stop where its validation loss is lowest.

    Args:
        config: of the training.
        patience: epochs without a lower one before it stops.
    """
    return STOP.format(patience=patience, fit=fit_code(config).removesuffix(")"))


def to_script(stack: LayerStack, training: ModelTraining, *, trains: bool) -> str:
    """Return a script that builds the network, and trains it where it can be trained.

    Args:
        stack: made of validated values, so no user input is in the script.
        training: its hyperparameters.
        trains: whether digits can train it.
    """
    filled = Template(PROGRAM.read_text("utf-8")).substitute(
        network=network_code(stack), seed=training.seed
    )
    if not trains:
        return filled
    pixels = "as they are, 0 to 255: the network scales them itself"
    return filled + Template(TRAINING.read_text("utf-8")).substitute(
        pixels=pixels if stack.rescales else "from 0 to 1 instead of 0 to 255",
        divided="" if stack.rescales else " / np.float32(255)",
        shaped=MNIST_RESHAPE[stack.shape],
        images=f"{training.images:_}",
        kept=f"{LESSON_VALIDATION:,}",
        few=f"{VALIDATION:,}",
        apart=f"{LESSON_VALIDATION:_}",
        evaluated=VALIDATION,
        rate=RATE,
        from_logits=not stack.ends_in_softmax,
        batch_size=BATCH,
        epochs=training.epochs,
    )
