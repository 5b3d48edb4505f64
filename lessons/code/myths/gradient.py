import keras
import numpy as np
import tensorflow as tf

# picture, label, network: yours, a digit, and the trained network
image = tf.constant(picture[np.newaxis])
flatten, *dense_layers = network.layers

with tf.GradientTape(persistent=True) as tape:
    tape.watch(image)
    vector = flatten(image)
    shares = vector
    for dense in dense_layers:
        shares = dense(shares)
    loss = keras.losses.sparse_categorical_crossentropy(np.array([label]), shares)

at_vector = np.asarray(tape.gradient(loss, vector))[0]  # (784,)
at_image = np.asarray(tape.gradient(loss, image))[0]  # (28, 28)
equal = np.sum(at_image == at_vector.reshape(at_image.shape))
