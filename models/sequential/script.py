"""Script: a model built from menus, as the equivalent Keras program."""

from pathlib import Path
from string import Template

from models.sequential.model import LayerStack, format_shape
from models.sequential.training_config import (
    BATCH,
    LESSON_VALIDATION,
    MNIST_RESHAPE,
    RATE,
    VALIDATION,
    ModelTraining,
)

PROGRAM = Path(__file__).parent / "script.txt"
TRAINING = Path(__file__).parent / "training_script.txt"


def network_code(stack: LayerStack) -> str:
    """Return the source of the network alone."""
    layers = "".join(f"\n        keras.layers.{layer.code()}," for layer in stack.layers)
    return (
        "network = keras.Sequential(\n    [\n"
        f"        keras.Input({format_shape(stack.shape)}),{layers}\n    ]\n)"
    )


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
