"""The .keras file names no option that Keras 3.0 did not have."""

import io
import json
import zipfile
from dataclasses import asdict

import numpy as np
import pytest

from models.nn.optimizers import OPTIMIZERS
from models.tasks.keras_outputs import keras_file
from models.training.config import lesson_config

OF_LAYERS = {"name", "trainable", "dtype"}
OPTIONS = {  # of Keras 3.0.5, by inspect.signature; 3.0.5 itself opens a file with these alone
    "InputLayer": {"batch_shape", "sparse", "ragged"},
    "Flatten": {"data_format"},
    "Dense": {"units", "activation", "use_bias", "kernel_initializer", "bias_initializer",
              "kernel_regularizer", "bias_regularizer", "activity_regularizer",
              "kernel_constraint", "bias_constraint", "lora_rank"},
    "Dropout": {"rate", "seed", "noise_shape"},
    "GlorotUniform": {"seed"},
    "Zeros": set(),
    "L2": {"l2"},
}  # fmt: skip


def objects_in(value):
    """Every object that a file's config describes."""
    if isinstance(value, list):
        for each in value:
            yield from objects_in(each)
    elif isinstance(value, dict):
        if "class_name" in value:
            yield value
        for each in value.values():
            yield from objects_in(each)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_no_option_is_newer_than_keras_3(optimizer):
    rng = np.random.default_rng(0)
    layers = [(rng.normal(size=(784, 4)), rng.normal(size=4), "relu"),
              (rng.normal(size=(4, 10)), rng.normal(size=10), "softmax")]  # fmt: skip
    settings = asdict(
        lesson_config(hidden_units=(4,), dropout=0.2, l2=1e-3, optimizer=optimizer, frozen=(0,))
    )
    file = keras_file(layers, (28, 28), settings)
    config = json.loads(zipfile.ZipFile(io.BytesIO(file)).read("config.json"))
    found = {each["class_name"]: each["config"] for each in objects_in(config)}
    assert found.keys() >= OPTIONS.keys()
    for name, options in OPTIONS.items():
        assert found[name].keys() - OF_LAYERS <= options
