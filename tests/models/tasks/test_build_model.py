import gc
import math

import keras
import numpy as np
import psutil
import pytest
import tensorflow as tf
from tensorflow.compat.v1 import profiler
from tensorflow.python.framework.convert_to_constants import (
    convert_variables_to_constants_v2 as frozen_graph,
)

from components.ui.lesson_text import sections
from models.sequential.layer_types import LAYER_TYPES
from models.sequential.model import LayerStack, from_text, layer
from models.sequential.presets import MODEL_PRESETS
from models.sequential.shape_errors import ERROR_RULES, explanation
from models.sequential.shape_report import ModelReport, model_report
from models.tasks.build_model import build_model, keras_layer


def built_of(text: str) -> ModelReport:
    return model_report(from_text(text), build_model(text))


def real(chain: LayerStack) -> keras.Sequential:
    """The chain as a real network, weights and all."""
    named = zip(chain.layers, chain.names(), strict=True)
    return keras.Sequential(
        [keras.Input(chain.shape), *(keras_layer(layer, name) for layer, name in named)]
    )


def multiply_adds_of(network: keras.Sequential) -> int:
    """TensorFlow's own count for matrices and convolutions, as one operation a pair."""
    image = tf.TensorSpec((1, *network.input_shape[1:]), tf.float32)
    graph = frozen_graph(tf.function(network).get_concrete_function(image)).graph
    options = profiler.ProfileOptionBuilder.float_operation()
    options["output"] = "none"
    counted = profiler.profile(graph, options=options)
    weighing = ("MatMul", "Conv2D", "Tensordot")
    found = 0
    stack = [counted]
    while stack:
        node = stack.pop()
        stack += node.children
        operation = node.name and node.name in {each.name for each in graph.get_operations()}
        if operation and graph.get_operation_by_name(node.name).type in weighing:
            found += node.float_ops
    return found // 2


ONE_LAYER = [
    "28x28x1,Flatten", "28x28,Flatten", "784,Flatten", "(),Flatten", "2x3x4x5,Flatten",
    "28x28x1,Reshape:784", "28x28x1,Reshape:-1x7", "6,Reshape:3x2x1", "1x1,Reshape:()",
    "9,Dense:4:relu", "784,Dense:10:softmax", "28x28x1,Dense:10", "3x5,Dense:7", "1,Dense:1",
    "28x28,Activation:gelu", "7,Activation:softmax", "(),Activation:relu",
    "28x28x1,Rescaling:1/255:0", "5,Rescaling:2:-1",
    "28x28x1,Conv2D:8", "28x28x3,Conv2D:16:5:2:valid:relu", "9x7x2,Conv2D:3:4:3:same",
    "3x3x1,Conv2D:1:3", "3x3x1,Conv2D:4:5:1:same", "12x12x4,Conv2D:8:1:2:same:tanh",
    "28x28x1,MaxPooling2D", "7x9x3,MaxPooling2D:3", "7x9x3,MaxPooling2D:3:same",
    "28x28x1,GlobalAveragePooling2D", "7x7x12,GlobalAveragePooling2D",
    "28x28x1,Permute:2x1x3", "2x3x4,Permute:3x1x2", "2x3,Permute:2x1", "9,Permute:1",
]  # fmt: skip


def test_every_kind_of_layer_is_among_the_ones_compared():
    assert {row.split(",")[1].split(":")[0] for row in ONE_LAYER} == set(LAYER_TYPES)


@pytest.mark.parametrize("text", ONE_LAYER)
def test_one_layers_numbers_are_those_of_the_real_layer_with_its_weights(text):
    (joint,) = built_of(text).layers
    network = real(from_text(text))
    images = np.random.default_rng(0).random((2, *joint.before), np.float32)
    said = network(images)
    assert (joint.state, joint.message) == ("ok", "")
    assert joint.after == said.shape[1:] == network.output_shape[1:]
    assert joint.parameters == network.count_params()
    assert joint.weight_bytes == sum(np.asarray(each).nbytes for each in network.weights)
    assert joint.output_bytes == np.asarray(said)[0].nbytes
    # What is known of a layer that Keras never reached is right, as far as it goes.
    told = joint.layer.layer_type.infer_shape(joint.layer.options, joint.before)
    assert len(told) == len(joint.after)
    assert all(side in (None, real) for side, real in zip(told, joint.after, strict=True))


@pytest.mark.parametrize("text", [row for row in ONE_LAYER if "Dense" in row or "Conv2D" in row])
def test_multiply_adds_are_those_tensorflow_counts(text):
    assert built_of(text).multiply_adds == multiply_adds_of(real(from_text(text)))


def test_multiply_adds_of_a_convolution_are_those_one_counts_by_hand():
    rows, columns, channels, filters, side, stride = 9, 7, 2, 3, 4, 3
    counted = 0
    for _row in range(0, rows - side + 1, stride):
        for _column in range(0, columns - side + 1, stride):
            for _filter in range(filters):
                counted += side * side * channels
    found = built_of(f"{rows}x{columns}x{channels},Conv2D:{filters}:{side}:{stride}")
    assert found.multiply_adds == counted


def test_a_chain_of_all_kinds_has_the_shapes_and_parameters_of_the_real_network():
    text = (
        "28x28,Rescaling,Reshape:28x28x1,Conv2D:8:3:1:same:relu,MaxPooling2D,Permute:2x1x3,"
        "Conv2D:4:3,GlobalAveragePooling2D,Flatten,Dense:16,Activation:relu,Dense:10:softmax"
    )
    found, network = built_of(text), real(from_text(text))
    assert [joint.after for joint in found.layers] == [
        layer.output.shape[1:] for layer in network.layers
    ]
    assert [joint.parameters for joint in found.layers] == [
        layer.count_params() for layer in network.layers
    ]
    assert found.multiply_adds == multiply_adds_of(network) + 28 * 28  # rescaling is no matrix
    assert [*from_text(text).names()] == [layer.name for layer in network.layers]


def test_the_layers_own_names_are_the_ones_keras_gives():
    keras.utils.clear_session(free_memory=False)
    for kind, row in LAYER_TYPES.items():
        first = getattr(keras.layers, kind)(**layer(kind).arguments())
        assert first.name == row.keras_prefix


def test_the_great_examples_of_the_lesson_are_counted_and_cost_no_memory():
    process = psutil.Process()
    gc.collect()
    before = process.memory_info().rss
    assert built_of(MODEL_PRESETS["vgg16"].chain).layers[1].parameters == 102_764_544
    assert built_of(MODEL_PRESETS["too_early"].chain).parameters == 411_041_920
    assert process.memory_info().rss - before < 50 << 20


def test_leaving_flatten_out_fits_every_layer_and_fails_at_the_loss():
    found = built_of(MODEL_PRESETS["no_flatten"].chain)
    assert [joint.state for joint in found.layers] == ["ok"]
    assert (found.output, found.parameters) == ((28, 28, 10), 20)
    chain = from_text(MODEL_PRESETS["no_flatten"].chain)
    network = real(chain)
    network.compile("adam", "sparse_categorical_crossentropy")
    with pytest.raises(ValueError, match="must have rank") as refused:
        network.fit(np.zeros((128, 28, 28, 1)), np.zeros(128), batch_size=128, verbose=0)
    assert found.loss_message == str(refused.value)


@pytest.mark.parametrize(
    ("text", "fits"),
    [("784,Dense:10", True), ("784,Dense:12:softmax", True), ("784,Dense:5", False),
     ("28x28,Dense:10", False), ("1,Reshape:()", False), ("784,Dense:9:softmax", False)],
)  # fmt: skip
def test_the_loss_takes_one_vector_of_at_least_ten_numbers_a_picture(text, fits):
    assert (built_of(text).loss_message == "") == fits


# Chains that do not fit: where, which rule explains it, and what is in its gaps.
BROKEN = {
    "(),Dense": (0, "dense without axis"),
    "28x28x1,Flatten,Conv2D": (1, "vector"),
    "784,MaxPooling2D": (0, "vector"),
    "784,GlobalAveragePooling2D": (0, "vector"),
    "(),Conv2D": (0, "vector"),
    "28x28,Conv2D": (0, "no channels"),
    "28x28,MaxPooling2D": (0, "no channels"),
    "28x28,GlobalAveragePooling2D": (0, "no channels"),
    "4x4x4x2,Conv2D": (0, "too many axes"),
    "4x4x4x2,MaxPooling2D": (0, "too many axes"),
    "3x3x1,Conv2D:8:5": (0, "window"),
    "28x28x1,Conv2D,MaxPooling2D:30": (1, "window"),
    "28x28x1,Reshape:-1x-1": (0, "two unknown"),
    "28x28x1,Reshape:-1x5": (0, "remainder"),
    "28x28x1,Reshape:10x10": (0, "sizes"),
    "28x28x1,Permute:1x1x2": (0, "dims"),
    "28x28x1,Permute:0x1x2": (0, "dims"),
    "28x28x1,Permute:2x1": (0, "dims and axes"),
    "28x28,Dense:10": (None, "late"),
    "784,Dense:5": (None, "few outputs"),
}


def test_every_rule_is_provoked():
    assert {name for _, name in BROKEN.values()} == {rule.name for rule in ERROR_RULES}


@pytest.mark.parametrize(("text", "place", "rule"), [(k, *v) for k, v in BROKEN.items()])
def test_a_misfit_says_keras_own_words_at_its_joint_and_finds_its_explanation(text, place, rule):
    found = built_of(text)
    if place is None:
        assert found.failed is None
        name, gaps = explanation(found.loss_message, None, found.output)
    else:
        assert [joint.state for joint in found.layers] == ["ok"] * place + ["error"]
        assert found.failed is found.layers[place]
        with pytest.raises(ValueError) as refused:  # noqa: PT011  the words are compared below
            real(from_text(text))
        words = " ".join(str(refused.value).replace("\x1b[1m", "").replace("\x1b[0m", "").split())
        assert words.startswith(found.failed.message)
        name, gaps = explanation(found.failed.message, found.failed.layer, found.failed.before)
    assert name == rule
    text = sections("build")[f"error {name}"]
    assert all(f"[[{gap}]]" in text for gap in gaps)


def test_behind_a_misfit_is_said_what_is_known_all_the_same():
    found = built_of("28x28,Conv2D:8:3,Dense:4,GlobalAveragePooling2D,Dense:10")
    assert [joint.state for joint in found.layers] == [
        "error",
        "unreached",
        "unreached",
        "unreached",
    ]
    assert [joint.after for joint in found.layers] == [
        (None, None, 8), (None, None, 4), (4,), (10,),
    ]  # fmt: skip
    assert [joint.parameters for joint in found.layers] == [None, 36, 0, 50]
    assert math.isclose(found.parameters, 86)


def test_a_message_no_rule_knows_is_still_explained():
    assert explanation("Something new.", from_text("3,Dense").layers[0], (3,)) == (
        "other", {"shape": "(None, 3)"},
    )  # fmt: skip


def test_layers_that_were_stopped_before_their_weights_leave_keras_as_it_was():
    for _ in range(20):
        built_of("28x28x1,Conv2D:8,Flatten,Dense:10:softmax")
    network = real(from_text("9,Dense:3"))
    assert network(np.ones((1, 9), np.float32)).shape == (1, 3)
