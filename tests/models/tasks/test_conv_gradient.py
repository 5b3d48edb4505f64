"""A convolution before Flatten learns only where the gradient gets through."""

import json

import numpy as np
import pytest

from models.tasks.conv_gradient import conv_before_flatten
from models.worker.payload import size_of

FEW = {"epochs": 2, "examples": 320, "validation": 100}


@pytest.fixture(scope="module")
def news():
    return list(conv_before_flatten(seed=3, **FEW))


def kernels(told, way):
    return np.array(told[way]["kernels"])


def test_both_begin_with_the_same_kernels_and_read_the_test_images_alike(news):
    first = news[0]
    assert first["epoch"] == 0
    assert kernels(first, "open").shape == (8, 3, 3)
    np.testing.assert_array_equal(kernels(first, "open"), kernels(first, "cut"))
    assert first["open"]["accuracy"] == first["cut"]["accuracy"]


def test_the_kernels_move_where_the_gradient_passes_and_stay_to_the_bit_where_it_is_cut(news):
    first, *_, last = news
    assert (kernels(first, "open") != kernels(last, "open")).all()
    np.testing.assert_array_equal(kernels(first, "cut"), kernels(last, "cut"))


def test_the_cut_one_still_learns_with_its_dense_layer_alone(news):
    first, *_, last = news
    assert last["cut"]["variables"] == 2
    assert last["open"]["variables"] == 4
    assert last["cut"]["accuracy"] > first["cut"]["accuracy"]


def test_a_gradient_reaches_the_kernels_in_every_epoch_of_one_and_in_none_of_the_other(news):
    assert all(each["open"]["gradient"] > 0 for each in news[1:])
    assert all(each["cut"]["gradient"] is None for each in news)


def test_flatten_in_the_middle_hands_every_cell_its_gradient_unchanged(news):
    assert news[0]["same"] == news[0]["cells"] == 26 * 26 * 8


def test_the_same_seed_gives_the_same_training_and_another_gives_another(news):
    again = list(conv_before_flatten(seed=3, **FEW))
    np.testing.assert_allclose(kernels(again[-1], "open"), kernels(news[-1], "open"), atol=1e-6)
    other = next(conv_before_flatten(seed=4, **FEW))
    assert (kernels(other, "open") != kernels(news[0], "open")).all()


def test_what_it_tells_can_travel_while_it_trains(news):
    assert size_of(list(news)) < 100_000
    assert json.loads(json.dumps(news)) == news
    assert [each["progress"] for each in news] == [0, 0.5, 1]
