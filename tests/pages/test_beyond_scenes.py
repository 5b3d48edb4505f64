"""The scenes of Where next without a browser: stored runs, indices and switches are real."""

import numpy as np

from components.beyond.stages import BEGIN, INPUTS, THRESHOLD
from components.drawing.digits import example_digit
from components.drawing.filter_stage import ROW
from components.ui.lesson_text import Lesson, scene_names
from models.data.input_encoding import pixel_order
from models.exercises.experiments import stored_run, validation_accuracy
from models.nn.layer_cost import VGG16_MAP, VGG16_PARAMETERS, VGG16_UNITS, flatten_head
from tests.pages.visit import at_scene, choose, errors, payload, visit, words

LESSON = Lesson("beyond")
SCENES = scene_names("beyond")


def scene(name: str):
    at = at_scene("beyond", SCENES.index(name) + 1)
    assert errors(at) == []
    return at


def answered(name: str, option: int):
    return scene(name).button(key=f"answer_beyond.{name}_{option}").click().run()


def stage(at, key: str = "picture_stage") -> dict:
    return payload(at, key)


def test_shuffled_pixels_keep_their_values_and_cost_the_stored_accuracies():
    assert stage(scene("shuffled"))["lines"] == []
    dense, cnn = stage(answered("shuffled", 0))["lines"]
    run = stored_run("permuted")
    for line, name in ((dense, "dense"), (cnn, "cnn")):
        for part in (name, f"{name}_permuted"):
            assert f"{validation_accuracy(run, part):.1%}" in line
    image, shuffled = (each["levels"] for each in stage(scene("shuffled"))["pictures"])
    levels = np.rint(255 * example_digit()).astype(np.uint8).ravel()
    assert payload_bytes(image) == levels.tobytes()
    assert payload_bytes(shuffled) == levels[pixel_order(784)].tobytes()


def payload_bytes(text: str) -> bytes:
    import base64

    return base64.b64decode(text)


def test_the_filter_follows_its_sliders():
    at = choose(scene("filter"), ROW, 3)
    assert stage(at, "filter_stage")["pictures"][0]["mark"]["row"] == 3


def test_the_words_index_is_its_row_times_the_width_and_its_column():
    assert all(line.endswith("?") for line in stage(scene("sequence"))["lines"])
    data = stage(answered("sequence", 0))
    for picture, line in zip(data["pictures"], data["lines"], strict=True):
        row, column = picture["mark"]["row"], picture["mark"]["column"]
        assert picture["words"].split()[row] == LESSON.label("word")
        levels = np.frombuffer(payload_bytes(picture["levels"]), np.uint8)
        index = row * picture["columns"] + column
        assert levels[index] == 255
        assert line.endswith(f"= {index}")
        assert (levels > 0).sum() == len(picture["words"].split())


def test_the_second_sound_begins_where_the_slider_has_it():
    at = choose(scene("sound"), BEGIN, 0.4)
    assert "16,000 values" in stage(at)["lines"][1]
    assert "6,400 values later" in stage(at)["lines"][1]


def test_the_first_neuron_is_on_from_its_threshold_on():
    at = scene("origin")
    for inputs, threshold, is_on in (("AB", 2, 1), ("AB", 3, 0), ("C", 1, 1), ("", 1, 0)):
        at = choose(choose(at, INPUTS, list(inputs)), THRESHOLD, threshold)
        switches, cell = stage(at)["pictures"]
        assert switches["numbers"] == [str(int(name in inputs)) for name in "ABC"]
        assert cell["numbers"] == [str(is_on)]
        assert f"= {len(inputs)}," in stage(at)["lines"][0]


def test_the_share_of_vgg_is_the_one_that_is_right():
    parameters = flatten_head(VGG16_MAP, VGG16_UNITS).parameters
    assert 0.7 < parameters / VGG16_PARAMETERS < 0.8
    assert "75%" in LESSON.sections["ask heads"].partition("[x]")[2].splitlines()[0]
    (closed,) = [each.value for each in scene("heads").table]
    assert set(closed.iloc[:, 1]) == {"?"}
    (table,) = [each.value for each in answered("heads", 2).table]
    assert table.loc["Flatten"].iloc[1] == f"{parameters:,}"


def test_explore_is_the_page_as_it_was():
    at = visit("beyond")
    assert errors(at) == []
    assert "when not to flatten" in words(at).lower()
