"""Challenge: train a learner's model, and evaluate it by the challenge's conditions."""

from collections.abc import Generator

from models.data.datasets import load
from models.nn.arrays import Array
from models.sequential.model import LayerStack, from_text
from models.sequential.training_config import ModelTraining, as_input
from models.tasks.train_model import compiled_model, train_epochs

BATCH = 1000  # images


def train_challenge(text: str, settings: dict, images: Array) -> Generator[dict, None, dict]:
    """Train a model, and predict the learner's shifted digit after each epoch.

    Args:
        text: the layer stack, as `models.sequential.model.to_text` writes it.
        settings: as ``ModelTraining`` takes them.
        images: the digit in all its positions, ``(n, 28, 28)``, 0 to 1.

    Yields:
        As `models.tasks.train_model.train_epochs`; after an epoch also ``predictions``, the
        class of each image.

    Returns:
        ``weights``, as Keras's ``get_weights`` has them.
    """
    stack, training = from_text(text), ModelTraining(**settings)
    network = compiled_model(stack, training.seed)
    inputs = _inputs(images, stack)
    for report in train_epochs(network, stack, training):
        if "epoch" in report:
            outputs = network.predict_on_batch(inputs)
            report |= {"predictions": outputs.argmax(axis=1).tolist()}
        yield report
    return {"weights": network.get_weights()}


def evaluate_challenge(text: str, weights: list[Array], images: Array) -> dict:
    """Evaluate a trained model on all test images, and on the learner's shifted digit.

    Args:
        text: the layer stack.
        weights: as `train_challenge` returned them.
        images: as of `train_challenge`.

    Returns:
        ``parameters``, as Keras counts them; ``accuracy``, on all test images; and
        ``predictions``, the class of each image.
    """
    stack = from_text(text)
    network = compiled_model(stack, seed=0)
    network.set_weights(weights)
    test = load("mnist").test
    _, accuracy = network.evaluate(
        as_input(test.images, stack), test.labels, batch_size=BATCH, verbose=0
    )
    return {
        "parameters": int(network.count_params()),
        "accuracy": float(accuracy),
        "predictions": network.predict_on_batch(_inputs(images, stack)).argmax(axis=1).tolist(),
    }


def _inputs(images: Array, stack: LayerStack) -> Array:
    """Return images from 0 to 1 as the model reads them."""
    return as_input(images * 255, stack)
