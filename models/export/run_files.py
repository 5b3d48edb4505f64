"""Export: a run to take home, as weights, as numbers, and as Keras code that runs it again."""

import io
import json
import math
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from string import Template

import numpy as np

from models.data.datasets import DATASETS, shape_of
from models.data.input_encoding import PIXELS
from models.nn.dense import DenseLayer, dense_names
from models.training.config import TrainingConfig
from models.training.recording import COLUMNS
from models.training.run_view import RunView

TEMPLATE = Path(__file__).parent / "script.txt"  # in the percent format: "# %%" begins a cell

OPTIMIZERS = {
    "sgd": "keras.optimizers.SGD(learning_rate={rate!r})",
    "momentum": "keras.optimizers.SGD(learning_rate={rate!r}, momentum=0.9)",
    "rmsprop": "keras.optimizers.RMSprop(learning_rate={rate!r})",
    "adam": "keras.optimizers.Adam(learning_rate={rate!r})",
}
"""How one writes each of our optimizers in Keras."""

UNITS = {
    "step": "batches trained so far; 0 is the untrained network",
    "epoch": "counted from 1; the epoch the last batch belongs to",
    "loss": "mean cross-entropy in nats of the training images since the row before, "
    "each before it was learned from; L2 penalty included, as below",
    "accuracy": "share from 0 to 1 of the same images that were read right",
    "held_out_loss": "mean cross-entropy in nats of all test images, at the held_out_step",
    "held_out_accuracy": "share from 0 to 1 of all test images that are read right, at the same",
    "held_out_step": "batches trained when the test images were last read: as many as of step, "
    "or in every second row of an epoch as many as of the row before",
}
"""What each column of the curves means."""


def network_in_words(config: TrainingConfig, classes: int) -> str:
    """Name the layers of a config's network.

    >>> network_in_words(TrainingConfig(hidden_units=(64,)), classes=10)
    'Flatten → Dense(64, relu) → Dense(10, softmax)'
    """
    hidden = [f"Dense({units}, {config.activation})" for units in config.hidden_units]
    return " → ".join(["Flatten", *hidden, f"Dense({classes}, softmax)"])


def learning_in_words(config: TrainingConfig) -> str:
    """Say how a config learns.

    >>> learning_in_words(TrainingConfig(examples=6000))
    'adam, learning rate 0.001, 5 epochs of 6,000 images in batches of 128, seed 0'
    >>> learning_in_words(TrainingConfig(epochs=1, frozen=(0,)))
    'adam, learning rate 0.001, 1 epoch of all images in batches of 128, seed 0, dense frozen'
    """
    images = "all" if config.examples is None else f"{config.examples:,}"
    return (
        f"{config.optimizer}, learning rate {config.learning_rate!r}, "
        f"{config.epochs} epoch{'s' * (config.epochs > 1)} of {images} images "
        f"in batches of {config.batch_size:,}, seed {config.seed}{_options_in_words(config)}"
    )


def reached_in_words(view: RunView) -> str:
    """Say how far a run came, why not further, and how well it reads then."""
    read = f"it read {view.history.held_out_accuracy[-1]:.2%} of the test images right"
    place = (
        f"in epoch {view.history.epoch[-1]} of {view.last_epoch}, "
        f"after {view.step:,} of {view.total_steps:,} batches"
    )
    exploded = not math.isfinite(view.history.loss[-1] + view.history.held_out_loss[-1])
    if exploded or (view.state == "failed" and not view.message):
        return f"It broke off {place}: its loss was no longer a number."
    if view.step == view.total_steps:
        return f"After its last batch {read}."
    if view.message:
        return f"{view.message} That was {place}; there {read}."
    return f"You stopped it {place}; there {read}."


def weights_file(layers: tuple[DenseLayer, ...]) -> bytes:
    """Write weights as ``.npz``: ``dense_kernel, dense_bias, dense_activation, dense_1_kernel, …``.

    The names are Keras's own for the layers, and for the arrays in them.
    """
    arrays = {}
    for name, layer in zip(dense_names(len(layers)), layers, strict=True):
        arrays[f"{name}_kernel"], arrays[f"{name}_bias"] = layer.kernel, layer.bias
        arrays[f"{name}_activation"] = np.array(layer.activation)
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def curves_file(view: RunView) -> str:
    """Write a run's history as CSV: a row a snapshot, after comments on the run and the columns."""
    about = [
        network_in_words(view.config, len(DATASETS[view.dataset].classes)),
        learning_in_words(view.config),
        reached_in_words(view),
        *(f"{column}: {UNITS[column]}" for column in COLUMNS),
    ]
    rows = zip(*(getattr(view.history, column).tolist() for column in COLUMNS), strict=True)
    lines = [*(f"# {line}" for line in about), ",".join(COLUMNS)]
    return "\n".join([*lines, *(",".join(map(repr, row)) for row in rows), ""])


def script_file(view: RunView) -> str:
    """Write a Python script that trains the run's network again, in Keras alone.

    A run that was stopped is trained to the end of the epoch it was stopped in. A branch's way
    is longer than a script: it begins with the weights the branch ended with, and learns on.
    """
    config, shape = view.config, shape_of(view.dataset, "train")
    classes = len(DATASETS[view.dataset].classes)
    reading, learner, begins = PIXELS[config.pixels], config, _BEGINS["new"]
    if view.way:  # the file of weights is for plain pictures, whatever the branch read
        reading, begins = PIXELS["scaled"], _BEGINS["branch"]
        if config.pixels != "scaled":
            begins += _FOR_PLAIN_PICTURES
        if config.pixels == "raw":  # other kernels than those its L2 weighed
            learner = replace(config, l2=0.0)
    count = view.images
    return Template(TEMPLATE.read_text("utf-8")).substitute(
        network=network_in_words(config, classes),
        learning=learning_in_words(config),
        reached=reached_in_words(view),
        seed=config.seed,
        dataset=view.dataset,
        examples=f"{count:,}",
        count=f"{count:_}" if count >= 10_000 else count,
        shape=shape[1:],
        pixels=_PIXELS_SAID[reading.name],
        divided=f" / np.float32({reading.divisor})",
        permutation=_PERMUTATION if reading.permuted else "",
        begins=begins,
        layers="\n".join(_layer_lines(learner, classes)),
        weights=_weight_lines(config) if view.way else "",
        optimizer=OPTIMIZERS[config.optimizer].format(rate=config.learning_rate),
        batch_size=config.batch_size,
        epochs=_epochs(view),
        accuracy=f"{view.history.held_out_accuracy[-1]:.2%}",
    )


def notebook_file(view: RunView) -> str:
    """Write the same as a Jupyter notebook: a cell for each of the script's."""
    cells = [_cell(place, lines) for place, lines in enumerate(_cells(script_file(view)))]
    return json.dumps(
        {
            "cells": cells,
            "metadata": {
                "kernelspec": {
                    "display_name": "Python 3",
                    "language": "python",
                    "name": "python3",
                },
                "language_info": {"name": "python"},
            },
            "nbformat": 4,
            "nbformat_minor": 5,
        },
        indent=1,
        ensure_ascii=False,
    )


def _options_in_words(config: TrainingConfig) -> str:
    """Name what a config does beyond the usual."""
    names = dense_names(len(config.hidden_units) + 1)
    words = [
        f"L2 {config.l2!r}" if config.l2 else "",
        f"dropout {config.dropout!r}" if config.dropout else "",
        *(f"{names[place]} frozen" for place in config.frozen),
        "" if config.pixels == "scaled" else f"pixels {PIXELS[config.pixels].words}",
    ]
    return "".join(f", {word}" for word in words if word)


def _epochs(view: RunView) -> int:
    """Count the epochs a run began itself; a branch's numbers go on from its parent's."""
    return max(1, int(view.history.epoch[-1]) - view.last_epoch + view.config.epochs)


_PIXELS_SAID = {
    "scaled": "pixels from 0 to 1 instead of 0 to 255.",
    "raw": "pixels from 0 to 255 as they are, as your run had them; scaled, it learns better.",
    "permuted": "pixels from 0 to 1 instead of 0 to 255.",
}

_PERMUTATION = """
# Every picture's pixels in one shuffled order, the same for all, as your run had them.
order = np.random.default_rng(0).permutation(train_images[0].size)
train_images, test_images = (
    images.reshape(len(images), -1)[:, order].reshape(images.shape)
    for images in (train_images, test_images)
)
"""

_BEGINS = {
    "new": "# The seeds give the first weights that your run had. "
    "Keras shuffles the images in another order,\n"
    "# so the accuracy will be near the one of your run, not equal to it.",
    "branch": "# Your run was a branch: it went on from another run's weights, "
    "and a few lines cannot repeat that way.\n"
    "# So this begins with the weights your run ended with, and learns on with its settings: "
    "download\n# `weights.npz` from the same page, and put it into the folder you run this in.",
}


_FOR_PLAIN_PICTURES = (
    "\n# They are written for pixels from 0 to 1 in their places, whatever your run read; "
    "after raw pixels\n# they are 255 times as large, and an L2 would be too strong for them."
)


def _weight_lines(config: TrainingConfig) -> str:
    names = json.dumps(dense_names(len(config.hidden_units) + 1))
    return (
        "dense = [layer for layer in network.layers if isinstance(layer, keras.layers.Dense)]\n"
        'with np.load("weights.npz") as arrays:\n'
        f"    for layer, name in zip(dense, {names}):\n"
        '        layer.set_weights([arrays[f"{name}_kernel"], arrays[f"{name}_bias"]])\n'
    )


def _layer_lines(config: TrainingConfig, classes: int) -> list[str]:
    layers = [(units, config.activation) for units in config.hidden_units] + [(classes, "softmax")]
    # The seeds of models.engine.train and models.engine.keras_network.
    seeds = [config.seed % 4_000_000 * 1000 + place for place in range(len(layers))]
    lines = []
    for place, ((units, activation), seed) in enumerate(zip(layers, seeds, strict=True)):
        lines += [
            "        keras.layers.Dense(",
            f"            {units},",
            f'            activation="{activation}",',
            f"            kernel_initializer=keras.initializers.GlorotUniform(seed={seed}),",
        ]
        if config.l2:
            lines.append(f"            kernel_regularizer=keras.regularizers.L2({config.l2!r}),")
        if place in config.frozen:
            lines.append("            trainable=False,")
        lines.append("        ),")
        if config.dropout and place < len(config.hidden_units):
            lines.append(f"        keras.layers.Dropout({config.dropout!r}),")
    return lines


def _cells(script: str) -> list[list[str]]:
    """Cut a script in the percent format into its cells, each with its first line."""
    lines = script.splitlines()
    starts = np.cumsum([line.startswith("# %%") for line in lines])
    return [
        [line for _, line in group]
        for _, group in groupby(zip(starts, lines, strict=True), key=lambda pair: pair[0])
    ]


def _cell(place: int, lines: list[str]) -> dict:
    first, *rest = lines
    told = first.endswith("[markdown]")
    text = [line.removeprefix("#").removeprefix(" ") for line in rest] if told else rest
    cell = {"id": f"cell-{place}", "metadata": {}, "source": "\n".join(text).strip("\n")}
    if told:
        return {"cell_type": "markdown", **cell}
    return {"cell_type": "code", "execution_count": None, "outputs": [], **cell}
