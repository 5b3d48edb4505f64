"""At a chain: what a worker does to train what was built, with Keras's own means."""

import time
from collections.abc import Iterator

import keras
import numpy as np

from models.data.datasets import load
from models.nn.arrays import Array
from models.nn.softmax import trace_softmax
from models.sequential.model import Chain, from_text
from models.sequential.training_config import BATCH, HELD_OUT, RATE, ChainTraining, as_input
from models.tasks.build_model import keras_layer, loss_for

TELL_SECONDS = 0.2  # between two news; others have their turn there


def train_chain(text: str, settings: dict, image: Array | None = None) -> Iterator[dict]:
    """Train a chain on MNIST, and say after each epoch how well it does.

    The same chain and settings give the same numbers on the same machine.

    Args:
        text: the chain, as `models.sequential.model.to_text` writes it.
        settings: as ``ChainTraining`` takes them.
        image: the learner's own picture, ``(28, 28)``, 0 to 1; None where there is none.

    Yields:
        A few times a second ``progress``, 0 to 1; after an epoch also ``epoch``, counted from
        1; ``loss`` and ``accuracy``, means over the epoch's images, each before it was learned
        from; ``held_out_loss`` and ``held_out_accuracy`` of the first 2,000 test images;
        ``seconds`` since the start; and ``answer``, probabilities for the own picture, or None.
    """
    began = time.perf_counter()
    chain, training, data = from_text(text), ChainTraining(**settings), load("mnist")
    images = as_input(data.train.images[: training.images], chain)
    labels = data.train.labels[: training.images].astype(np.int32)
    held_out = as_input(data.test.images[:HELD_OUT], chain), data.test.labels[:HELD_OUT]
    network = compiled(chain, training.seed)
    batches, told = -(-training.images // BATCH), began
    for epoch in range(training.epochs):
        order = np.random.default_rng((training.seed, epoch)).permutation(training.images)
        total = np.zeros(2)  # of loss and of right answers
        for batch in range(batches):
            places = order[batch * BATCH : (batch + 1) * BATCH]
            said = network.train_on_batch(images[places], labels[places], return_dict=True)
            total += np.array([said["loss"], said["accuracy"]], float) * len(places)
            if time.perf_counter() > told + TELL_SECONDS:
                yield {"progress": (epoch * batches + batch + 1) / (training.epochs * batches)}
                told = time.perf_counter()
        evaluated = network.evaluate(*held_out, batch_size=500, verbose=0, return_dict=True)
        yield {
            "progress": (epoch + 1) / training.epochs,
            "epoch": epoch + 1,
            "loss": float(total[0] / training.images),
            "accuracy": float(total[1] / training.images),
            "held_out_loss": float(evaluated["loss"]),
            "held_out_accuracy": float(evaluated["accuracy"]),
            "seconds": time.perf_counter() - began,
            "answer": None if image is None else _answer(network, chain, image),
        }


def compiled(chain: Chain, seed: int) -> keras.Sequential:
    """Make the network of a chain, its first weights given by a seed, ready to learn."""
    network = keras.Sequential([keras.Input(chain.shape)])
    for place, (layer, name) in enumerate(zip(chain.layers, chain.names(), strict=True)):
        weighs = layer.kind in ("Dense", "Conv2D")
        # One seed for two layers would give them related weights.
        first = keras.initializers.GlorotUniform(seed=seed * 1000 + place)
        more = {"kernel_initializer": first} if weighs else {}
        network.add(keras_layer(layer, name, **more))
    network.compile(keras.optimizers.Adam(RATE), loss_for(chain), metrics=["accuracy"])
    return network


def _answer(network: keras.Sequential, chain: Chain, image: Array) -> list[float]:
    """Ten probabilities for one picture, 0 to 1; outputs beyond the tenth stand for no digit."""
    outputs = network.predict_on_batch(as_input(image[np.newaxis] * 255, chain))[0]
    return (outputs if chain.gives_probabilities else trace_softmax(outputs).shares).tolist()
