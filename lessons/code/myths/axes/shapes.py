import keras

units = 10
model = keras.Sequential([
    keras.Input((28, 28, 1)),
    keras.layers.Dense(units),
])
print("in:", model.input_shape)
print("out:", model.output_shape)
print("parameters:", model.count_params())
