import json

import numpy as np
import pytest

from components.ui.colors import ABOVE, BELOW_LINE
from components.ui.network_diagram.layout import FAINT, THICK, THIN, diagram_layout
from components.ui.widget_bridge import widget_folders
from models.exercises.worked_example import first_network
from models.nn.dense import DenseLayer, random_layer
from models.nn.network import trace_network
from tests.pages.visit import visit


def test_the_idea_shows_all_36_edges_each_with_its_own_weight():
    trace = first_network()
    kernel = trace.dense[0].layer.kernel
    edges = diagram_layout(trace)["edges"]
    assert len(edges) == kernel.size == 36
    assert {each["description"] for each in edges} == {
        f"weight from vector[{index}] to neuron {unit}: {kernel[index, unit]:g}"
        for index, unit in np.ndindex(9, 4)
    }


def test_in_the_idea_orange_adds_blue_takes_away_and_thicker_weighs_more():
    kernel = first_network().dense[0].layer.kernel
    edges = diagram_layout(first_network())["edges"]
    weights = np.array([float(each["description"].rpartition(" ")[2]) for each in edges])
    widths = np.array([each["width"] for each in edges])
    assert [each["is_negative"] for each in edges] == [weight < 0 for weight in weights]
    np.testing.assert_allclose(widths, THIN + THICK * np.abs(weights) / np.abs(kernel).max())
    script = (widget_folders()["network_diagram"] / "scene.js").read_text("utf-8")
    assert f'is_negative ? "{BELOW_LINE}" : "{ABOVE}"' in script


def test_a_unit_alone_keeps_its_edges_and_those_of_the_others_fade():
    edges = diagram_layout(first_network(), highlighted_unit=2)["edges"]
    faint = {each["description"] for each in edges if each["opacity"] == FAINT}
    assert len(faint) == 27
    assert not any("to neuron 2" in description for description in faint)
    assert all(each["opacity"] > FAINT for each in diagram_layout(first_network())["edges"])


def test_the_idea_writes_every_value_of_image_vector_and_outputs():
    trace = first_network()
    layout = diagram_layout(trace)
    values = [each["text"] for each in layout["cells"]]
    for value in range(1, 10):
        assert values.count(str(value)) == 2  # once in the image, once in the vector
    assert [each["text"] for each in layout["units"]] == [f"{each:.2f}" for each in trace.outputs]
    assert [each["text"] for each in layout["titles"]] == ["image", "vector", "outputs"]
    assert [each["description"] for each in layout["cells"]].count(
        "image[1, 2] = vector[5] = 6"
    ) == 2


@pytest.mark.parametrize("shape", [(1, 1), (2, 3), (4, 4)])
@pytest.mark.parametrize("units", [1, 5])
def test_the_idea_draws_any_small_network_with_one_edge_a_weight_inside_its_frame(shape, units):
    image = np.arange(1.0, 1 + np.prod(shape)).reshape(shape)
    layer = random_layer(image.size, units, "relu", seed=1, digits=2)
    layout = json.loads(json.dumps(diagram_layout(trace_network(image, (layer,)))))
    assert len(layout["edges"]) == image.size * units
    positions = [each["position"] for each in layout["cells"] + layout["units"] + layout["titles"]]
    assert all(0 < x < layout["width"] and 0 < y < layout["height"] for x, y in positions)


@pytest.mark.parametrize("image", [np.zeros((2, 2)), np.array([[0.0, 0.25], [0.5, 1.0]])])
def test_the_idea_draws_a_picture_without_ink_and_one_of_fractions(image):
    layer = DenseLayer(np.zeros((4, 2)), np.zeros(2), "linear")
    cells = diagram_layout(trace_network(image, (layer,)))["cells"]
    assert [each["text"] for each in cells[:4]] == [f"{value:g}" for value in image.reshape(-1)]


def test_the_first_page_needs_no_plotly():
    assert not visit("home").get("plotly_chart")
    assert not visit("myths").get("plotly_chart")
