"""The split into training, validation and test images."""

from dataclasses import asdict, replace

import numpy as np
import pytest

from models.data.datasets import load
from models.engine.train import TrainingConfig, branch, initial_checkpoint, train
from models.training.config import LESSON_VALIDATION, TRAIN_SIZE, lesson_config
from models.training.split import split
from tests.models.small_dataset import few

QUICK = {"hidden_units": (8,), "epochs": 1}


@pytest.fixture(scope="module")
def mnist():
    return load("mnist")


def test_the_last_10_000_of_60_000_training_images_are_the_lessons_validation_images(mnist):
    trained, validation = split(mnist, lesson_config())
    assert (len(trained.labels), len(validation.labels)) == (50_000, LESSON_VALIDATION)
    together = np.concatenate([trained.images, validation.images])
    np.testing.assert_array_equal(together, mnist.train.images)
    labels = np.concatenate([trained.labels, validation.labels])
    np.testing.assert_array_equal(labels, mnist.train.labels)


def test_an_epoch_of_the_lesson_has_391_steps_and_one_of_all_images_469(mnist):
    assert lesson_config().batches(mnist) == 391
    assert TrainingConfig().batches(mnist) == 469


def test_without_validation_images_all_are_trained_on_and_the_test_images_evaluated(mnist):
    trained, evaluated = split(mnist, TrainingConfig())
    assert len(trained.labels) == TRAIN_SIZE
    assert evaluated is mnist.test


def test_fewer_examples_leave_the_validation_images_as_they_are(mnist):
    trained, validation = split(mnist, lesson_config(examples=1000))
    assert len(trained.labels) == 1000
    np.testing.assert_array_equal(validation.images, mnist.train.images[50_000:])


def test_settings_from_before_there_was_a_split_mean_what_they_meant():
    settings = asdict(TrainingConfig(examples=6000))
    del settings["validation"]
    assert TrainingConfig(**settings) == TrainingConfig(examples=6000, validation=0)


def test_all_the_images_that_validation_leaves_are_the_same_config_as_all():
    assert lesson_config(examples=50_000) == lesson_config()


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"validation": -1}, "validation images must be from 0 to 60,000. You entered -1"),
        ({"validation": 1.5}, "validation images must be a whole number"),
        ({"validation": True}, "validation images must be a whole number"),
        ({"validation": 60_000}, "60,000 validation images leave none to train on"),
        ({"validation": 10_000, "examples": 50_001}, "leave 50,000 to train on, not 50,001"),
    ],
    ids=repr,
)
def test_a_split_that_cannot_be_is_refused_in_a_sentence(settings, words):
    with pytest.raises(ValueError, match=words):
        TrainingConfig(**settings)


@pytest.mark.parametrize("validation", [1000, 1001])
def test_a_dataset_without_enough_images_is_refused(validation):
    with pytest.raises(ValueError, match=f"{validation} validation images, there are 1000"):
        train(few(1000, 10), TrainingConfig(**QUICK, validation=validation))


def test_training_with_validation_images_never_reads_them_and_evaluates_on_them_alone():
    dataset = few(600, 50)
    config = TrainingConfig(**QUICK, batch_size=50, validation=100)
    *_, last = train(dataset, config)
    trained, validation = split(dataset, config)
    alone = replace(dataset, train=trained, test=validation)
    *_, expected = train(alone, replace(config, validation=0))
    assert last.step == 10
    for layer, other in zip(last.layers, expected.layers, strict=True):
        np.testing.assert_array_equal(layer.kernel, other.kernel)
    assert last.validation_loss == expected.validation_loss
    assert last.evaluation.confusion.sum() == 100
    np.testing.assert_array_equal(
        last.evaluation.confusion.sum(axis=1), np.bincount(validation.labels, minlength=10)
    )


def test_a_branch_keeps_its_validation_images():
    start = initial_checkpoint(few(600, 50), TrainingConfig(**QUICK, validation=100))
    with pytest.raises(ValueError, match=r"validation 100; got .*0"):
        branch(start, TrainingConfig(**QUICK))


def test_other_programs_find_the_validation_metrics_by_their_first_names():
    last = next(train(few(200, 50), TrainingConfig(**QUICK)))
    assert last.held_out_loss == last.validation_loss
    assert last.held_out_accuracy == last.validation_accuracy
