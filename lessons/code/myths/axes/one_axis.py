import keras
import numpy as np

vector = np.zeros(784)
print("given:", vector.shape)
answer = keras.layers.Dense(10)(vector)
print("answered:", answer.shape)
