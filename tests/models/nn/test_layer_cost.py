import keras
import pytest

from models.nn.layer_cost import DenseCost, dense_costs, flatten_head, format_bytes, pooling_head


@pytest.mark.parametrize("sizes", [(9, 4), (784, 10), (784, 128, 10), (2352, 64, 32, 10)])
def test_the_bill_counts_the_parameters_keras_counts(sizes):
    network = keras.Sequential(
        [keras.Input((sizes[0],)), *(keras.layers.Dense(units) for units in sizes[1:])]
    )
    bills = dense_costs(sizes)
    assert [bill.parameters for bill in bills] == [each.count_params() for each in network.layers]
    assert [bill.bytes for bill in bills] == [
        sum(weight.numpy().nbytes for weight in layer.weights) for layer in network.layers
    ]


def test_each_weight_is_used_once_for_an_image():
    assert DenseCost(784, 128).multiply_adds == 784 * 128


@pytest.mark.parametrize(("head", "layer"), [
    (flatten_head, keras.layers.Flatten), (pooling_head, keras.layers.GlobalAveragePooling2D),
])  # fmt: skip
def test_a_heads_bill_is_that_of_keras(head, layer):
    network = keras.Sequential([keras.Input((5, 4, 6)), layer(), keras.layers.Dense(7)])
    assert head((5, 4, 6), 7).parameters == network.count_params()


def test_bytes_are_written_as_people_do():
    assert [format_bytes(n) for n in (40, 5_160, 407_080, 1_644_167_680)] == [
        "40 bytes", "5.16 kB", "407 kB", "1.64 GB",
    ]  # fmt: skip
