import keras

keras.utils.set_random_seed(1)
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()

model = keras.Sequential([
    keras.Input((28, 28)),
    keras.layers.Rescaling(1 / 255),
    keras.layers.Flatten(),
    keras.layers.Dense(128),
    keras.layers.Dense(10, activation="softmax"),
])
print(f"{model.count_params():,} parameters")
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train[:12000], y_train[:12000], batch_size=128, epochs=5, verbose=0)
loss, accuracy = model.evaluate(x_test, y_test, verbose=0)
print(f"test accuracy {accuracy:.1%}")
