import keras
import numpy as np

# picture: yours, as an array of float32
vector = picture.reshape(1, -1)
order = np.random.default_rng().permutation(vector.size)

dense, other = keras.layers.Dense(10), keras.layers.Dense(10)
outputs = np.asarray(dense(vector))
other.build(vector.shape)
weights, biases = dense.get_weights()
other.set_weights([weights[order], biases])  # the rows in the same order as the values

largest = np.abs(outputs).max()
difference = np.abs(np.asarray(other(vector[:, order])) - outputs).max()
