import keras

_, (x_test, y_test) = keras.datasets.mnist.load_data()

model = keras.Sequential([
    keras.Input((28, 28)),
    keras.layers.Flatten(),
    keras.layers.Dense(10, activation="softmax"),
])
picture = x_test[0]
print("given:", picture.shape)
answer = model.predict(picture, verbose=0)
print("answered:", answer.shape)
