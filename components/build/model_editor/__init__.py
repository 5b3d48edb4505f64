"""The workbench on screen: layers chained by hand, and what flows from one to the next."""

from typing import cast

import streamlit as st

from components.state.session import current_session
from components.ui.lesson_text import Lesson, error_sentence
from components.ui.widget_bridge import widget
from models.sequential.layer_options import LayerOption
from models.sequential.layer_types import LAYER_TYPES, PartialShape, Shape
from models.sequential.model import MAX_LAYERS, Layer, from_text, to_text
from models.sequential.presets import INPUTS
from models.sequential.shape_errors import explanation
from models.sequential.shape_report import LayerReport, ModelReport, tensor_bytes

KEY = "chain_view"
WORDS = ("scale", "free", "loss", "late", "stop")  # sections the browser shows
EXACT = 2**53  # a browser counts no further


def chain_view(lesson: Lesson, built: ModelReport | None) -> None:
    """Let the learner build a chain, and show what Keras made of it.

    Args:
        lesson: explains what does not fit.
        built: the last chain whose numbers are known, the learner's own or the one before.
    """
    session = current_session()
    widget("model_editor")(
        key=KEY,
        data={
            "chain": session.workbench.stack,
            "stamp": session.workbench.revision,
            "kinds": {
                name: [_choice(each) for each in row.settings] for name, row in LAYER_TYPES.items()
            },
            "inputs": list(INPUTS.items()),
            "most": MAX_LAYERS,
            "built": None if built is None else told(lesson, built),
            "status": session.errors.get(KEY, ""),
            "words": {name: lesson.format(name) for name in WORDS},
        },
        on_chain_change=_take,
    )


def told(lesson: Lesson, built: ModelReport) -> dict:
    """Write a built chain for the browser; every problem with its explanation."""
    reached, message = built.failed is None, built.loss_message
    explained = _explained(lesson, message, None, built.output) if message else ""
    return {
        "chain": to_text(built.stack),
        "input": _tensor(built.stack.shape),
        "joints": [_joint(lesson, joint) for joint in built.layers],
        "loss": {"reached": reached, "message": message, "explanation": explained},
        "parameters": built.parameters,
        "weightBytes": 4 * built.parameters,
        "multiplyAdds": built.multiply_adds,
        "bytes": built.output_bytes,
    }


def _take() -> None:
    """Take in the chain a browser sent, if it is one."""
    session = current_session()
    event = (st.session_state.get(KEY) or {}).get("chain")
    try:
        session.workbench.stack = to_text(
            from_text(event.get("text") if isinstance(event, dict) else None)
        )
    except ValueError as problem:
        session.errors[KEY] = error_sentence(problem)
        return
    session.errors.pop(KEY, None)


def _choice(setting: LayerOption) -> dict:
    return {"name": setting.name, "default": setting.write(setting.default), **setting.ui_schema}


def _joint(lesson: Lesson, joint: LayerReport) -> dict:
    explained = ""
    if joint.state == "error":
        explained = _explained(lesson, joint.message, joint.layer, joint.before)
    return {
        "state": joint.state,
        **_tensor(joint.after, sized=joint.state == "ok"),
        "parameters": _exact(joint.parameters),
        "weightBytes": _exact(joint.weight_bytes),
        "multiplyAdds": joint.multiply_adds,
        "message": joint.message,
        "explanation": explained,
    }


def _tensor(shape: PartialShape, *, sized: bool = True) -> dict:
    size = tensor_bytes(shape) if sized else None
    return {
        "shape": None if shape is None else [_exact(side) for side in shape],
        "numbers": None if size is None else size // 4,
        "bytes": size,
    }


def _explained(lesson: Lesson, message: str, layer: Layer | None, shape: PartialShape) -> str:
    # Keras has objected, so that all sides are known.
    name, gaps = explanation(message, layer, cast("Shape", shape))
    return lesson.format(f"error {name}", **gaps)


def _exact(value: int | None) -> int | None:
    return None if value is None or value > EXACT else value
