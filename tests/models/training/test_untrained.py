"""An untrained run: what a trainer reports before the first batch, computed without one."""

import numpy as np
import pytest

from models.nn.network import predict
from models.training.config import lesson_config
from models.training.untrained import untrained_view

CONFIGS = {
    "the lesson's": {},
    "no hidden layer": {"hidden_units": ()},
    "pixels that were not scaled, and a penalty": {"pixels": "raw", "l2": 0.01, "seed": 3},
    "sigmoid": {"activation": "sigmoid", "hidden_units": (32, 16), "pixels": "permuted"},
}


@pytest.mark.parametrize("name", CONFIGS)
def test_an_untrained_run_is_as_a_trainer_reports_it(name):
    train = pytest.importorskip("models.engine.train")
    from models.data.datasets import load
    from models.training.recording import pack_frame, unpack_frame
    from models.training.split import split

    config = lesson_config(**CONFIGS[name])
    view = untrained_view(config)
    first = next(train.train(load("mnist"), config, untrained_first=True))
    expected = unpack_frame(pack_frame(first, split(load("mnist"), config)[1]))
    frame = view.frames[0]
    assert (frame.step, frame.epoch, frame.shape) == (expected.step, expected.epoch, expected.shape)
    assert frame.validation_loss == pytest.approx(expected.validation_loss, rel=1e-4)
    assert frame.validation_accuracy == pytest.approx(expected.validation_accuracy, abs=5e-4)
    assert np.abs(frame.confusion - expected.confusion).sum() <= 10
    for ours, theirs in zip(frame.layers, expected.layers, strict=True):
        np.testing.assert_array_equal(ours.pictures, theirs.pictures)
        assert (ours.scale, ours.units) == (theirs.scale, theirs.units)
        assert ours.dead == theirs.dead
    assert view.total_steps == config.steps(load("mnist"))


def test_its_network_reads_plain_images_and_guesses():
    view = untrained_view(lesson_config(pixels="permuted"))
    images = np.random.default_rng(0).random((4, 28, 28))
    outputs = predict(images, view.layers)
    np.testing.assert_allclose(outputs.sum(axis=1), 1)
    assert 0.02 < view.frames[0].validation_accuracy < 0.25
