import keras

(x, y), (new, _) = keras.datasets.mnist.load_data()

last = keras.layers.Dense(10, "softmax")
model = keras.Sequential([
    keras.Input((28, 28)),
    keras.layers.Rescaling(1 / 255),
    keras.layers.Flatten(),
    last,
])
logits = True
loss = keras.losses.SparseCategoricalCrossentropy
model.compile("adam", loss(from_logits=logits))
model.fit(x, y, batch_size=100, verbose=0)
p = keras.ops.softmax(model(new))
print(f"highest probability {p.numpy().max():.1%}")
