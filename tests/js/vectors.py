"""Golden vectors: what models/ computes, written for node to compare with what it computes."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from models.nn.arrays import Array


class Vectors:
    """Cases as JSON beside one file of numbers; an array stands in a case as ``{"array": nth}``."""

    def __init__(self) -> None:
        self.cases: list[Any] = []
        self._arrays: list[dict[str, Any]] = []
        self._bytes = bytearray()

    def array(self, values: Array) -> dict[str, int]:
        """Write an array's numbers, little-endian, each array at an address divisible by 8."""
        values = np.ascontiguousarray(values)
        if values.dtype.kind in "ib" and values.dtype != np.uint8:
            values = values.astype(float)
        self._arrays.append(
            {"dtype": str(values.dtype), "offset": len(self._bytes), "count": values.size}
        )
        self._bytes += values.astype(values.dtype.newbyteorder("<")).tobytes()
        self._bytes += bytes(-len(self._bytes) % 8)
        return {"array": len(self._arrays) - 1}

    def write(self, folder: Path, name: str) -> None:
        """Write ``<name>.json`` and ``<name>.bin``."""
        content = {"arrays": self._arrays, "cases": self.cases}
        (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
        (folder / f"{name}.bin").write_bytes(self._bytes)
