"""Layout of the network diagram: positions, sizes and descriptions of all its parts.

Lengths are in pixels of the image; x grows to the right, y downward.
"""

import numpy as np

from components.ui.lesson_text import COMMON
from components.ui.network_diagram.payload import Cell, Edge, Layout, Point, Ribbon, Title, Unit
from models.nn.arrays import Array
from models.nn.network import NetworkTrace
from models.texts import format_template

IMAGE_GAP, CONNECTION_WIDTH = 2.0, 3.5  # from image to vector, and from there to the outputs
MARGIN, TITLE = 0.2, 0.8
RADIUS = 0.78
THIN, THICK = 0.014, 0.1  # width of an edge of weight 0, and what the largest weight adds
FAINT = 0.12  # opacity of the edges of other units


def diagram_layout(trace: NetworkTrace, highlighted_unit: int | None = None) -> Layout:
    """Return the parts of a small network's diagram.

    Args:
        trace: of a one-channel image of at most 16 pixels, through one Dense layer.
        highlighted_unit: the unit whose edges stand out; None shows all alike.
    """
    rows, columns = trace.flatten.image.shape
    count, units = trace.dense[0].layer.kernel.shape
    left, vector_x = MARGIN, MARGIN + columns + IMAGE_GAP
    unit_x, image_top = vector_x + 1 + CONNECTION_WIDTH, TITLE + (count - rows) / 2
    unit_y = [TITLE + count * (unit + 0.5) / units for unit in range(units)]
    return {
        "width": unit_x + RADIUS + MARGIN,
        "height": TITLE + count + MARGIN,
        "ribbons": ribbons(rows, columns, left + columns, vector_x, image_top),
        "edges": edges(trace, vector_x + 1, [(unit_x, y) for y in unit_y], highlighted_unit),
        "cells": cells(trace, left, vector_x, image_top),
        "units": [_unit(trace, unit, (unit_x, y)) for unit, y in enumerate(unit_y)],
        "titles": [
            _title(COMMON.label("diagram image"), left + columns / 2, image_top),
            _title(COMMON.label("diagram vector"), vector_x + 0.5, TITLE),
            _title(COMMON.label("diagram outputs"), unit_x, TITLE),
        ],
        "radius": RADIUS,
    }


def _title(text: str, x: float, top: float) -> Title:
    return {"position": (x, top - 0.2), "text": text}


def _unit(trace: NetworkTrace, unit: int, position: Point) -> Unit:
    layer, output = trace.dense[0].layer, f"{trace.outputs[unit]:.2f}"
    names = {"neuron": str(unit), "bias": f"{layer.bias[unit]:g}", "activation": layer.activation}
    description = format_template(COMMON.words("diagram")["output"], {**names, "output": output})
    return {"position": position, "text": output, "names": names, "description": description}


def ribbons(rows: int, columns: int, left: float, right: float, top: float) -> list[Ribbon]:
    """Return a band from each row of the image to its part of the vector."""
    return [
        {
            "points": [
                (left, top + row),
                (right, TITLE + row * columns),
                (right, TITLE + (row + 1) * columns),
                (left, top + row + 1),
            ],
            "opacity": 0.14 + 0.1 * (row % 2),
        }
        for row in range(rows)
    ]


def edges(
    trace: NetworkTrace, left: float, ends: list[Point], highlighted_unit: int | None
) -> list[Edge]:
    """Return a line for each weight."""
    kernel = trace.dense[0].layer.kernel
    largest = float(np.abs(kernel).max()) or 1.0
    return [
        {
            "start": (left, TITLE + index + 0.5),
            "end": ends[unit],
            "width": THIN + THICK * abs(float(kernel[index, unit])) / largest,
            "is_negative": bool(kernel[index, unit] < 0),
            "opacity": 0.8 if highlighted_unit in (None, unit) else FAINT,
            "description": COMMON.label(
                "diagram weight", index=index, neuron=unit, weight=f"{kernel[index, unit]:g}"
            ),
        }
        for index, unit in np.ndindex(kernel.shape)
    ]


def cells(trace: NetworkTrace, left: float, vector_x: float, top: float) -> list[Cell]:
    """Return every value twice: at its position in the image, and in the vector."""
    flatten = trace.flatten
    in_image: list[Cell] = []
    in_vector: list[Cell] = []
    for index, value in enumerate(flatten.vector):
        row, column = flatten.pixel_of(index)
        cell: Cell = {
            "position": (left + column, top + row),
            "shade": _shade(value, flatten.image),
            "text": f"{value:g}",
            "description": COMMON.label(
                "diagram value", row=row, column=column, index=index, value=f"{value:g}"
            ),
        }
        in_image.append(cell)
        in_vector.append({**cell, "position": (vector_x, TITLE + index)})
    return in_image + in_vector


def _shade(value: float, image: Array) -> int:
    return round(255 * float(value) / (float(image.max()) or 1))  # a picture without ink is black
