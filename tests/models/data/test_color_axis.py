import numpy as np
import pytest

from models.data.color_axis import along, widest_direction


@pytest.mark.parametrize("seed", range(20))
def test_the_widest_direction_is_the_one_lapack_finds(seed):
    rng = np.random.default_rng(seed)
    away = rng.normal(size=(40, 3)) * rng.uniform(0.1, 1, 3)
    values, vectors = np.linalg.eigh(away.T @ away)
    assert values[2] > 1.01 * values[1]  # otherwise two directions are nearly as good
    assert abs(widest_direction(away) @ vectors[:, 2]) == pytest.approx(1, abs=1e-12)


def test_points_that_are_all_the_same_have_a_direction_too():
    assert np.linalg.norm(widest_direction(np.zeros((4, 3)))) == 1


def test_two_colors_that_differ_as_much_have_one_direction_on_every_processor():
    red_and_green = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    np.testing.assert_array_equal(widest_direction(red_and_green), [1, 0, 0])


def test_a_color_lies_along_a_direction_as_far_as_their_product():
    image = np.random.default_rng(1).random((5, 4, 3))
    direction = np.array([0.2, -0.3, 0.5])
    np.testing.assert_allclose(along(image, direction), image @ direction, rtol=1e-13)
