"""Flatten against Keras, on images of every shape the lesson knows."""

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.nn.flatten import KERAS_ORDER, ORDERS, trace_flatten, unflatten

SIDE = st.integers(1, 9)
SHAPES = st.one_of(st.tuples(SIDE, SIDE), st.tuples(SIDE, SIDE, st.integers(1, 4)))
NAMED_SHAPES = [(28, 28), (28, 28, 3), (5, 7), (7, 5, 3), (1, 1), (1, 1, 1), (1, 6), (6, 1, 4)]

a_few = settings(max_examples=25)


def random_image(shape, seed=0):
    return np.random.default_rng(seed).normal(size=shape).astype(np.float32)


def keras_flatten(image):
    return np.asarray(keras.layers.Flatten()(image[np.newaxis]))[0]


@given(shape=SHAPES, seed=st.integers(0, 1000))
@a_few
def test_the_vector_is_what_keras_flatten_gives(shape, seed):
    image = random_image(shape, seed)
    np.testing.assert_array_equal(trace_flatten(image).vector, keras_flatten(image))


@pytest.mark.parametrize("shape", NAMED_SHAPES)
def test_gray_rgb_narrow_and_single_pixel_images_read_as_in_keras(shape):
    image = random_image(shape)
    np.testing.assert_array_equal(trace_flatten(image).vector, keras_flatten(image))


def test_whole_numbers_stay_whole_numbers_as_in_keras():
    image = np.random.default_rng(0).integers(0, 256, (6, 4, 3), dtype=np.uint8)
    vector = trace_flatten(image).vector
    assert vector.dtype == np.uint8 == keras_flatten(image).dtype
    np.testing.assert_array_equal(vector, keras_flatten(image))


@given(shape=SHAPES)
@a_few
def test_index_of_says_where_keras_puts_every_pixel(shape):
    # Each pixel holds a number of its own, so that it can be found again.
    image = np.random.default_rng(0).permutation(np.prod(shape)).reshape(shape).astype(np.float32)
    expected, trace = keras_flatten(image), trace_flatten(image)
    for pixel in np.ndindex(shape):
        assert expected[trace.index_of(*pixel)] == image[pixel]


@given(shape=SHAPES)
@a_few
def test_index_of_is_row_times_width_plus_column_times_channels_plus_channel(shape):
    trace = trace_flatten(np.zeros(shape))
    width, channels = shape[1], shape[2] if len(shape) == 3 else 1
    for pixel in np.ndindex(shape):
        row, column, channel = (*pixel, 0)[:3]
        assert trace.index_of(*pixel) == (row * width + column) * channels + channel


@given(shape=SHAPES)
@a_few
def test_pixel_of_is_the_way_back_from_index_of_for_every_pixel(shape):
    trace = trace_flatten(np.zeros(shape))
    assert [trace.pixel_of(i) for i in range(trace.vector.size)] == list(np.ndindex(shape))
    assert [trace.index_of(*p) for p in np.ndindex(shape)] == list(range(trace.vector.size))


def test_a_pixels_channels_stay_together():
    red_green_blue = [1, 2, 3]
    image = np.broadcast_to(red_green_blue, (2, 3, 3))
    np.testing.assert_array_equal(trace_flatten(image).vector, red_green_blue * 6)


@pytest.mark.parametrize("shape", NAMED_SHAPES)
def test_the_vector_is_a_view_of_the_image_and_not_a_copy(shape):
    trace = trace_flatten(random_image(shape))
    assert np.shares_memory(trace.vector, trace.image)


@pytest.mark.parametrize(
    "turned",
    [
        lambda image: image.T,
        lambda image: np.asfortranarray(image),
        lambda image: image[::-1, ::-1],
        lambda image: image[:, ::2],
    ],
    ids=["transposed", "column by column", "upside down", "every other column"],
)
def test_however_an_image_lies_in_memory_its_vector_is_a_read_only_view_in_keras_order(turned):
    image = turned(random_image((4, 6)))
    read_only = image.copy(order="K")
    read_only.flags.writeable = False
    for given_image in (image, read_only):
        trace = trace_flatten(given_image)
        np.testing.assert_array_equal(trace.vector, keras_flatten(image))
        assert np.shares_memory(trace.vector, trace.image)
        assert not trace.vector.flags.writeable


def test_the_image_given_is_left_as_it_was_and_stays_writable():
    image = random_image((3, 4, 3))
    before = image.copy()
    trace_flatten(image)
    np.testing.assert_array_equal(image, before)
    assert image.flags.writeable


def test_a_trace_stays_what_it_was_when_the_image_given_is_painted_on_later():
    canvas = np.zeros((3, 3))
    looked_at = canvas[:]
    looked_at.flags.writeable = False
    traces = trace_flatten(canvas), trace_flatten(looked_at)
    canvas[1, 1] = 1
    assert [trace.vector[4] for trace in traces] == [0, 0]


def test_neither_the_image_nor_the_vector_of_a_trace_can_be_written_to():
    trace = trace_flatten(random_image((3, 3)))
    with pytest.raises(ValueError, match="read-only"):
        trace.vector[0] = 1
    with pytest.raises(ValueError, match="read-only"):
        trace.image[0, 0] = 1


def test_a_read_only_image_is_kept_as_it_is_without_a_copy():
    image = random_image((3, 3))
    image.flags.writeable = False
    assert trace_flatten(image).image is image


@given(shape=SHAPES, seed=st.integers(0, 1000))
@a_few
def test_unflatten_gives_the_image_back(shape, seed):
    image = random_image(shape, seed)
    np.testing.assert_array_equal(unflatten(trace_flatten(image).vector, shape), image)


@pytest.mark.parametrize("shape", [(), (5,), (2, 3, 4, 1)])
def test_an_image_with_another_number_of_axes_is_refused_with_its_shape(shape):
    with pytest.raises(ValueError, match=r"an image has shape \(rows, columns\)") as refusal:
        trace_flatten(np.zeros(shape))
    assert str(refusal.value).endswith(f"got shape {shape}")


@pytest.mark.parametrize("shape", [(0, 3), (3, 0), (3, 3, 0)])
def test_an_image_without_pixels_is_refused_with_its_shape(shape):
    with pytest.raises(ValueError, match="each at least 1") as refusal:
        trace_flatten(np.zeros(shape))
    assert str(refusal.value).endswith(f"got shape {shape}")


@pytest.mark.parametrize(
    ("shape", "pixel"),
    [
        ((3, 4), (3, 0)),
        ((3, 4), (0, 4)),
        ((3, 4), (-1, 0)),
        ((3, 4), (0, -1)),
        ((3, 4, 3), (0, 0, 3)),
        ((3, 4, 3), (0, 0, -1)),
        ((3, 4), ()),
        ((3, 4), (1,)),
        ((3, 4), (1, 1, 0)),
        ((3, 4, 3), (1, 1)),
    ],
)
def test_a_pixel_the_image_does_not_have_is_refused_naming_both(shape, pixel):
    with pytest.raises(ValueError, match="an image of shape") as refusal:
        trace_flatten(np.zeros(shape)).index_of(*pixel)
    assert str(refusal.value) == f"an image of shape {shape} has no pixel {pixel}"


@pytest.mark.parametrize("index", [-1, 12, 100])
def test_an_index_the_vector_does_not_have_is_refused_naming_both(index):
    with pytest.raises(ValueError, match=f"a vector of 12 values has no index {index}$"):
        trace_flatten(np.zeros((3, 4))).pixel_of(index)


@pytest.mark.parametrize(
    ("vector_shape", "shape"), [((6,), (2, 2)), ((2, 3), (2, 3)), ((4,), (2, 2, 2)), ((), (1, 1))]
)
def test_a_vector_is_not_folded_into_a_shape_that_does_not_hold_it(vector_shape, shape):
    with pytest.raises(ValueError, match="values, the vector has shape") as refusal:
        unflatten(np.zeros(vector_shape), shape)
    assert str(shape) in str(refusal.value)
    assert str(vector_shape) in str(refusal.value)


# The other orders


def keras_channels_first(stored):
    """What Keras makes of an image stored (channels, rows, columns) when it is told so."""
    return np.asarray(keras.layers.Flatten(data_format="channels_first")(stored[np.newaxis]))[0]


def test_the_first_order_is_keras_own():
    assert next(iter(ORDERS)) == KERAS_ORDER
    image = random_image((4, 5, 3))
    np.testing.assert_array_equal(
        trace_flatten(image, KERAS_ORDER).vector, trace_flatten(image).vector
    )


@pytest.mark.parametrize("order", ORDERS)
@given(shape=SHAPES, seed=st.integers(0, 1000))
@a_few
def test_the_vector_is_the_image_read_at_the_orders_indices(order, shape, seed):
    image = random_image(shape, seed)
    indices = ORDERS[order].indices(shape)
    assert sorted(indices) == list(range(image.size))
    np.testing.assert_array_equal(trace_flatten(image, order).vector, image.reshape(-1)[indices])


@pytest.mark.parametrize("order", ORDERS)
@given(shape=SHAPES)
@a_few
def test_index_of_and_pixel_of_hold_in_every_order(order, shape):
    image = random_image(shape)
    trace = trace_flatten(image, order)
    for index in range(image.size):
        pixel = trace.pixel_of(index)
        assert trace.vector[index] == image[pixel]
        assert trace.index_of(*pixel) == index


@given(shape=SHAPES, seed=st.integers(0, 1000))
@a_few
def test_column_by_column_is_numpys_order_f_and_keras_on_the_image_turned_over(shape, seed):
    image = random_image(shape, seed)
    vector = trace_flatten(image, "column by column").vector
    np.testing.assert_array_equal(vector, image.flatten(order="F"))
    np.testing.assert_array_equal(vector, keras_flatten(image.T))


@given(shape=st.tuples(SIDE, SIDE, st.integers(1, 4)), seed=st.integers(0, 1000))
@a_few
def test_channels_first_is_keras_reading_such_data_untold_and_told_it_reads_row_by_row(shape, seed):
    image = random_image(shape, seed)
    stored = np.moveaxis(image, 2, 0)
    vector = trace_flatten(image, "channels first").vector
    np.testing.assert_array_equal(vector, keras_flatten(stored))
    np.testing.assert_array_equal(trace_flatten(image).vector, keras_channels_first(stored))


@pytest.mark.parametrize("shape", [(5, 7), (5, 7, 1)])
def test_for_a_gray_image_channels_first_is_row_by_row(shape):
    image = random_image(shape)
    np.testing.assert_array_equal(
        trace_flatten(image, "channels first").vector, trace_flatten(image).vector
    )


def test_gray_rows_told_to_keras_as_channels_first_are_read_column_by_column():
    image = random_image((5, 7))
    np.testing.assert_array_equal(
        trace_flatten(image, "column by column").vector, keras_channels_first(image)
    )


@pytest.mark.parametrize(
    ("order", "gray", "color"),
    [("row by row", 7, 21), ("column by column", 5, 5), ("channels first", 7, 7)],
)
def test_a_line_of_reading_is_a_row_or_a_column_with_all_that_is_read_faster(order, gray, color):
    assert ORDERS[order].line_length((5, 7)) == gray
    assert ORDERS[order].line_length((5, 7, 3)) == color


@pytest.mark.parametrize("order", ORDERS)
def test_no_orders_vector_can_be_written_to(order):
    with pytest.raises(ValueError, match="read-only"):
        trace_flatten(random_image((3, 4)), order).vector[0] = 1


def test_an_order_there_is_not_is_refused_naming_those_there_are():
    with pytest.raises(ValueError, match="no order is called 'spiral'; there are row by row"):
        trace_flatten(np.zeros((2, 2)), "spiral")
