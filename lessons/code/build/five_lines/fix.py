import keras

keras.utils.set_random_seed(1)
(x, y), _ = keras.datasets.mnist.load_data()
start = [keras.Input((28, 28))]
hidden = keras.layers.Dense(128, "relu")
output = keras.layers.Dense(9, "softmax")
optimizer = keras.optimizers.SGD(0.001)
loss = keras.losses.MeanSquaredError()
model = keras.Sequential([*start, hidden, output])
print(f"parameters: {model.count_params():,}")
model.compile(optimizer, loss, metrics=["accuracy"])
x = x / 255
model.fit(x[:15000], y[:15000], 50, epochs=3, verbose=0)
_, accuracy = model.evaluate(x[50000:], y[50000:], verbose=0)
print(f"validation accuracy: {accuracy:.1%}")
