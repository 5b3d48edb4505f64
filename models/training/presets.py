"""Presets: runs worth seeing once, each a set of settings that teaches one thing."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Preset:
    """One preset; a field it does not set is the default of `lesson_config`."""

    name: str
    settings: dict[str, Any] = field(default_factory=dict)


PRESETS: dict[str, Preset] = {
    row.name: row
    for row in (
        Preset("usual"),
        Preset(
            "too_high",
            # Small batches of few images give a snapshot per step; relu units would die, which
            # would end the climb.
            {
                "activation": "linear",
                "optimizer": "sgd",
                "learning_rate": 3.0,
                "examples": 1000,
                "batch_size": 100,
            },
        ),
        Preset("too_low", {"learning_rate": 1e-6}),
        Preset("no_activation", {"hidden_units": (128, 64), "activation": "linear"}),
        Preset("units_4", {"hidden_units": (4,), "examples": 1000, "epochs": 20}),
        Preset("units_128", {"hidden_units": (128,), "examples": 1000, "epochs": 20}),
        Preset("units_1024", {"hidden_units": (1024,), "examples": 1000, "epochs": 20}),
        Preset("not_scaled", {"examples": 12_000, "pixels": "raw"}),
        Preset("permuted", {"pixels": "permuted"}),
    )
}
"""Every preset by name, in the order of the menu."""
