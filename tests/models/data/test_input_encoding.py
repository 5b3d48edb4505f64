"""Ways to read pixels: each is what it says, and a network trained so can be read plainly."""

from dataclasses import replace

import numpy as np
import pytest

from models.data.datasets import Dataset, load
from models.data.input_encoding import ENCODINGS, encode, fold_encoding_into_layer, pixel_order
from models.engine.tensors import full_tensors
from models.engine.train import train
from models.nn.arrays import readonly
from models.nn.network import predict
from models.training.config import TrainingConfig
from models.training.recording import pack_frame, unpack_frame
from tests.models.small_dataset import few

PLAN = TrainingConfig(hidden_units=(8,), epochs=1, batch_size=100)


@pytest.fixture(scope="module")
def small() -> Dataset:
    return few(1000, 300)


def last_of(dataset, config):
    *_, last = train(dataset, config)
    return last


@pytest.mark.parametrize(("pixels", "tolerance"), [("scaled", 0), ("permuted", 0), ("raw", 2e-2)])
def test_a_way_to_read_pixels_is_training_on_pictures_so_read(small, pixels, tolerance):
    said = last_of(small, replace(PLAN, pixels=pixels))
    so_read = Dataset(encode(small.train, pixels), encode(small.test, pixels), small.classes)
    expected = last_of(so_read, PLAN)
    np.testing.assert_allclose(said.layers[0].kernel, expected.layers[0].kernel, atol=tolerance)
    assert said.validation_loss == pytest.approx(expected.validation_loss, rel=tolerance)


@pytest.mark.parametrize("pixels", ENCODINGS)
def test_a_network_that_read_so_says_the_same_of_plain_pictures_when_written_anew(small, pixels):
    last = last_of(small, replace(PLAN, pixels=pixels))
    plain = fold_encoding_into_layer(last.layers, pixels)
    said = predict(small.test.images / 255, plain)
    read = encode(small.test, pixels).images
    trained = predict(read / (255 if read.dtype == np.uint8 else 1), last.layers)
    np.testing.assert_allclose(said, trained, atol=1e-4)
    right = (said.argmax(axis=1) == small.test.labels).mean()
    assert right == pytest.approx(last.validation_accuracy, abs=0.01)


def test_a_recording_counts_the_outputs_of_pictures_as_they_were_read(small):
    last = last_of(small, replace(PLAN, pixels="raw"))
    spread = unpack_frame(pack_frame(last, small.test)).layers[0].activations
    read = encode(small.test, "raw").images.reshape(300, -1)
    first = last.layers[0]
    outputs = np.maximum(read @ first.kernel + first.bias, 0)
    assert spread.edges[-1] == pytest.approx(outputs.max(), rel=1e-4)


def test_the_shuffled_order_is_always_the_same_and_has_every_pixel_once():
    np.testing.assert_array_equal(pixel_order(784), pixel_order(784))
    np.testing.assert_array_equal(np.sort(pixel_order(784)), np.arange(784))
    assert (pixel_order(784) != np.arange(784)).mean() > 0.99


def test_scaled_pictures_are_not_copied(small):
    assert encode(small.train, "scaled") is small.train
    kept = load("mnist").train
    assert np.shares_memory(np.asarray(memoryview(full_tensors(kept).images)), kept.images)
    assert full_tensors(kept) is full_tensors(kept)
    assert full_tensors(kept) is not full_tensors(kept, permuted=True)


def test_a_way_nobody_has_heard_of_is_refused():
    with pytest.raises(ValueError, match="no way to read pixels is called 'odd'"):
        TrainingConfig(pixels="odd")


def test_a_network_written_anew_cannot_be_changed(small):
    first, *_ = fold_encoding_into_layer(
        last_of(small, replace(PLAN, pixels="permuted")).layers, "raw"
    )
    assert readonly(first.kernel) is first.kernel
