"""A filter's feature map is what Keras's Conv2D makes of the image, to six decimals."""

import keras
import numpy as np

from models.explain.convolution import trace_convolution


def test_a_feature_map_is_that_of_conv2d():
    rng = np.random.default_rng(3)
    image, kernel = rng.random((28, 28)), rng.normal(size=(3, 3))
    layer = keras.layers.Conv2D(1, 3, use_bias=False)
    layer.build((None, 28, 28, 1))
    layer.set_weights([kernel[..., np.newaxis, np.newaxis]])
    expected = np.asarray(layer(image[np.newaxis, ..., np.newaxis]))[0, :, :, 0]
    trace = trace_convolution(image, kernel)
    np.testing.assert_allclose(trace.feature_map, expected, atol=1e-6)


def test_each_value_is_the_sum_of_the_products_below_the_filter():
    image = np.arange(30.0).reshape(5, 6)
    trace = trace_convolution(image, np.arange(9.0).reshape(3, 3))
    assert trace.feature_map.shape == (3, 4)
    for row, column in np.ndindex(3, 4):
        np.testing.assert_array_equal(trace.window(row, column)[0, 0], image[row, column])
        assert trace.products(row, column).sum() == trace.feature_map[row, column]
