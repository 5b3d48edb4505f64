import numpy as np
import pytest

from components.examples import first_network
from components.figures import ABOVE, BELOW_LINE, idea_figure
from models.dense import DenseLayer, random_layer
from models.network import trace_network

EDGE = r"weight from vector["


def edges(figure):
    return [each for each in figure.data if (each.text or "").startswith(EDGE)]


def words(figure):
    return [each.text for each in figure.layout.annotations]


def test_the_idea_shows_all_36_edges_each_with_its_own_weight():
    trace = first_network()
    kernel = trace.dense[0].layer.kernel
    drawn = edges(idea_figure(trace))
    assert len(drawn) == kernel.size == 36
    assert {each.text for each in drawn} == {
        f"weight from vector[{index}] to unit {unit}: {kernel[index, unit]:g}"
        for index, unit in np.ndindex(9, 4)
    }


def test_in_the_idea_orange_adds_blue_takes_away_and_thicker_weighs_more():
    kernel = first_network().dense[0].layer.kernel
    drawn = edges(idea_figure(first_network()))
    weights = np.array([float(each.text.rpartition(" ")[2]) for each in drawn])
    widths = np.array([each.line.width for each in drawn])
    colours = [each.line.color for each in drawn]
    assert colours == [BELOW_LINE if weight < 0 else ABOVE for weight in weights]
    np.testing.assert_allclose(widths, 0.5 + 3.5 * np.abs(weights) / np.abs(kernel).max())


def test_the_idea_writes_every_value_of_image_vector_and_outputs():
    trace = first_network()
    shown = words(idea_figure(trace))
    for value in range(1, 10):
        assert shown.count(str(value)) == 2  # once in the image, once in the vector
    assert shown[18:22] == [f"{output:.2f}" for output in trace.outputs]
    assert shown[22:] == ["<b>image</b>", "<b>vector</b>", "<b>outputs</b>"]
    named = {each.text for each in idea_figure(trace).data if each.text}
    assert "image[1, 2] = vector[5] = 6" in named


@pytest.mark.parametrize("shape", [(1, 1), (2, 3), (4, 4)])
@pytest.mark.parametrize("units", [1, 5])
def test_the_idea_draws_any_small_network_with_one_edge_a_weight(shape, units):
    image = np.arange(1.0, 1 + np.prod(shape)).reshape(shape)
    layer = random_layer(image.size, units, "relu", seed=1, digits=2)
    assert len(edges(idea_figure(trace_network(image, (layer,))))) == image.size * units


@pytest.mark.parametrize("image", [np.zeros((2, 2)), np.array([[0.0, 0.25], [0.5, 1.0]])])
def test_the_idea_draws_a_picture_without_ink_and_one_of_fractions(image):
    layer = DenseLayer(np.zeros((4, 2)), np.zeros(2), "linear")
    shown = words(idea_figure(trace_network(image, (layer,))))
    assert shown[:8:2] == [f"{value:g}" for value in image.reshape(-1)]
