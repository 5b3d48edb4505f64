"""The model editor: a layer stack report from menus, and the tensors between its layers."""

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
MAX_EXACT = 2**53  # integers above are not exact in a browser


def model_editor(lesson: Lesson, report: ModelReport | None) -> None:
    """Let the learner build a layer stack, and show what Keras reports for it.

    Args:
        lesson: has the explanations of errors.
        report: of the last stack whose numbers are known, the learner's current one or one before.
    """
    session = current_session()
    widget("model_editor")(
        key=KEY,
        data={
            "stack": session.workbench.stack,
            "revision": session.workbench.revision,
            "layerTypes": {
                name: [_option_payload(option) for option in layer_type.settings]
                for name, layer_type in LAYER_TYPES.items()
            },
            "inputs": list(INPUTS),
            "maxLayers": MAX_LAYERS,
            "report": None if report is None else report_payload(lesson, report),
            "status": session.errors.get(KEY, ""),
            "words": lesson.words("model"),
        },
        on_stack_change=_store_stack,
    )


def report_payload(lesson: Lesson, report: ModelReport) -> dict:
    """Return a report for the browser, every error with its explanation."""
    reached, message = report.failed is None, report.loss_message
    explanation = _explanation(lesson, message, None, report.output) if message else ""
    return {
        "stack": to_text(report.stack),
        "input": _tensor_payload(report.stack.shape),
        "layers": [_layer_payload(lesson, layer) for layer in report.layers],
        "loss": {"reached": reached, "message": message, "explanation": explanation},
        "parameters": report.parameters,
        "weightBytes": 4 * report.parameters,
        "multiplyAdds": report.multiply_adds,
        "bytes": report.output_bytes,
    }


def _store_stack() -> None:
    """Store the stack that a browser sent, if it is valid."""
    session = current_session()
    event = (st.session_state.get(KEY) or {}).get("stack")
    try:
        session.workbench.stack = to_text(
            from_text(event.get("text") if isinstance(event, dict) else None)
        )
    except ValueError as error:
        session.errors[KEY] = error_sentence(error)
        return
    session.errors.pop(KEY, None)


def _option_payload(option: LayerOption) -> dict:
    return {"name": option.name, "default": option.write(option.default), **option.ui_schema}


def _layer_payload(lesson: Lesson, report: LayerReport) -> dict:
    explanation = ""
    if report.state == "error":
        explanation = _explanation(lesson, report.message, report.layer, report.before)
    return {
        "state": report.state,
        **_tensor_payload(report.after, sized=report.state == "ok"),
        "parameters": _exact_or_none(report.parameters),
        "weightBytes": _exact_or_none(report.weight_bytes),
        "multiplyAdds": report.multiply_adds,
        "message": report.message,
        "explanation": explanation,
    }


def _tensor_payload(shape: PartialShape, *, sized: bool = True) -> dict:
    size = tensor_bytes(shape) if sized else None
    return {
        "shape": None if shape is None else [_exact_or_none(side) for side in shape],
        "numbers": None if size is None else size // 4,
        "bytes": size,
    }


def _explanation(lesson: Lesson, message: str, layer: Layer | None, shape: PartialShape) -> str:
    # Keras raised an error, so all sides are known.
    name, gaps = explanation(message, layer, cast("Shape", shape))
    return lesson.format(f"error {name}", **gaps)


def _exact_or_none(value: int | None) -> int | None:
    return None if value is None or value > MAX_EXACT else value
