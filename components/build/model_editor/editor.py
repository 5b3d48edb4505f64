"""The editor's widget, with the texts of the page that shows it."""

from collections.abc import Callable, Collection
from functools import partial
from typing import cast

from components.state.session import Workbench, current_session
from components.ui.lesson_text import error_sentence
from components.ui.widget_bridge import widget, widget_event
from models.sequential.layer_options import LayerOption
from models.sequential.layer_types import LAYER_TYPES, PartialShape, Shape
from models.sequential.model import MAX_LAYERS, Layer, check_kinds, from_text, to_text
from models.sequential.presets import INPUTS
from models.sequential.shape_errors import explanation
from models.sequential.shape_report import LayerReport, ModelReport, tensor_bytes

KEY = "chain_view"
MAX_EXACT = 2**53  # integers above are not exact in a browser

Explain = Callable[[str, dict[str, str]], str]  # an explanation's name and its gaps to a sentence


def show_editor(
    bench: Workbench,
    report: dict | None,
    words: dict[str, str],
    *,
    key: str = KEY,
    kinds: Collection[str] = tuple(LAYER_TYPES),
    inputs: Collection[str] = INPUTS,
    budget: int | None = None,
    fills: bool = False,
) -> None:
    """Let the learner build a layer stack.

    Args:
        bench: on which they build.
        report: as of `report_for_browser`; None while it is not known, or not to be seen.
        words: what the view says.
        key: one a page.
        kinds: types of layers that can be added.
        inputs: shapes of an input that the menu offers.
        budget: parameters that the model may have; None is any number.
        fills: whether it fills the box it is in, with few controls.
    """
    widget("model_editor")(
        key=key,
        data={
            "stack": bench.stack,
            "revision": bench.revision,
            "layerTypes": {
                name: [_option_payload(option) for option in LAYER_TYPES[name].settings]
                for name in kinds
            },
            "inputs": list(inputs),
            "maxLayers": MAX_LAYERS,
            "report": report,
            "status": current_session().errors.get(key, ""),
            "budget": budget,
            "fills": fills,
            "words": words,
        },
        on_stack_change=partial(_store_stack, bench, key, kinds),
    )


def report_for_browser(report: ModelReport, explain: Explain) -> dict:
    """Return a report for the browser, every error with its explanation."""
    reached, message = report.failed is None, report.loss_message
    explanation = _explanation(explain, message, None, report.output) if message else ""
    return {
        "stack": to_text(report.stack),
        "input": _tensor_payload(report.stack.shape),
        "layers": [_layer_payload(explain, layer) for layer in report.layers],
        "loss": {"reached": reached, "message": message, "explanation": explanation},
        "parameters": report.parameters,
        "weightBytes": 4 * report.parameters,
        "multiplyAdds": report.multiply_adds,
        "bytes": report.output_bytes,
    }


def _store_stack(bench: Workbench, key: str, kinds: Collection[str]) -> None:
    """Store the stack that a browser sent, if it is valid."""
    session = current_session()
    event = widget_event(key, "stack")
    try:
        stack = from_text(event.get("text") if isinstance(event, dict) else None)
        check_kinds(stack, kinds)
        bench.stack = to_text(stack)
    except ValueError as error:
        session.errors[key] = error_sentence(error)
        return
    session.errors.pop(key, None)


def _option_payload(option: LayerOption) -> dict:
    return {"name": option.name, "default": option.write(option.default), **option.ui_schema}


def _layer_payload(explain: Explain, report: LayerReport) -> dict:
    explanation = ""
    if report.state == "error":
        explanation = _explanation(explain, report.message, report.layer, report.before)
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


def _explanation(explain: Explain, message: str, layer: Layer | None, shape: PartialShape) -> str:
    # Keras raised an error, so all sides are known.
    name, gaps = explanation(message, layer, cast("Shape", shape))
    return explain(name, gaps)


def _exact_or_none(value: int | None) -> int | None:
    return None if value is None or value > MAX_EXACT else value
