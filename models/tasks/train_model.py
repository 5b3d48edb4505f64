"""Train model: train a model from the workbench with Keras's own methods."""

import time
from collections.abc import Iterator

import keras
import numpy as np

from models.data.datasets import load
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
    started = time.perf_counter()
    stack, training, data = from_text(text), ModelTraining(**settings), load("mnist")
    train, validation = split(data, lesson_config(examples=training.images))
    images, labels = as_input(train.images, stack), train.labels.astype(np.int32)
    few = as_input(validation.images[:VALIDATION], stack), validation.labels[:VALIDATION]
    network = compiled_model(stack, training.seed)
    batches, reported = -(-training.images // BATCH), started
    for epoch in range(training.epochs):
        order = np.random.default_rng((training.seed, epoch)).permutation(training.images)
        total = np.zeros(2)  # of loss and accuracy
        for batch in range(batches):
            indices = order[batch * BATCH : (batch + 1) * BATCH]
            metrics = network.train_on_batch(images[indices], labels[indices], return_dict=True)
            total += np.array([metrics["loss"], metrics["accuracy"]], float) * len(indices)
            if time.perf_counter() > reported + REPORT_SECONDS:
                yield {"progress": (epoch * batches + batch + 1) / (training.epochs * batches)}
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
            "answer": None if image is None else _prediction(network, stack, image),
        }


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
