import keras

keras.utils.set_random_seed(1)
(x, y), test = keras.datasets.mnist.load_data()

model = keras.Sequential([
    keras.Input((28, 28)),
    ...,
    keras.layers.Flatten(),
    keras.layers.Dense(128, "relu"),
    keras.layers.Dense(10, "softmax"),
])
loss = "sparse_categorical_crossentropy"
model.compile("adam", loss, metrics=["accuracy"])
model.fit(x, y, batch_size=500, verbose=0)
loss, accuracy = model.evaluate(*test, verbose=0)
print(f"loss {loss:.2f}")
print(f"test accuracy {accuracy:.1%}")
