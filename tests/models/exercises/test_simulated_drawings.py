import numpy as np
import pytest

from models.data.datasets import load_examples
from models.data.image_files import as_digit
from models.exercises.simulated_drawings import (
    POSITIONS,
    PREPROCESSING,
    SHOWN,
    center_bounding_box,
    draw_digit,
    simulate_drawings,
)
from models.nn.network import predict, shipped_layers

DIGIT = load_examples("mnist", "test").images[0]


@pytest.mark.parametrize("place", POSITIONS)
@pytest.mark.parametrize("size", [8, 20, 28])
def test_a_drawing_has_its_size_and_lies_where_it_shall(place, size):
    pad = draw_digit(DIGIT, size, place)
    assert pad.shape == (28, 28)
    assert 0 <= pad.min() < pad.max() <= 1
    rows, columns = (np.flatnonzero((pad > 0).any(axis=axis)) for axis in (1, 0))
    assert size - 1 <= max(np.ptp(rows), np.ptp(columns)) + 1 <= size
    down, right = POSITIONS[place]
    for share, lines in ((down, rows), (right, columns)):
        before, after = lines[0], 27 - lines[-1]
        assert before == pytest.approx(share * (before + after), abs=1.5)


def test_every_preparation_is_read_by_the_lessons_network():
    drawings = simulate_drawings(12, "top left", 50)
    for preparation in PREPROCESSING:
        shown = drawings.shown[preparation]
        assert shown.shape == (SHOWN, 28, 28)
        said = predict(shown, shipped_layers()).argmax(axis=1)
        np.testing.assert_array_equal(said, drawings.predictions[preparation][:SHOWN])


def test_prepared_as_mnist_is_what_the_pad_does():
    drawings = simulate_drawings(28, "in the middle", 50)
    for raw, prepared in zip(drawings.shown["none"], drawings.shown["mnist"], strict=True):
        np.testing.assert_array_equal(as_digit(raw), prepared)


def test_the_better_the_preparation_the_more_is_read():
    drawings = simulate_drawings(12, "top left", 200)
    none, box, mnist = (drawings.accuracy(each) for each in PREPROCESSING)
    assert none < 0.3 < 0.8 < box < mnist


def test_a_box_is_laid_in_the_middle_whatever_is_in_it():
    picture = center_bounding_box(np.ones((20, 4)))
    assert picture.sum() == 80
    np.testing.assert_array_equal(picture[4:24, 12:16], 1)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((7, "top left", 50), "8 to 28"),
        ((20, "outside", 50), "lies in"),
        ((20, "top left", 0), "1 to"),
    ],
)
def test_an_impossible_drawing_is_refused_in_a_sentence(arguments, words):
    with pytest.raises(ValueError, match=words):
        simulate_drawings(*arguments)
