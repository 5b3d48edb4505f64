import json
import re

import numpy as np
import pytest

from components.drawing.network_input import network_input, read_picture, shipped_accuracy
from components.nav.navigation import CONTENTS
from components.state.drawing import PADS
from components.ui.lesson_text import COMMON, Lesson, sections
from models.nn.activations import ACTIVATIONS
from models.nn.dense import random_layer, trace_dense
from models.nn.flatten import trace_flatten
from models.nn.network import shipped_layers, trace_network
from models.texts import LearnerError
from tests.pages.visit import (
    choose,
    control,
    draw,
    errors,
    event,
    every_turn,
    is_a_sentence,
    pictures,
    scribble,
    send,
    session,
    title,
    turned,
    unchanged,
    visit,
    with_picture,
    words,
)

PAGES = [entry.name for entry in CONTENTS]
SIZES = [(size, color) for size in PADS for color in ("gray", "RGB")]


# Every page


def test_every_page_opens_in_the_menus_order_and_shows_its_lessons_title():
    at = visit()
    for name in PAGES:
        turned(at, name)
        assert errors(at) == []
        assert title(at) == sections(name)["title"]


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_first_and_alone(name):
    at = visit(name)
    assert errors(at) == []
    assert title(at) == sections(name)["title"]


def test_every_turn_between_pages_with_a_picture_finds_what_was_chosen():
    names = ["draw", "flatten", "dense", "network", "inside"]
    at = with_picture("draw", "8×8", "RGB")
    drawn = session(at).drawing.image
    for name in every_turn(names)[1:]:
        turned(at, name)
        assert errors(at) == []
        chosen = [control(at, f"picture_{each}").value for each in ("size", "color")]
        assert chosen == ["8×8", "RGB"], name
        assert np.array_equal(session(at).drawing.image, drawn), name


@pytest.mark.parametrize(("size", "color"), SIZES)
def test_every_page_opens_with_every_kind_of_picture(size, color):
    at = with_picture("draw", size, color)
    for name in PAGES:
        turned(at, name)
        assert errors(at) == []
        assert session(at).drawing.levels.shape[:2] == (PADS[size].side,) * 2


def test_the_menu_and_the_first_page_link_to_all_the_others_in_the_menus_order():
    name, *links = [link.proto.page for link in visit().page_link]
    assert name == ""  # the first page's address
    assert links[: len(PAGES)] == ["", *PAGES[1:]]
    # And "next" twice: at the page's foot, and after the last scene.
    assert links[len(PAGES) :] == [*PAGES[1:], PAGES[1], PAGES[1]]


@pytest.mark.parametrize("name", PAGES)
def test_no_page_says_a_gap_or_a_placeholder_aloud(name):
    # What Keras prints, and a shape, may have None.
    said = re.sub(r"``.+?``|`[^`]*`|\(None, [^)]*\)", "", words(visit(name)))
    assert said
    assert "[[" not in said
    assert "None" not in said


# The drawing


def test_the_drawing_survives_turning_all_the_pages():
    at = with_picture("draw")
    before = pictures(at)
    assert before["28×28", "gray"].any()
    for name in [*PAGES, *reversed(PAGES)]:
        assert unchanged(turned(at, name), before)
        assert session(at).drawing.pad == "28×28"


def test_every_size_and_color_keeps_a_picture_of_its_own():
    at = visit("draw")
    drawn = {}
    for seed, (size, color) in enumerate(SIZES):
        choose(at, "picture_size", size)
        choose(at, "picture_color", color)
        drawn[size, color] = scribble(session(at).drawing.levels, seed)
        draw(at, drawn[size, color])
    assert unchanged(at, drawn)


def test_the_smallest_pad_opens_with_1_to_9():
    at = visit("flatten")
    assert session(at).drawing.image.tolist() == [[1, 2, 3], [4, 5, 6], [7, 8, 9]]


def test_in_color_a_picture_has_three_channels_and_three_tables_of_numbers():
    at = visit("draw")
    choose(at, "picture_size", "3×3")
    choose(at, "picture_color", "RGB")
    image = session(at).drawing.image
    assert image.shape == (3, 3, 3)
    assert at.metric[0].value == "(3, 3, 3)"
    assert len(at.dataframe) == 3
    for channel, table in enumerate(at.dataframe):
        np.testing.assert_array_equal(table.value.to_numpy(), image[:, :, channel])


@pytest.mark.parametrize(("size", "color"), SIZES)
def test_the_numbers_beside_the_pad_are_the_pictures(size, color):
    at = with_picture("draw", size, color)
    image = session(at).drawing.image
    shown = np.stack([table.value.to_numpy() for table in at.dataframe], axis=-1)
    np.testing.assert_array_equal(shown.reshape(image.shape), image)
    assert [metric.value for metric in at.metric] == [
        str(image.shape),
        "float64",
        COMMON.label("from least to most", least=f"{image.min():g}", most=f"{image.max():.4g}"),
    ]


@pytest.mark.parametrize(("size", "color"), SIZES)
def test_a_picture_of_mnist_comes_to_any_pad(size, color):
    at = visit("draw")
    choose(at, "picture_size", size)
    choose(at, "picture_color", color)
    control(at, "sample_digit").set_value("7").run()
    assert errors(at) == []
    assert "labeled 7" in session(at).drawing.source
    assert session(at).drawing.levels.any()
    first = session(at).drawing.levels.copy()
    control(at, "sample_nth").set_value(890).run()
    assert errors(at) == []
    assert not np.array_equal(session(at).drawing.levels, first)


def test_two_learners_share_nothing():
    ada, bob = with_picture("draw", seed=1), visit("draw")
    assert session(ada).id != session(bob).id
    assert not session(bob).drawing.levels.any()
    draw(bob, scribble(session(bob).drawing.levels, seed=2))
    assert not np.array_equal(session(ada).drawing.levels, session(bob).drawing.levels)
    for place, theirs in session(ada).drawing.pictures.items():
        assert not np.shares_memory(theirs, session(bob).drawing.pictures[place])


# Flatten


@pytest.mark.parametrize(("size", "color"), SIZES)
@pytest.mark.parametrize("position", [1, 4, 9])
def test_the_arithmetic_of_flatten_is_that_of_the_value_just_read(size, color, position):
    at = with_picture("flatten", size, color)
    event(at, "flatten_view", position=position)
    trace = trace_flatten(session(at).drawing.image)
    pixel = trace.pixel_of(position - 1)
    row, column, channel = (*pixel, 0)[:3]
    _, columns, channels = (*trace.image.shape, 1)[:3]
    (arithmetic,) = at.latex
    numbers = rf"{row}\cdot{columns}\cdot{channels}+{column}\cdot{channels}+{channel}"
    assert f"{numbers}={trace.index_of(*pixel)}" in arithmetic.value
    assert trace.index_of(*pixel) == position - 1
    assert f"`vector[{position - 1}]`" in words(at)
    assert f"`image[{', '.join(map(str, pixel))}]`" in words(at)
    assert f"**{trace.vector[position - 1]:.6g}**" in words(at)


@pytest.mark.parametrize("chosen", [0, 5, 8])
def test_the_arithmetic_is_that_of_the_value_chosen_whatever_was_read_last(chosen):
    at = with_picture("flatten", "3×3")
    choose(at, "reading_order", "column by column")
    event(at, "flatten_view", position=2, chosen=chosen)
    (arithmetic,) = at.latex
    row, column = chosen % 3, chosen // 3
    assert rf"0\cdot3\cdot3+{column}\cdot3+{row}={chosen}" in arithmetic.value
    assert f"`image[{row}, {column}]`" in words(at)
    assert session(at).drawing.position == 2


@pytest.mark.parametrize("chosen", [-1, 9, True, 2.0, "3", None, [1]], ids=str)
def test_a_choice_that_is_no_value_of_the_vector_is_left_alone(chosen):
    at = with_picture("flatten", "3×3")
    event(at, "flatten_view", position=4, chosen=chosen)
    assert errors(at) == []
    assert "`vector[3]`" in words(at)


def test_every_order_says_what_it_is_and_a_wrong_one_does_not_fold_back():
    at = visit("flatten")
    assert "9 of 9 values are back at their position" in words(at)
    choose(at, "reading_order", "column by column")
    assert "only 3 of 9 values are back at their position" in words(at)
    choose(at, "reading_order", "channels first")
    assert "nothing changes" in words(at)
    assert "9 of 9 values are back at their position" in words(at)
    choose(at, "picture_color", "RGB")
    assert "all red values first, then all green" in words(at)
    assert errors(at) == []


@pytest.mark.parametrize(
    ("size", "color", "one", "flat"),
    [("3×3", "gray", "(3, 3)", "(9,)"), ("28×28", "RGB", "(28, 28, 3)", "(2352,)")],
)
def test_flatten_shows_the_shapes_of_one_image_and_of_many(size, color, one, flat):
    table = with_picture("flatten", size, color).table[0].value
    assert table.iloc[0].tolist() == [one, flat]
    assert table.iloc[1].tolist() == [f"(32, {one[1:]}", f"(32, {flat.strip('(),')})"]
    assert table.iloc[2].tolist() == [f"(None, {one[1:]}", f"(None, {flat.strip('(),')})"]


def test_the_vector_folds_back_into_the_picture_value_by_value():
    assert "784 of 784 values are back at their position" in words(with_picture("flatten"))


# Dense


def outcome(at):
    return at.dataframe[-1].value


def assert_shows(at, trace):
    """The page's table of outcomes holds a trace's numbers, and so do its other figures."""
    shown = outcome(at)
    assert len(shown) == trace.layer.units
    np.testing.assert_array_equal(shown["bias"], trace.layer.bias)
    np.testing.assert_allclose(shown["weighted"], trace.products.sum(axis=0), atol=1e-12)
    np.testing.assert_array_equal(shown["z"], trace.sums)
    np.testing.assert_array_equal(shown["output"], trace.outputs)
    assert at.latex[-1].value.strip("$\n").endswith(f"={trace.layer.parameters}")


@pytest.mark.parametrize(
    ("units", "activation", "seed"), [(1, "relu", 0), (4, "softmax", 16), (16, "tanh", 9999)]
)
@pytest.mark.parametrize(("size", "digits"), [("3×3", 2), ("8×8", 4)])
def test_dense_shows_what_the_chosen_layer_computes(size, digits, units, activation, seed):
    at = with_picture("dense", size)
    control(at, "dense_units").set_value(units).run()
    control(at, "dense_activation").set_value(activation).run()
    control(at, "dense_seed").set_value(seed).run()
    assert errors(at) == []
    image = session(at).drawing.image
    layer = random_layer(image.size, units, activation, seed, digits=digits)
    assert_shows(at, trace_dense(image.reshape(-1), layer))


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_dense_opens_with_every_activation_and_shows_its_formula(activation):
    at = visit("dense")
    control(at, "dense_activation").set_value(activation).run()
    assert errors(at) == []
    assert any(ACTIVATIONS[activation].formula in each.value for each in at.latex)
    layer = random_layer(9, 4, activation, seed=16, digits=2)
    assert_shows(at, trace_dense(np.arange(1.0, 10), layer))


def test_the_choices_of_dense_survive_turning_the_page():
    at = visit("dense")
    control(at, "dense_units").set_value(7).run()
    control(at, "dense_activation").set_value("elu").run()
    before = outcome(at)
    turned(turned(at, "home"), "dense")
    assert len(outcome(at)) == 7
    assert outcome(at).equals(before)


@pytest.mark.parametrize("unit", [0, 3])
def test_the_chosen_neurons_sum_and_output_are_said_with_the_activation(unit):
    at = visit("dense")
    control(at, "unit_of_4").set_value(unit).run()
    trace = trace_dense(np.arange(1.0, 10), random_layer(9, 4, "relu", seed=16, digits=2))
    neuron = trace.neuron(unit)
    assert f"sum is {neuron.sum:.4f}" in words(at)
    assert f"it's {neuron.output:.4f}" in words(at)


def by_hand(at, **edits):
    """Type into the table of weights: a row's place and what its cells are to be."""
    rows = {row.removeprefix("row_"): cells for row, cells in edits.items()}
    state = {"edited_rows": rows, "added_rows": [], "deleted_rows": []}
    return send(at, at.data_editor[0].key, string_value=json.dumps(state))


def weights(at):
    return at.data_editor[0].value.to_numpy()


def test_weights_set_by_hand_are_the_ones_the_neuron_uses():
    at = choose(visit("dense"), "dense_weights", "hand")
    start = weights(at)
    by_hand(at, row_0={"unit 0": 5, "unit 3": -0.256}, row_9={"unit 1": 100})
    expected = start.copy()
    expected[0, 0], expected[0, 3], expected[9, 1] = 5, -0.26, 100
    np.testing.assert_array_equal(weights(at), expected)
    layer = random_layer(9, 4, "relu", seed=16, digits=2)
    layer = type(layer)(expected[:-1], expected[-1], "relu")
    assert_shows(at, trace_dense(np.arange(1.0, 10), layer))
    turned(turned(at, "home"), "dense")
    np.testing.assert_array_equal(weights(at), expected)


def test_the_way_back_to_the_random_weights_forgets_what_was_typed_into_the_table():
    at = choose(visit("dense"), "dense_weights", "hand")
    start, before = weights(at), outcome(at)
    by_hand(at, row_0={"unit 0": 5})
    assert not outcome(at).equals(before)
    (back,) = [button for button in at.button if button.label.startswith("Back to the random")]
    back.click().run()
    np.testing.assert_array_equal(weights(at), start)
    assert outcome(at).equals(before)
    assert at.session_state[at.data_editor[0].key]["edited_rows"] == {}


NO_WEIGHTS = [None, float("nan"), float("inf"), 1e9, -1000.01, "abc", True, [1], {"a": 1}]


@pytest.mark.parametrize("value", NO_WEIGHTS, ids=str)
def test_a_weight_no_neuron_can_use_is_refused_in_a_sentence_and_the_others_are_kept(value):
    at = choose(visit("dense"), "dense_weights", "hand")
    by_hand(at, row_1={"unit 1": 7})
    start = weights(at)
    by_hand(at, row_0={"unit 0": value}, row_1={"unit 1": 7}, row_2={"unit 2": 3})
    (sentence,) = errors(at)
    assert is_a_sentence(sentence)
    assert "keeps its old value" in sentence
    expected = start.copy()
    expected[2, 2] = 3
    np.testing.assert_array_equal(weights(at), expected)
    assert at.session_state[at.data_editor[0].key]["edited_rows"] == {}
    assert np.isfinite(outcome(at).to_numpy()).all()
    by_hand(at, row_0={"unit 0": 1})
    assert errors(at) == []


@pytest.mark.parametrize(
    "rows",
    [
        {"row_99": {"unit 0": 1}},
        {"row_-1": {"unit 0": 1}},
        {"row_0": {"unit 9": 1}},
        {"row_0": {"_index": "x"}},
        {"row_0": 5},
    ],
    ids=str,
)
def test_a_cell_that_is_not_in_the_table_is_refused_in_a_sentence(rows):
    at = choose(visit("dense"), "dense_weights", "hand")
    start = weights(at)
    by_hand(at, **rows)
    (sentence,) = errors(at)
    assert is_a_sentence(sentence)
    np.testing.assert_array_equal(weights(at), start)


def test_a_picture_with_too_many_values_for_a_table_keeps_random_weights_and_says_so():
    at = choose(with_picture("dense", "8×8"), "dense_weights", "hand")
    assert errors(at) == []
    assert len(at.data_editor) == 0
    assert "64 values" in at.info[0].value
    assert_shows(
        at,
        trace_dense(
            session(at).drawing.image.reshape(-1), random_layer(64, 4, "relu", 16, digits=4)
        ),
    )


@pytest.mark.parametrize(("size", "color"), SIZES)
def test_the_trained_weights_read_every_picture_that_is_prepared(size, color):
    at = choose(with_picture("dense", size, color), "dense_weights", "trained")
    assert errors(at) == []
    vector = network_input(session(at)).reshape(-1)
    assert vector.shape == (784,)
    assert_shows(at, trace_dense(vector, shipped_layers()[0]))


def unprepared(page, size="3×3"):
    """A session on a page, with the preparation switched off."""
    at = with_picture("draw", size)
    control(at, "prepare").set_value(False).run()
    return turned(at, page)


def test_without_preparation_the_trained_weights_say_what_they_cannot_read():
    at = choose(unprepared("dense"), "dense_weights", "trained")
    (sentence,) = errors(at)
    assert sentence == str(LearnerError("does not fit", values=9))
    choose(at, "dense_weights", "random")
    assert errors(at) == []


# Network


def test_without_preparation_the_network_says_what_it_cannot_read():
    at = unprepared("network")
    (sentence,) = errors(at)
    assert sentence == str(LearnerError("does not fit", values=9))
    assert title(at)
    control(at, "prepare").set_value(True).run()
    assert errors(at) == []


def test_without_preparation_the_network_reads_a_28_by_28_picture_as_it_stands():
    at = unprepared("network", "28×28")
    choose(at, "stage", "vector")
    values = at.dataframe[-1].value["value"].to_numpy()
    np.testing.assert_allclose(values, session(at).drawing.image.reshape(-1), atol=1e-6)
    assert errors(at) == []


@pytest.mark.parametrize(("size", "color"), SIZES)
def test_every_stages_numbers_are_the_traces(size, color):
    at = with_picture("network", size, color)
    trace = trace_network(network_input(session(at)), shipped_layers())
    stages = ["vector", *(f"hidden {n}" for n in range(1, len(trace.dense))), "softmax"]
    assert len(control(at, "stage").options) == len(stages)

    choose(at, "stage", "vector")
    table = at.dataframe[-1].value
    assert len(table) == 784
    np.testing.assert_allclose(table["value"], trace.flatten.vector, atol=1e-6)
    places = list(zip(table["row"], table["column"], strict=True))
    assert places == [trace.flatten.pixel_of(index) for index in range(784)]

    for stage, dense in zip(stages[1:-1], trace.dense[:-1], strict=True):
        choose(at, "stage", stage)
        table = at.dataframe[-1].value
        np.testing.assert_allclose(table["z"], dense.sums, atol=1e-6)
        np.testing.assert_allclose(table["output"], dense.outputs, atol=1e-6)

    choose(at, "stage", stages[-1])
    table = at.dataframe[-1].value
    np.testing.assert_allclose(table["logit"], trace.dense[-1].sums, atol=1e-6)
    np.testing.assert_allclose(table["probability"], trace.outputs, atol=1e-6)
    assert table["probability"].sum() == pytest.approx(1, abs=1e-5)
    assert table["shifted"].max() == 0
    np.testing.assert_allclose(table["exp"] / table["exp"].sum(), table["probability"], atol=1e-5)


def test_no_stage_is_shown_until_one_is_chosen_and_its_choice_survives_turning_the_page():
    at = with_picture("network")
    assert len(at.dataframe) == 0
    choose(at, "stage", "softmax")
    turned(turned(at, "home"), "network")
    assert len(at.dataframe[0].value) == 10


def test_the_drawing_on_the_networks_pad_is_the_same_on_every_page():
    at = visit("network")
    levels = scribble(session(at).drawing.levels)
    draw(at, levels, pad="network_pad")
    np.testing.assert_array_equal(session(turned(at, "flatten")).drawing.levels, levels)


def test_the_network_reads_in_the_wrong_order_when_told_to_and_the_page_says_what_it_costs():
    at = unprepared("network", "28×28")
    right = read_picture(session(at)).outputs
    choose(at, "read_order", "column by column")
    assert errors(at) == []
    assert not np.allclose(read_picture(session(at)).outputs, right)
    assert f"{shipped_accuracy('column by column'):.1%} of the test images" in words(at)
    assert f"instead of {shipped_accuracy('row by row'):.1%}" in words(at)
    turned(turned(at, "home"), "network")
    assert control(at, "read_order").value == "column by column"
    choose(at, "read_order", "row by row")
    assert f"instead of {shipped_accuracy('row by row'):.1%}" not in words(at)


def test_a_choice_of_networks_is_only_offered_to_who_has_trained_one():
    at = with_picture("network")
    with pytest.raises(KeyError):
        control(at, "use_own")
    layer = random_layer(784, 10, "softmax", seed=5, digits=4)
    session(at).network.adopt("a run", (layer,))
    at.run()
    assert control(at, "use_own").value is True
    stages = map(Lesson("network").label, ("stage vector", "stage softmax"))
    assert control(at, "stage").options == list(stages)
    choose(at, "use_own", False)
    assert not session(at).network.use_own
    assert len(control(at, "stage").options) == len(shipped_layers()) + 1


# Clicks under way


@pytest.mark.parametrize("page", ["draw", "network"])
def test_a_rerun_does_not_take_back_a_click_that_is_under_way(page: str) -> None:
    # What a run says of a widget's value replaces what was clicked meanwhile; so it says nothing.
    at = visit(page)
    control(at, "picture_size").set_value("8×8").run()
    at.run()
    for key in ("picture_size", "picture_color"):
        assert not control(at, key).proto.set_value
    assert not control(at, "prepare").proto.set_value
    assert control(at, "picture_size").value == "8×8"
