"""What the story reports, read from the browser, which may send anything."""

from models.runtime.run_registry import RunView

CLASSES = 10


def unit_from(event: object, view: RunView) -> tuple[int, int]:
    """Read which unit the learner wants told: layer and unit; the very first, if none they could.

    Args:
        event: ``{"run", "layer", "unit"}``, if it is honest.
        view: the run whose units there are.
    """
    if not isinstance(event, dict) or event.get("run") != view.id:
        return 0, 0
    layer, unit = event.get("layer"), event.get("unit")
    units = (*view.config.hidden_units, CLASSES)
    if type(layer) is not int or not 0 <= layer < len(units):
        return 0, 0
    return (layer, unit) if type(unit) is int and 0 <= unit < units[layer] else (0, 0)
