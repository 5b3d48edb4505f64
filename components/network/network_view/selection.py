"""Selection: what a learner has opened in a network; a browser's report of it is checked here."""

from typing import Any

from models.nn.network import NetworkTrace

AUTOMATIC = -1  # instead of a class: the answer, or the runner-up
Zoom = tuple[int, ...]  # () the whole, (layer, unit), or (layer, unit, input)
ClassPair = tuple[int, int]


def selection_from(event: object) -> tuple[Zoom, ClassPair | None] | None:
    """Read what a browser reports to be open: a zoom, and two classes to compare.

    Returns:
        None for anything else. Whether the network has such a unit is not checked, as the learner
        may turn to a smaller network and back again.
    """
    if not isinstance(event, dict):
        return None
    zoom = _whole_numbers(event.get("zoom"), {0, 2, 3}, least=0)
    pair = event.get("evidence")
    if pair is not None:
        pair = _whole_numbers(pair, {2}, least=AUTOMATIC)
        if pair is None:
            return None
    return None if zoom is None else (zoom, pair)


def _whole_numbers(value: object, lengths: set[int], least: int) -> Any:
    """Return a short list of whole numbers as a tuple; None for anything else."""
    if not isinstance(value, list) or len(value) not in lengths:
        return None
    if any(type(each) is not int or not least <= each < 10**9 for each in value):
        return None
    return tuple(value)


def fitting_zoom(zoom: Zoom, trace: NetworkTrace) -> Zoom:
    """Return as much of a zoom as this network has."""
    if not zoom or zoom[0] >= len(trace.dense) or zoom[1] >= trace.dense[zoom[0]].layer.units:
        return ()
    return zoom[:2] if zoom[2:] and zoom[2] >= trace.dense[zoom[0]].inputs.size else zoom


def fitting_pair(pair: ClassPair, trace: NetworkTrace) -> ClassPair:
    """Return two classes: those requested, else the answer and its runner-up."""
    ranking = [int(each) for each in (-trace.dense[-1].sums).argsort(kind="stable")]
    one, other = (each if each in ranking else AUTOMATIC for each in pair)
    if one == AUTOMATIC:
        one = ranking[0]
    if other == AUTOMATIC:
        other = next((each for each in ranking if each != one), one)
    return one, other
