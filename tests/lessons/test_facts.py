"""Every fact the lesson teaches about Flatten and Dense, asked of the Keras that is installed."""

import warnings
from contextlib import contextmanager
from itertools import pairwise

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import layers

from models.data.datasets import load
from models.data.mnist_preprocessing import trace_preparation
from models.engine.train import train
from models.exercises.experiments import stored_run, validation_accuracy
from models.exercises.simulated_drawings import center_bounding_box, draw_digit
from models.exercises.transforms import reorder, shift
from models.nn.network import predict
from models.tasks.conv_gradient import conv_before_flatten
from models.training.config import TrainingConfig

RNG = np.random.default_rng(0)


@pytest.fixture(scope="module")
def mnist():
    return load("mnist")


@pytest.fixture(scope="module")
def stored():
    return {
        name: stored_run(name) for name in ("permuted", "collapse", "asleep", "width", "pooling")
    }


def numbers(*shape):
    return RNG.random(shape).astype(np.float32)


def plain(tensor):
    return keras.ops.convert_to_numpy(tensor)


# Flatten


def test_flatten_keeps_the_batch_axis_and_every_value_and_has_nothing_to_learn():
    images, flatten = numbers(5, 4, 3, 2), layers.Flatten()
    vectors = plain(flatten(images))
    assert vectors.shape == (5, 24)
    np.testing.assert_array_equal(vectors, images.reshape(len(images), -1))
    assert flatten.count_params() == 0
    assert flatten.weights == []


def test_its_order_is_row_then_column_then_channel():
    image = numbers(1, 4, 3, 2)
    vector = plain(layers.Flatten()(image))[0]
    for row, column, channel in np.ndindex(4, 3, 2):
        assert vector[(row * 3 + column) * 2 + channel] == image[0, row, column, channel]


def test_flatten_copies_nothing():
    images = tf.constant(numbers(5, 4, 3))
    memory = np.asarray(memoryview(images)).ctypes.data
    assert np.asarray(memoryview(layers.Flatten()(images))).ctypes.data == memory


def test_reshape_to_minus_one_is_the_same_layer():
    images = numbers(5, 4, 3, 2)
    np.testing.assert_array_equal(
        plain(layers.Reshape((-1,))(images)), plain(layers.Flatten()(images))
    )


def test_a_single_number_for_each_picture_becomes_a_row_of_one():
    assert layers.Flatten()(numbers(5)).shape == (5, 1)


def test_channels_first_is_transposed_before_it_is_flattened():
    images = numbers(5, 2, 4, 3)  # (batch, channels, rows, columns)
    vectors = plain(layers.Flatten(data_format="channels_first")(images))
    last = images.transpose(0, 2, 3, 1)
    np.testing.assert_array_equal(vectors, last.reshape(5, -1))
    assert (vectors != images.reshape(5, -1)).any()


def test_the_usual_data_format_is_channels_last():
    assert keras.config.image_data_format() == "channels_last"
    assert layers.Flatten().data_format == "channels_last"


def test_wide_floats_are_cast_to_float32_and_bytes_stay_bytes():
    assert layers.Flatten()(np.zeros((1, 2, 2), np.float64)).dtype == "float32"
    assert layers.Flatten()(np.zeros((1, 2, 2), np.uint8)).dtype == "uint8"


def test_an_unknown_height_cannot_feed_dense_by_flatten_and_can_by_global_pooling():
    picture = keras.Input((None, None, 1))
    maps = layers.Conv2D(4, 3)(picture)
    with pytest.raises(ValueError, match="fully-defined"):
        layers.Dense(10)(layers.Flatten()(maps))
    answers = layers.Dense(10)(layers.GlobalAveragePooling2D()(maps))
    model = keras.Model(picture, answers)
    assert [model(numbers(1, side, side, 1)).shape for side in (9, 30)] == [(1, 10), (1, 10)]


def test_the_gradient_passes_flatten_reshaped_and_otherwise_unchanged():
    images, kernel = tf.constant(numbers(2, 3, 4)), tf.constant(numbers(12, 5))
    with tf.GradientTape() as tape:
        tape.watch(images)
        vectors = layers.Flatten()(images)
        loss = tf.reduce_sum(tf.tanh(vectors @ kernel))
    at_image, at_vector = tape.gradient(loss, [images, vectors])
    assert np.any(at_vector)
    np.testing.assert_array_equal(at_image, np.reshape(at_vector, (2, 3, 4)))


# Dense


def test_dense_acts_on_the_last_axis_and_shares_its_weights_over_the_others():
    picture = keras.Input((28, 28, 1))
    dense = layers.Dense(10)
    assert dense(picture).shape == (None, 28, 28, 10)
    assert dense.count_params() == 20
    images = numbers(2, 28, 28, 1)
    dense.bias.assign(RNG.normal(size=10))
    np.testing.assert_allclose(
        plain(dense(images)), images @ plain(dense.kernel) + plain(dense.bias), atol=1e-6
    )


def test_what_dense_refuses_is_a_single_axis():
    with pytest.raises(ValueError, match="min_ndim=2"):
        layers.Dense(10)(np.zeros(784, np.float32))
    assert layers.Dense(10)(np.zeros((1, 784), np.float32)).shape == (1, 10)


def test_without_flatten_a_classifier_fails_late_and_in_the_loss():
    model = keras.Sequential([keras.Input((28, 28)), layers.Dense(10, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy")
    images, labels = numbers(4, 28, 28), np.arange(4)
    assert model(images).shape == (4, 28, 10)  # so far all is well
    with pytest.raises(ValueError, match=r"rank|shape"):
        model.fit(images, labels, verbose=0)


def test_without_flatten_a_regression_learns_nonsense_and_says_nothing():
    model = keras.Sequential([keras.Input((28, 28)), layers.Dense(1)])
    model.compile("sgd", "mse")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model.fit(numbers(4, 28, 28), np.arange(4.0), verbose=0)
    assert model(numbers(4, 28, 28)).shape == (4, 28, 1)


def test_dense_before_flatten_is_legal():
    model = keras.Sequential([keras.Input((28, 28)), layers.Dense(3), layers.Flatten()])
    assert model.output_shape == (None, 84)
    assert model.count_params() == 28 * 3 + 3


def test_the_usual_activation_is_none_at_all():
    assert layers.Dense(1).activation is keras.activations.linear


@contextmanager
def on_paper():
    """Build without memory for a single weight: the largest layer here would take 1.6 GB."""
    with keras.StatelessScope(initialize_variables=False):
        yield


@pytest.mark.parametrize(
    ("inputs", "units", "use_bias", "parameters"),
    [
        (9, 4, True, 40),
        (9, 4, False, 36),
        (784, 128, True, 100_480),
        (224 * 224 * 64, 128, True, 411_041_920),
    ],
)
def test_parameters_are_inputs_times_units_and_a_bias_a_unit(inputs, units, use_bias, parameters):
    with on_paper():
        dense = layers.Dense(units, use_bias=use_bias)
        dense.build((None, inputs))
        assert dense.count_params() == parameters == inputs * units + units * use_bias


def test_the_lessons_network_has_101_770_parameters():
    network = [keras.Input((28, 28)), layers.Flatten(), layers.Dense(128), layers.Dense(10)]
    assert keras.Sequential(network).count_params() == 101_770


def test_keras_and_numpy_agree_to_six_decimals_and_not_to_the_bit(mnist):
    dense = layers.Dense(128)
    dense.build((None, 784))
    dense.bias.assign(RNG.normal(size=128))
    pictures = mnist.test.images[:100].reshape(100, 784) / 255
    exact = pictures @ plain(dense.kernel).astype(float) + plain(dense.bias)
    apart = np.abs(plain(dense(pictures)) - exact)
    assert 0 < apart.max() < 2e-6
    assert np.percentile(apart, 99) < 5e-7


def test_ten_thousand_units_cost_78_times_what_128_do():
    with on_paper():
        narrow, wide = (
            keras.Sequential([keras.Input((784,)), layers.Dense(units), layers.Dense(10)])
            for units in (128, 10_000)
        )
        assert (narrow.count_params(), wide.count_params()) == (101_770, 7_950_010)


def test_most_of_vgg16_is_its_first_dense_layer():
    with on_paper():
        network = keras.applications.VGG16(weights=None)
        assert network.count_params() == 138_357_544
        assert network.get_layer("fc1").count_params() == 102_764_544
        assert isinstance(network.get_layer("flatten"), layers.Flatten)


def test_a_newer_network_ends_in_global_average_pooling_and_has_no_flatten():
    with on_paper():
        network = keras.applications.MobileNetV2(weights=None)
    kinds = [type(layer) for layer in network.layers]
    assert kinds[-2:] == [layers.GlobalAveragePooling2D, layers.Dense]
    assert layers.Flatten not in kinds


# Pitfalls


def test_one_picture_without_its_batch_axis_is_refused():
    model = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(10)])
    with pytest.raises(ValueError, match=r"Expected shape \(None, 28, 28\)"):
        model.predict(numbers(28, 28), verbose=0)
    assert model.predict(numbers(1, 28, 28), verbose=0).shape == (1, 10)


def test_input_shape_on_a_layer_is_warned_of_and_input_is_not():
    with pytest.warns(UserWarning, match=r"prefer using an `Input\(shape\)` object"):
        layers.Dense(3, input_shape=(4,))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        keras.Sequential([keras.Input((4,)), layers.Dense(3)])


def test_softmax_twice_leaves_a_loss_that_even_a_perfect_answer_cannot_get_rid_of():
    answer, truth = np.eye(10, dtype=np.float32)[:1], np.array([0])
    twice = keras.losses.SparseCategoricalCrossentropy(from_logits=True)(truth, answer)
    once = keras.losses.SparseCategoricalCrossentropy()(truth, answer)
    assert float(twice) == pytest.approx(np.log(np.e + 9) - 1, abs=1e-6)
    assert float(once) == pytest.approx(0, abs=1e-6)


# Trainings: what the stored experiments say, and a short one of now


@pytest.fixture(scope="module")
def plain_network(mnist):
    """A network that has learned on 12,000 plain MNIST images, and nothing else."""
    *_, last = train(mnist, TrainingConfig(examples=12_000, epochs=3))
    return last.layers


def share_right(images, labels, network):
    return float((predict(images, network).argmax(axis=1) == labels[: len(images)]).mean())


def test_one_softmax_layer_reaches_92_percent_and_a_hidden_one_97(stored):
    assert validation_accuracy(stored["collapse"], "single") == pytest.approx(0.923, abs=0.004)
    assert validation_accuracy(stored["collapse"], "relu") == pytest.approx(0.971, abs=0.004)


def test_two_layers_without_activation_are_one(stored):
    found = stored["collapse"]
    apart = validation_accuracy(found, "linear") - validation_accuracy(found, "single")
    assert apart == pytest.approx(0, abs=0.005)
    assert found["same_answers"] == found["validation"]


def test_permuted_pixels_hurt_a_cnn_and_leave_a_dense_network_where_it_was(stored):
    dense, permuted, cnn, cnn_permuted = (
        validation_accuracy(stored["permuted"], part) for part in stored["permuted"]["parts"]
    )
    assert permuted == pytest.approx(dense, abs=0.01)
    assert dense == pytest.approx(0.944, abs=0.01)
    assert cnn == pytest.approx(0.966, abs=0.01)
    assert cnn_permuted < cnn - 0.05


def test_a_short_training_on_permuted_pixels_learns_as_much(mnist):
    configs = (
        TrainingConfig(examples=3000, epochs=2, pixels=each) for each in ("scaled", "permuted")
    )
    plain_one, permuted = ([*train(mnist, config)][-1].validation_accuracy for config in configs)
    assert permuted == pytest.approx(plain_one, abs=0.02)


def test_unscaled_pixels_end_in_a_far_larger_loss(mnist):
    configs = (TrainingConfig(examples=3000, epochs=2, pixels=each) for each in ("scaled", "raw"))
    scaled, raw = ([*train(mnist, config)][-1] for config in configs)
    assert raw.validation_loss > 5 * scaled.validation_loss
    assert raw.validation_accuracy < scaled.validation_accuracy


def test_width_costs_parameters_more_than_it_costs_accuracy(stored):
    found = stored["width"]
    narrow, some, many, most = (validation_accuracy(found, part) for part in found["parts"])
    assert narrow < 0.7 < some < many < most
    assert [found["parts"][part]["points"][-1]["accuracy"] for part in ("128", "10000")] == [1, 1]
    assert found["parts"]["10000"]["parameters"] == 7_950_010


def test_67_pixels_are_black_in_all_60_000_training_images(mnist, stored):
    assert (~mnist.train.images.any(axis=0)).sum() == 67
    trained = mnist.train.images[: stored["asleep"]["settings"]["images"]]
    np.testing.assert_array_equal(stored["asleep"]["dark"], ~trained.any(axis=0))


@pytest.mark.parametrize(("l2", "move"), [(None, False), (keras.regularizers.L2(1e-3), True)])
def test_adam_leaves_their_weights_alone_to_the_bit_unless_l2_draws_at_them(mnist, l2, move):
    dark = ~mnist.train.images.any(axis=0).reshape(-1)
    model = keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(16, activation="relu", kernel_regularizer=l2),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy")
    before = model.get_weights()[0]
    model.fit(mnist.train.images[:2000] / 255, mnist.train.labels[:2000], verbose=0)
    same = (model.get_weights()[0] == before).all(axis=1)
    assert same[dark].all() == (not move)
    assert not same[~dark].all()


def test_the_farther_test_digits_are_shifted_the_fewer_are_read_right(mnist, plain_network):
    images, labels = mnist.test.images[:2000] / 255, mnist.test.labels
    shares = [
        share_right(shift(images, "right", by), labels, plain_network) for by in (0, 1, 2, 3, 4, 6)
    ]
    assert all(before > after for before, after in pairwise(shares))
    assert shares[0] > 0.9
    assert shares[3] < 0.7
    assert shares[-1] < 0.25


def test_read_column_by_column_hardly_any_are_read_right(mnist, plain_network):
    images = reorder(mnist.test.images[:2000] / 255, "column by column")
    assert share_right(images, mnist.test.labels, plain_network) < 0.25


def test_a_drawing_is_read_as_well_as_it_is_prepared(mnist, plain_network):
    digits, labels = mnist.test.images[:300], mnist.test.labels
    filling = np.stack([draw_digit(digit, 28, "in the middle") for digit in digits])
    traces = [trace_preparation(pad) for pad in filling]
    aside = shift(shift(digits / 255, "right", 4), "down", 4)
    shares = {
        name: share_right(np.stack(pictures), labels, plain_network)
        for name, pictures in {
            "prepared": [trace.centered for trace in traces],
            "box": [center_bounding_box(trace.scaled) for trace in traces],
            "filling": filling,
            "aside": aside,
            "aside, prepared": [trace_preparation(picture).centered for picture in aside],
        }.items()
    }
    assert shares["prepared"] > shares["box"] > shares["filling"]
    assert shares["prepared"] > 0.88
    assert shares["filling"] < 0.5
    assert shares["aside"] < 0.2
    assert shares["aside, prepared"] > 0.88


# What Backpropagation and Where next tell


def test_tensorflow_leaves_out_the_vectors_gradient_where_only_weights_are_asked_for():
    images, kernel = tf.constant(numbers(2, 3, 4)), tf.Variable(numbers(12, 5))

    def matrix_products(*, watch_vector: bool) -> int:
        @tf.function
        def gradients(batch):
            with tf.GradientTape() as tape:
                vectors = tf.reshape(batch, (2, 12))
                if watch_vector:
                    tape.watch(vectors)
                loss = tf.reduce_sum(tf.tanh(vectors @ kernel))
            return tape.gradient(loss, [kernel, vectors] if watch_vector else [kernel])

        graph = gradients.get_concrete_function(images).graph
        return sum(operation.type == "MatMul" for operation in graph.get_operations())

    assert matrix_products(watch_vector=False) == 2
    assert matrix_products(watch_vector=True) == 3


def test_random_filters_and_a_trained_dense_come_close_to_trained_filters():
    *_, last = conv_before_flatten(seed=0)
    trained, random = last["open"]["accuracy"], last["cut"]["accuracy"]
    assert random > 0.88
    assert 0 < trained - random < 0.06


def test_dense_ignores_which_pixels_are_neighbors_and_flatten_keeps_them_side_by_side():
    vectors = plain(layers.Flatten()(numbers(5, 4, 3)))
    dense, order = layers.Dense(6), RNG.permutation(12)
    outputs = plain(dense(vectors))
    dense.kernel.assign(plain(dense.kernel)[order])
    np.testing.assert_allclose(plain(dense(vectors[:, order])), outputs, atol=1e-5)
    places = plain(layers.Flatten()(np.arange(12).reshape(1, 4, 3)))[0]
    assert np.array_equal(places, np.arange(12))  # right: +1, below: +width


def test_a_convolution_has_few_parameters_and_finds_a_stroke_wherever_it_is():
    convolution = layers.Conv2D(4, 3)
    image = np.zeros((1, 12, 12, 2), np.float32)
    image[0, 2:5, 3] = 1
    moved = np.roll(image, (4, 3), axis=(1, 2))
    before, after = plain(convolution(image)), plain(convolution(moved))
    assert convolution.count_params() == (3 * 3 * 2 + 1) * 4
    np.testing.assert_allclose(after[:, 4:, 3:], before[:, :-4, :-3], atol=1e-6)


def test_the_neuron_of_mcculloch_and_pitts_is_a_dense_neuron_with_a_step():
    pairs = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], np.float32)
    neuron = layers.Dense(1, activation=lambda z: keras.ops.cast(z >= 0, "float32"))
    neuron.build((None, 2))
    for threshold, outputs in ((1, [0, 1, 1, 1]), (2, [0, 0, 0, 1])):  # or, and
        neuron.set_weights([np.ones((2, 1)), np.array([-threshold])])
        assert plain(neuron(pairs))[:, 0].tolist() == outputs


def test_a_recurrent_layer_takes_sequences_of_any_length_and_flatten_with_dense_does_not():
    words = keras.Input((None, 8))
    model = keras.Model(words, layers.LSTM(4)(words))
    assert [model(numbers(1, length, 8)).shape for length in (3, 7)] == [(1, 4), (1, 4)]
    with pytest.raises(ValueError, match="fully-defined"):
        layers.Dense(4)(layers.Flatten()(words))


def test_a_row_of_a_table_goes_into_dense_without_flatten():
    assert layers.Dense(3)(numbers(20, 5)).shape == (20, 3)
