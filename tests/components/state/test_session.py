import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from components.state.drawing import COLORS, PADS
from components.state.session import Session
from models.nn.dense import random_layer

KINDS = [(size, color) for size in PADS for color in COLORS]


@pytest.mark.parametrize("pad", PADS.values(), ids=PADS)
def test_every_step_of_ink_comes_back_from_the_value_it_stands_for(pad):
    levels = np.arange(pad.levels + 1, dtype=np.uint8)
    values = pad.values(levels)
    assert values[0] == 0
    assert values[-1] == pad.full
    assert (np.diff(values) > 0).all()
    np.testing.assert_array_equal(pad.to_levels(values / pad.full), levels)


@given(arrays(float, 9, elements=st.floats(-1e6, 1e6)))
def test_no_value_makes_more_ink_than_the_pad_has_or_less_than_none(values):
    for pad in PADS.values():
        levels = pad.to_levels(values)
        assert levels.dtype == np.uint8
        assert levels.max() <= pad.levels
        np.testing.assert_array_equal(levels[values <= 0], 0)
        np.testing.assert_array_equal(levels[values >= 1], pad.levels)


@pytest.mark.parametrize(("size", "color"), KINDS)
def test_every_picture_has_the_shape_of_its_pad(size, color):
    learner = Session()
    learner.drawing.choose(size, color)
    side, channels = PADS[size].side, COLORS[color]
    shape = (side, side) if channels == 1 else (side, side, channels)
    assert (
        learner.drawing.levels.shape
        == learner.drawing.image.shape
        == learner.drawing.light.shape
        == shape
    )
    assert learner.drawing.levels.max() <= PADS[size].levels
    assert learner.drawing.light.max() <= 1


def test_the_smallest_pads_open_with_an_example_and_the_others_empty():
    pictures = Session().drawing.pictures
    assert pictures["3×3", "gray"].tolist() == [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    assert pictures["3×3", "RGB"][..., 0].tolist() == pictures["3×3", "gray"].tolist()
    assert [place for place, levels in pictures.items() if not levels.any()] == [
        place for place in pictures if place[0] != "3×3"
    ]


def test_who_has_not_drawn_begins_on_a_page_of_mnists_size_and_nobody_else_is_moved():
    fresh, chosen, drawn = Session(), Session(), Session()
    chosen.drawing.choose("8×8", "RGB")
    drawn.drawing.draw(np.ones((3, 3), np.uint8))
    for learner in (fresh, chosen, drawn):
        learner.drawing.start()
    assert (fresh.drawing.pad, chosen.drawing.pad, drawn.drawing.pad) == ("28×28", "8×8", "3×3")


def test_a_photograph_is_kept_as_fine_as_it_came_until_somebody_draws_on_it():
    learner, fine = Session(), np.linspace(0, 1, 280 * 280).reshape(280, 280)
    learner.drawing.choose("8×8", "gray")
    stamp = learner.drawing.revision
    learner.drawing.replace(fine[::35, ::35], "from your file", original=fine)
    assert learner.drawing.light is fine
    assert learner.drawing.revision > stamp
    learner.drawing.choose("3×3", "gray")
    assert learner.drawing.light is not fine
    learner.drawing.choose("8×8", "gray")
    assert learner.drawing.light is fine
    learner.drawing.draw(learner.drawing.levels.copy())
    assert learner.drawing.light.shape == (8, 8)
    assert learner.drawing.source == "drawn by you"


def test_what_the_pen_draws_leaves_the_stamp_alone_so_that_the_next_stroke_still_counts():
    learner = Session()
    stamp = learner.drawing.revision
    learner.drawing.draw(np.zeros((3, 3), np.uint8))
    assert learner.drawing.revision == stamp


def test_two_sessions_share_no_array_no_table_and_no_id():
    one, other = Session(), Session()
    assert one.id != other.id
    for field in dataclasses.fields(Session):
        if field.name == "id":
            continue
        mine, theirs = getattr(one, field.name), getattr(other, field.name)
        assert mine is not theirs
        for part, value in vars(mine).items() if dataclasses.is_dataclass(mine) else ():
            if isinstance(value, dict | list | set):
                assert value is not getattr(theirs, part)
    for place, levels in one.drawing.pictures.items():
        assert not np.shares_memory(levels, other.drawing.pictures[place])


def test_a_trained_network_becomes_the_learners_own_number_for_number():
    learner = Session()
    layers = (random_layer(784, 5, "relu", 1, digits=4), random_layer(5, 10, "softmax", 2, 4))
    learner.network.adopt("run", layers)
    assert learner.network.use_own
    assert learner.network.own_run == "run"
    for (kernel, bias, activation), layer in zip(learner.network.own_layers, layers, strict=True):
        np.testing.assert_array_equal(kernel, layer.kernel)
        np.testing.assert_array_equal(bias, layer.bias)
        assert activation == layer.activation
