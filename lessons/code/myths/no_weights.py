import keras

flatten = keras.layers.Flatten()
dense = keras.layers.Dense(10)
network = keras.Sequential([keras.Input((28, 28)), flatten, dense])

parameters = flatten.count_params()
others = dense.count_params()
