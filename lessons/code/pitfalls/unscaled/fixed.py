import keras

keras.utils.set_random_seed(1)
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()

scale = 1 / 255
model = keras.Sequential([
    keras.Input((28, 28)),
    keras.layers.Flatten(),
    keras.layers.Rescaling(scale),
    keras.layers.Dense(128, activation="relu"),
    keras.layers.Dense(10, activation="softmax"),
])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
dense_reads = keras.Sequential(model.layers[:-2])(x_test)
print("Dense reads numbers up to", float(keras.ops.max(dense_reads)))
model.fit(x_train[:12000], y_train[:12000], batch_size=128, epochs=5, verbose=0)
loss, accuracy = model.evaluate(x_test, y_test, verbose=0)
print(f"test loss {loss:.2f}, test accuracy {accuracy:.1%}")
