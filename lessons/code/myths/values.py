import keras
import numpy as np

# picture: yours, as an array of float32
batch = keras.ops.convert_to_tensor(picture[np.newaxis])
flat = keras.layers.Flatten()(batch)

before, after = np.asarray(batch), np.asarray(flat)
same_values = np.sum(before.reshape(-1) == after[0])
same_memory = np.shares_memory(before, after)
shapes = before.shape, after.shape
