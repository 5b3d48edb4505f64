import keras

keras.utils.set_random_seed(1)
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()

epochs = 3
model = keras.Sequential([
    keras.Input((28, 28)),
    keras.layers.Rescaling(1 / 255),
    keras.layers.Flatten(),
    keras.layers.Dense(1),
])
model.compile("adam", "mse", metrics=["mae"])
model.fit(x_train[:12000], y_train[:12000], epochs=epochs, verbose=0)
loss, mae = model.evaluate(x_test, y_test, verbose=0)
print("answer for one picture:", model.predict(x_test[:1], verbose=0).shape)
print(f"off by {mae:.2f} on average")
