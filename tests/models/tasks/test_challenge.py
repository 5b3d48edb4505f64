"""The challenge's model: trained and evaluated by Keras on test images and on a shifted digit."""

import numpy as np

from models.data.datasets import load
from models.exercises.transforms import all_shifts, randomly_shifted, shift_by, shifts
from models.sequential.model import from_text
from models.sequential.training_config import as_input
from models.tasks.challenge import evaluate_challenge, train_challenge
from models.tasks.train_model import compiled_model
from tests.models.waiting import run_to_end

TEXT = "28x28x1,Flatten,Dense:16:relu,Dense:10:softmax"
SETTINGS = {"images": 1280, "epochs": 2, "seed": 3, "max_shift": 2}


def digit() -> np.ndarray:
    return load("mnist").test.images[0] / 255


def test_the_trained_model_is_the_one_evaluated_and_keras_agrees_with_each_figure():
    images = all_shifts(digit(), 2)
    reports, result = run_to_end(train_challenge(TEXT, SETTINGS, images))
    epochs = [each for each in reports if "epoch" in each]
    assert [each["epoch"] for each in epochs] == [1, 2]
    found = evaluate_challenge(TEXT, result["weights"], images)
    assert found["parameters"] == 784 * 16 + 16 + 16 * 10 + 10
    assert found["predictions"] == epochs[-1]["predictions"]
    network, stack = compiled_model(from_text(TEXT), seed=8), from_text(TEXT)
    network.set_weights(result["weights"])
    test = load("mnist").test
    outputs = network.predict(as_input(test.images, stack), verbose=0)
    assert found["accuracy"] == np.float32((outputs.argmax(axis=1) == test.labels).mean())
    shown = network.predict(images[..., np.newaxis].astype(np.float32), verbose=0)
    assert found["predictions"] == shown.argmax(axis=1).tolist()


def test_the_same_settings_train_the_same_weights_and_shifted_images_train_others():
    def trained(**changed):
        return run_to_end(train_challenge(TEXT, SETTINGS | changed, all_shifts(digit(), 2)))[1]

    once, again, unshifted = trained(), trained(), trained(max_shift=0)
    for one, other in zip(once["weights"], again["weights"], strict=True):
        np.testing.assert_array_equal(one, other)
    assert not np.array_equal(once["weights"][0], unshifted["weights"][0])


def test_a_digit_is_shifted_to_all_positions_row_by_row():
    image = np.zeros((28, 28))
    image[10, 20] = 1
    moved = all_shifts(image, 2)
    where = [tuple(map(int, np.argwhere(each)[0])) for each in moved]
    assert where == [(10 + down, 20 + right) for down, right in shifts(2)]
    np.testing.assert_array_equal(moved[12], image)


def test_each_training_image_is_one_of_its_shifts_and_all_of_them_come_about():
    images = load("mnist").train.images[:500]
    moved = randomly_shifted(images, 2, np.random.default_rng(0))
    places = [
        next(i for i, by in enumerate(shifts(2)) if np.array_equal(shift_by(one, *by), other))
        for one, other in zip(images, moved, strict=True)
    ]
    assert set(places) == set(range(25))
    assert randomly_shifted(images, 0, np.random.default_rng(0)) is images
