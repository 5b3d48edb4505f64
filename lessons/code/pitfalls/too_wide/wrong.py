import keras

keras.utils.set_random_seed(1)
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()

images = 1000
units = 2000
model = keras.Sequential([
    keras.Input((28, 28)),
    keras.layers.Rescaling(1 / 255),
    keras.layers.Flatten(),
    keras.layers.Dense(units, activation="relu"),
    keras.layers.Dense(10, activation="softmax"),
])
print(f"{model.count_params():,} parameters")
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
x_seen, y_seen = x_train[:images], y_train[:images]
model.fit(x_seen, y_seen, batch_size=100, epochs=10, verbose=0)
loss, accuracy = model.evaluate(x_seen, y_seen, batch_size=500, verbose=0)
print(f"seen pictures: loss {loss:.3f}, accuracy {accuracy:.1%}")
loss, accuracy = model.evaluate(x_test, y_test, batch_size=500, verbose=0)
print(f"new pictures: loss {loss:.3f}, accuracy {accuracy:.1%}")
