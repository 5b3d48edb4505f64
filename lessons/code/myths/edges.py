import keras
import numpy as np

# units: how many neurons the layer has
dense = keras.layers.Dense(units)
dense.build((None, 9))

rest = np.asarray(dense(np.zeros((1, 9))))
moved = np.asarray(dense(np.eye(9)))  # nine times one input is 1 and the others are 0
edges = np.count_nonzero(moved - rest)  # outputs that an input moves
parameters = dense.count_params()
