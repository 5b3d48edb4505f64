"""Presets: models worth building once, and inputs worth trying."""

from dataclasses import dataclass

FIRST = "28x28x1,Flatten,Dense:128:relu,Dense:10:softmax"
CHALLENGE = "28x28x1,Flatten,Dense:32:relu,Dense:10:softmax"  # as the challenge begins


@dataclass(frozen=True)
class ModelPreset:
    """One model to begin with."""

    name: str
    chain: str  # as `models.sequential.model.from_text` reads it


MODEL_PRESETS: dict[str, ModelPreset] = {
    row.name: row
    for row in (
        ModelPreset("smallest", "28x28x1,Flatten,Dense:10:softmax"),
        ModelPreset("hidden", FIRST),
        ModelPreset("no_flatten", "28x28x1,Dense:10:softmax"),
        ModelPreset(
            "convolution",
            "28x28x1,Conv2D:32:3:1:valid:relu,MaxPooling2D:2,Flatten,Dense:10:softmax",
        ),
        ModelPreset(
            "pooling_head",
            "28x28x1,Conv2D:32:3:1:valid:relu,MaxPooling2D:2,Conv2D:64:3:1:valid:relu,"
            "GlobalAveragePooling2D,Dense:10:softmax",
        ),
        ModelPreset(
            "no_channel",
            "28x28,Conv2D:32:3:1:valid:relu,Flatten,Dense:10:softmax",
        ),
        ModelPreset(
            "vgg16",
            "7x7x512,Flatten,Dense:4096:relu,Dense:4096:relu,Dense:1000:softmax",
        ),
        ModelPreset("too_early", "224x224x64,Flatten,Dense:128:relu"),
    )
}
"""Every preset by name, in the order of the menu."""

INPUTS = ("28x28x1", "28x28", "784", "3x3", "32x32x3", "()")
"""Shapes of an input that a menu offers."""

CHALLENGE_LAYERS = ("Flatten", "Dense", "Activation")
CHALLENGE_INPUTS = ("28x28x1", "28x28", "784")
"""Layers and inputs that the challenge allows."""
