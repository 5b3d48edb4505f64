import keras

keras.utils.set_random_seed(1)
(x, y), test = keras.datasets.mnist.load_data()

hidden = keras.layers.Dense(128)
model = keras.Sequential([
    keras.Input((28, 28)),
    keras.layers.Rescaling(1 / 255),
    keras.layers.Flatten(),
    hidden,
    keras.layers.Dense(10, "softmax"),
])
loss = "sparse_categorical_crossentropy"
model.compile("adam", loss, metrics=["accuracy"])
model.fit(x, y, batch_size=500, epochs=3, verbose=0)
_, accuracy = model.evaluate(*test, verbose=0)
print(f"test accuracy {accuracy:.1%}")
