"""Validate what the step explainer sends, as a browser may send anything."""

from models.config.parsers import is_integer_in
from models.runtime.run_registry import RunView

CLASSES = 10


def unit_from(event: object, view: RunView) -> tuple[int, int]:
    """Return the unit the learner chose, by layer and index; the very first if it is not valid.

    Args:
        event: ``{"run", "layer", "unit"}``, from an honest browser.
        view: the run that has the units.
    """
    if not isinstance(event, dict) or event.get("run") != view.id:
        return 0, 0
    layer, unit = event.get("layer"), event.get("unit")
    units = (*view.config.hidden_units, CLASSES)
    if not is_integer_in(layer, 0, len(units) - 1):
        return 0, 0
    return (layer, unit) if is_integer_in(unit, 0, units[layer] - 1) else (0, 0)
