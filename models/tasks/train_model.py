"""Train model: train a model from the workbench with Keras's own methods."""

import time
from collections.abc import Iterator

import keras
import numpy as np

from models.data.datasets import Examples, load
from models.exercises.transforms import randomly_shifted
from models.nn.arrays import Array
from models.nn.dense import layer_seed
from models.nn.softmax import trace_softmax
from models.sequential.model import LayerStack, from_text
from models.sequential.training_config import BATCH, RATE, VALIDATION, ModelTraining, as_input
from models.tasks.build_model import keras_layer, loss_for
from models.training.config import lesson_config
from models.training.split import split

REPORT_SECONDS = 0.2  # between two progress events, at which other jobs may run


def train_model(text: str, settings: dict, image: Array | None = None) -> Iterator[dict]:
    """Train a model on MNIST, and report its metrics after each epoch.

    The same model and settings give the same numbers on the same machine.

    Args:
        text: the layer stack, as `models.sequential.model.to_text` writes it.
        settings: as ``ModelTraining`` takes them.
        image: the learner's own image, ``(28, 28)``, 0 to 1; None where there is none.

    Yields:
        A few times a second ``progress``, 0 to 1; after an epoch also ``epoch``, counted from
        1; ``loss`` and ``accuracy``, means over the epoch's images, each before it was trained
        on; ``validation_loss`` and ``validation_accuracy`` of the first 2,000 validation images;
        ``seconds`` since the start; and ``answer``, probabilities for the own image, or None.
    """
    stack, training = from_text(text), ModelTraining(**settings)
    network = compiled_model(stack, training.seed)
    for report in train_epochs(network, stack, training):
        answer = None if image is None else _prediction(network, stack, image)
        yield report | {"answer": answer} if "epoch" in report else report


def train_epochs(
    network: keras.Sequential, stack: LayerStack, training: ModelTraining
) -> Iterator[dict]:
    """Train a compiled network, and report its metrics after each epoch.

    Yields:
        As `train_model`, without ``answer``.
    """
    started = reported = time.perf_counter()
    train, validation = split(load("mnist"), lesson_config(examples=training.images))
    few = as_input(validation.images[:VALIDATION], stack), validation.labels[:VALIDATION]
    for epoch in range(training.epochs):
        total = np.zeros(2)  # of loss and accuracy
        for done, metrics in _train_epoch(network, stack, train, training, epoch):
            total += metrics
            if time.perf_counter() > reported + REPORT_SECONDS:
                yield {"progress": (epoch + done) / training.epochs}
                reported = time.perf_counter()
        evaluated = network.evaluate(*few, batch_size=500, verbose=0, return_dict=True)
        yield {
            "progress": (epoch + 1) / training.epochs,
            "epoch": epoch + 1,
            "loss": float(total[0] / training.images),
            "accuracy": float(total[1] / training.images),
            "validation_loss": float(evaluated["loss"]),
            "validation_accuracy": float(evaluated["accuracy"]),
            "seconds": time.perf_counter() - started,
        }


def _train_epoch(
    network: keras.Sequential,
    stack: LayerStack,
    train: Examples,
    training: ModelTraining,
    epoch: int,
) -> Iterator[tuple[float, Array]]:
    """Train one epoch.

    Yields:
        After each batch: the fraction of the epoch's images trained on, and the sums of the
        batch's loss and accuracy over its images.
    """
    rng = np.random.default_rng((training.seed, epoch))
    order = rng.permutation(training.images)
    images = randomly_shifted(train.images, training.max_shift, rng)
    labels = train.labels.astype(np.int32)
    for first in range(0, training.images, BATCH):
        indices = order[first : first + BATCH]
        inputs = as_input(images[indices], stack)
        metrics = network.train_on_batch(inputs, labels[indices], return_dict=True)
        sums = np.array([metrics["loss"], metrics["accuracy"]], float) * len(indices)
        yield min(1.0, (first + BATCH) / training.images), sums


def compiled_model(stack: LayerStack, seed: int) -> keras.Sequential:
    """Return the compiled Keras network of a layer stack, with initial weights from a seed."""
    network = keras.Sequential([keras.Input(stack.shape)])
    for index, (layer, name) in enumerate(zip(stack.layers, stack.names(), strict=True)):
        has_weights = layer.kind in ("Dense", "Conv2D")
        initializer = keras.initializers.GlorotUniform(seed=layer_seed(seed, index))
        arguments = {"kernel_initializer": initializer} if has_weights else {}
        network.add(keras_layer(layer, name, **arguments))
    network.compile(keras.optimizers.Adam(RATE), loss_for(stack), metrics=["accuracy"])
    return network


def _prediction(network: keras.Sequential, stack: LayerStack, image: Array) -> list[float]:
    """Return ten probabilities for one image; outputs beyond the tenth are no digit."""
    outputs = network.predict_on_batch(as_input(image[np.newaxis] * 255, stack))[0]
    return (outputs if stack.ends_in_softmax else trace_softmax(outputs).probabilities).tolist()
