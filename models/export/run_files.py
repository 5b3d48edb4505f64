"""Run files: a run to take away, as weights, as curves, and as Keras code that trains it again."""

import io
import json
import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from string import Template

import numpy as np

from models.data.datasets import DATASETS, shape_of
from models.data.input_encoding import ENCODINGS
from models.nn.dense import DenseLayer, dense_names, layer_seed
from models.nn.optimizers import keras_source
from models.training.config import TRAIN_SIZE, TrainingConfig
from models.training.recording import COLUMN_DESCRIPTIONS, COLUMNS
from models.training.run_view import RunView

TEMPLATE = Path(__file__).parent / "script.txt"  # in the percent format: "# %%" starts a cell


def describe_network(config: TrainingConfig, classes: int) -> str:
    """Return the layers of a config's network in words.

    >>> describe_network(TrainingConfig(hidden_units=(64,)), classes=10)
    'Flatten → Dense(64, relu) → Dense(10, softmax)'
    """
    hidden = [f"Dense({units}, {config.activation})" for units in config.hidden_units]
    return " → ".join(["Flatten", *hidden, f"Dense({classes}, softmax)"])


def describe_training(config: TrainingConfig) -> str:
    """Return a config's hyperparameters in words.

    >>> describe_training(TrainingConfig(examples=6000))
    'adam, learning rate 0.001, 5 epochs of 6,000 images in batches of 128, seed 0'
    >>> describe_training(TrainingConfig(epochs=1, frozen=(0,)))
    'adam, learning rate 0.001, 1 epoch of 60,000 images in batches of 128, seed 0, dense frozen'
    """
    images = f"{config.images_of(TRAIN_SIZE):,}"
    return (
        f"{config.optimizer}, learning rate {config.learning_rate!r}, "
        f"{config.epochs} epoch{'s' * (config.epochs > 1)} of {images} images "
        f"in batches of {config.batch_size:,}, seed {config.seed}{_describe_options(config)}"
    )


def describe_evaluation(config: TrainingConfig) -> str:
    """Return which images a config evaluates on, in words.

    >>> describe_evaluation(TrainingConfig(validation=10_000))
    'evaluated on validation images: the last 10,000 of the training images, never trained on'
    """
    if not config.validation:
        return "evaluated on the test images"
    return (
        f"evaluated on validation images: the last {config.validation:,} of the training images, "
        "never trained on"
    )


def describe_outcome(view: RunView) -> str:
    """Return how far a run came, why not further, and its accuracy, in a sentence."""
    accuracy, images = view.history.validation_accuracy[-1], _evaluated(view.config)
    classified = f"it classified {accuracy:.2%} of the {images} images correctly"
    position = (
        f"in epoch {view.history.epoch[-1]} of {view.last_epoch}, "
        f"after {view.step:,} of {view.total_steps:,} batches"
    )
    exploded = not math.isfinite(view.history.loss[-1] + view.history.validation_loss[-1])
    if exploded or (view.state == "failed" and not view.message):
        return f"It broke off {position}: its loss was no longer a number."
    if view.step == view.total_steps:
        return f"After its last batch {classified}."
    if view.message:
        return f"{view.message} That was {position}; there {classified}."
    return f"You stopped it {position}; there {classified}."


def weights_file(layers: Sequence[DenseLayer]) -> bytes:
    """Return weights as ``.npz``: ``dense_kernel, dense_bias, dense_activation, dense_1_kernel``, …

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
    """Return a run's history as CSV: a row per snapshot, after comments on run and columns."""
    about = [
        describe_network(view.config, len(DATASETS[view.dataset].classes)),
        describe_training(view.config),
        describe_evaluation(view.config),
        describe_outcome(view),
        *(f"{column}: {COLUMN_DESCRIPTIONS[column]}" for column in COLUMNS),
    ]
    rows = zip(*(getattr(view.history, column).tolist() for column in COLUMNS), strict=True)
    lines = [*(f"# {line}" for line in about), ",".join(COLUMNS)]
    return "\n".join([*lines, *(",".join(map(repr, row)) for row in rows), ""])


def script_file(view: RunView) -> str:
    """Return a Python script that trains the run's network again, in Keras alone.

    A run that was stopped is trained to the end of the epoch it was stopped in. A branch's
    lineage is too long for a script: it starts from the weights the branch ended with.
    """
    config, shape = view.config, shape_of(view.dataset, "train")
    classes = len(DATASETS[view.dataset].classes)
    encoding, script_config, start_comment = (
        ENCODINGS[config.pixels],
        config,
        _START_COMMENTS["new"],
    )
    if (
        view.lineage
    ):  # the file of weights is for images from 0 to 1, whatever the branch's encoding
        encoding, start_comment = ENCODINGS["scaled"], _START_COMMENTS["branch"]
        if config.pixels != "scaled":
            start_comment += _FOLDED_WEIGHTS_COMMENT
        if config.pixels == "raw":  # the kernels differ from those the L2 penalty was for
            script_config = replace(config, l2=0.0)
    count, divided = view.images, f" / np.float32({encoding.divisor})"
    return Template(TEMPLATE.read_text("utf-8")).substitute(
        network=describe_network(config, classes),
        learning=describe_training(config),
        evaluation=describe_evaluation(config),
        reached=describe_outcome(view),
        seed=config.seed,
        dataset=view.dataset,
        examples=f"{count:,}",
        count=_written(count),
        shape=shape[1:],
        pixels=_PIXEL_COMMENTS[encoding.name],
        divided=divided,
        permutation=_permutation_lines(config) if encoding.permuted else "",
        begins=start_comment,
        layers="\n".join(_layer_lines(script_config, classes)),
        weights=_weight_lines(config) if view.lineage else "",
        optimizer=keras_source(config.optimizer, config.learning_rate),
        batch_size=config.batch_size,
        epochs=_epochs(view),
        accuracy=f"{view.history.validation_accuracy[-1]:.2%}",
        **_evaluation_gaps(view, divided),
    )


def notebook_file(view: RunView) -> str:
    """Return the same as a Jupyter notebook: a cell for each of the script's."""
    cells = [_cell(index, lines) for index, lines in enumerate(_cells(script_file(view)))]
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


def _describe_options(config: TrainingConfig) -> str:
    """Return what differs from the defaults, in words."""
    names = dense_names(len(config.hidden_units) + 1)
    words = [
        f"L2 {config.l2!r}" if config.l2 else "",
        f"dropout {config.dropout!r}" if config.dropout else "",
        *(f"{names[index]} frozen" for index in config.frozen),
        "" if config.pixels == "scaled" else f"pixels {ENCODINGS[config.pixels].label}",
    ]
    return "".join(f", {word}" for word in words if word)


def _evaluated(config: TrainingConfig) -> str:
    return "validation" if config.validation else "test"


def _evaluation_gaps(view: RunView, divided: str) -> dict[str, str]:
    """Return what the script needs to evaluate on the images that the run was evaluated on."""
    name, count = _evaluated(view.config), view.config.validation
    return {
        "split": _split_lines(count, divided) if count else "",
        "evaluated_images": f"{name}_images",
        "evaluated_labels": f"{name}_labels",
        "Evaluated": name.capitalize(),
        "test": _test_lines(view),
    }


def _split_lines(count: int, divided: str) -> str:
    return _SPLIT.format(images=f"{count:,}", count=_written(count), divided=divided)


def _written(count: int) -> str:
    """Return a number as Python code has it.

    >>> _written(50_000), _written(2000)
    ('50_000', '2000')
    """
    return f"{count:_}" if count >= 10_000 else str(count)


def _permutation_lines(config: TrainingConfig) -> str:
    parts = ["train", *(["validation"] if config.validation else []), "test"]
    return _PERMUTATION.format(parts=", ".join(f"{part}_images" for part in parts))


def _test_lines(view: RunView) -> str:
    """Return the cell that opens the test images, where the run was not evaluated on them."""
    if not view.config.validation:
        return ""
    accuracy = view.test_accuracy
    opened = "" if accuracy is None else f"; in your run it was {accuracy:.2%}."
    return _TEST.format(opened=opened)


def _epochs(view: RunView) -> int:
    """Return the number of epochs of the run itself; a branch counts on from its parent."""
    return max(1, int(view.history.epoch[-1]) - view.last_epoch + view.config.epochs)


_PIXEL_COMMENTS = {
    "scaled": "pixels from 0 to 1 instead of 0 to 255.",
    "raw": "pixels from 0 to 255 as they are, as your run had them; scaled, it learns better.",
    "permuted": "pixels from 0 to 1 instead of 0 to 255.",
}

_PERMUTATION = """
# Every image's pixels in one shuffled order, the same for all, as your run had them.
order = np.random.default_rng(0).permutation(train_images[0].size)
{parts} = (
    images.reshape(len(images), -1)[:, order].reshape(images.shape)
    for images in ({parts})
)
"""

_SPLIT = """# The last {images} training images are for validation: they train nothing.
validation_images = train_images[-{count}:]{divided}
validation_labels = train_labels[-{count}:]

"""

_TEST = """
# %% [markdown]
# ## The test images
# Open them once, when you've finished: if you chose your settings by them, they'd no longer tell
# you how the network does on new digits.

# %%
loss, accuracy = network.evaluate(test_images, test_labels)
print(f"Test accuracy: {{accuracy:.2%}}{opened}")
"""

_START_COMMENTS = {
    "new": "# The seeds give the first weights that your run had. "
    "Keras shuffles the images in another order,\n"
    "# so the accuracy will be near the one of your run, not equal to it.",
    "branch": "# Your run was a branch: it went on from another run's weights, "
    "and a few lines cannot repeat that way.\n"
    "# So this begins with the weights your run ended with, and learns on with its settings: "
    "download\n# `weights.npz` from the same page, and put it into the folder you run this in.",
}


_FOLDED_WEIGHTS_COMMENT = (
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
    seeds = [layer_seed(config.seed, index) for index in range(len(layers))]
    lines = []
    for index, ((units, activation), seed) in enumerate(zip(layers, seeds, strict=True)):
        lines += [
            "        keras.layers.Dense(",
            f"            {units},",
            f'            activation="{activation}",',
            f"            kernel_initializer=keras.initializers.GlorotUniform(seed={seed}),",
        ]
        if config.l2:
            lines.append(f"            kernel_regularizer=keras.regularizers.L2({config.l2!r}),")
        if index in config.frozen:
            lines.append("            trainable=False,")
        lines.append("        ),")
        if config.dropout and index < len(config.hidden_units):
            lines.append(f"        keras.layers.Dropout({config.dropout!r}),")
    return lines


def _cells(script: str) -> list[list[str]]:
    """Split a script in the percent format into its cells, each with its first line."""
    lines = script.splitlines()
    starts = np.cumsum([line.startswith("# %%") for line in lines])
    return [
        [line for _, line in group]
        for _, group in groupby(zip(starts, lines, strict=True), key=lambda pair: pair[0])
    ]


def _cell(index: int, lines: list[str]) -> dict:
    first, *rest = lines
    is_markdown = first.endswith("[markdown]")
    text = [line.removeprefix("#").removeprefix(" ") for line in rest] if is_markdown else rest
    cell = {"id": f"cell-{index}", "metadata": {}, "source": "\n".join(text).strip("\n")}
    if is_markdown:
        return {"cell_type": "markdown", **cell}
    return {"cell_type": "code", "execution_count": None, "outputs": [], **cell}
