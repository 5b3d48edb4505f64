"""At gradient: how Keras and TensorFlow's tape take the loss back onto the image."""

import keras
import numpy as np
import tensorflow as tf

from models.nn.arrays import Array
from models.tasks.keras_outputs import PackedLayers, network_of


def keras_gradients(layers: PackedLayers, image: Array, label: int) -> dict:
    """Send one image through real Keras layers, and its loss back with ``tf.GradientTape``.

    Returns:
        The ``loss``; its gradients ``d_logits``, ``d_vector``, ``d_image``.
    """
    image = tf.constant(image[np.newaxis], tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(image)
        vector = keras.layers.Flatten()(image)
        values = vector
        for kernel, bias, activation in layers:
            dense = keras.layers.Dense(len(bias))  # its activation apart, to see its sums
            dense.build(values.shape)
            dense.set_weights([kernel, bias])
            sums = dense(values)
            values = keras.layers.Activation(activation)(sums)
        loss = _loss(label, values)
    d_image, d_vector, d_logits = tape.gradient(loss, [image, vector, sums])
    return {
        "loss": np.asarray(loss),
        "d_logits": np.asarray(d_logits)[0],
        "d_vector": np.asarray(d_vector)[0],
        "d_image": np.asarray(d_image)[0],
    }


def fit_gradients(layers: PackedLayers, image: Array, label: int) -> dict:
    """Ask a tape for what ``fit`` asks for, and then for the vector's and the image's too.

    Returns:
        ``asked``, of each variable the network learns its name, shape and gradient's length;
        ``unasked``, whether the tape, never told to watch them, has no gradient for the
        ``vector`` and for the ``image``.
    """
    image = tf.constant(image[np.newaxis], tf.float32)
    network = network_of(layers, image.shape[1:])
    flatten, *dense = network.layers
    with tf.GradientTape(persistent=True) as tape:
        values = vector = flatten(image)
        for layer in dense:
            values = layer(values)
        loss = _loss(label, values)
    variables = network.trainable_variables
    gradients = tape.gradient(loss, variables)
    return {
        "asked": [
            (variable.path.partition("/")[2], tuple(variable.shape), float(tf.norm(gradient)))
            for variable, gradient in zip(variables, gradients, strict=True)
        ],
        "unasked": {
            name: tape.gradient(loss, tensor) is None
            for name, tensor in (("vector", vector), ("image", image))
        },
    }


def _loss(label: int, shares: tf.Tensor) -> tf.Tensor:
    return keras.losses.SparseCategoricalCrossentropy()(tf.constant([label]), shares)
