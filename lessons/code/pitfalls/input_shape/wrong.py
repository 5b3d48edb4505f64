import keras

shape = (28, 28)
model = keras.Sequential([
    keras.layers.Flatten(input_shape=shape),
    keras.layers.Dense(10, activation="softmax"),
])
print("in:", model.input_shape, "out:", model.output_shape)
print(f"{model.count_params():,} parameters")
