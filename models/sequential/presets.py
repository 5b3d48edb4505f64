"""Presets: models worth building once, and inputs worth trying."""

from dataclasses import dataclass

FIRST = "28x28x1,Flatten,Dense:128:relu,Dense:10:softmax"


@dataclass(frozen=True)
class ModelPreset:
    """One model to begin with."""

    name: str
    label: str  # in a menu
    chain: str  # as `models.sequential.model.from_text` reads it


MODEL_PRESETS: dict[str, ModelPreset] = {
    row.name: row
    for row in (
        ModelPreset("smallest", "Flatten → Dense(10)", "28x28x1,Flatten,Dense:10:softmax"),
        ModelPreset("hidden", "Flatten → Dense(128) → Dense(10)", FIRST),
        ModelPreset("no_flatten", "Flatten left out", "28x28x1,Dense:10:softmax"),
        ModelPreset(
            "convolution",
            "Conv2D → Flatten → Dense(10)",
            "28x28x1,Conv2D:32:3:1:valid:relu,MaxPooling2D:2,Flatten,Dense:10:softmax",
        ),
        ModelPreset(
            "pooling_head",
            "Conv2D → GlobalAveragePooling2D → Dense(10)",
            "28x28x1,Conv2D:32:3:1:valid:relu,MaxPooling2D:2,Conv2D:64:3:1:valid:relu,"
            "GlobalAveragePooling2D,Dense:10:softmax",
        ),
        ModelPreset(
            "no_channel",
            "A picture without its channel axis",
            "28x28,Conv2D:32:3:1:valid:relu,Flatten,Dense:10:softmax",
        ),
        ModelPreset(
            "vgg16",
            "The head of VGG16",
            "7x7x512,Flatten,Dense:4096:relu,Dense:4096:relu,Dense:1000:softmax",
        ),
        ModelPreset("too_early", "Flatten far too early", "224x224x64,Flatten,Dense:128:relu"),
    )
}
"""Every preset by name, in the order of the menu."""

INPUTS = ("28x28x1", "28x28", "784", "3x3", "32x32x3", "()")
"""Shapes of an input that a menu offers."""
