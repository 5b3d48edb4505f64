import keras
import numpy as np

images = np.zeros((1, 28, 28, 1), np.float32)  # no Flatten before Dense
dense = keras.layers.Dense(10)
outputs = dense(images)

shape = tuple(outputs.shape)
parameters = dense.count_params()
