import keras

keras.utils.set_random_seed(1)
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()

activation = "softmax"
from_logits = True
model = keras.Sequential([
    keras.Input((28, 28)),
    keras.layers.Rescaling(1 / 255),
    keras.layers.Flatten(),
    keras.layers.Dense(10, activation=activation),
])
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=from_logits)
model.compile("adam", loss, metrics=["accuracy"])
model.fit(x_train[:12000], y_train[:12000], batch_size=128, epochs=5, verbose=0)
loss, accuracy = model.evaluate(x_test, y_test, verbose=0)
print(f"test loss {loss:.2f}, test accuracy {accuracy:.1%}")
answers = keras.ops.softmax(model.predict(x_test, verbose=0))
print(f"surest answer: {float(keras.ops.max(answers)):.1%}")
