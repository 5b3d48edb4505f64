"""Place: where in the network a learner is looking; what a browser says of it is checked here."""

from typing import Any

from models.nn.network import NetworkTrace

AUTOMATIC = -1  # instead of a class: the answer, or the runner-up
Zoom = tuple[int, ...]  # () the whole, (layer, unit), or (layer, unit, input)
Pair = tuple[int, int]


def _whole_numbers(sent: object, lengths: set[int], least: int) -> Any:
    """Read a short list of whole numbers; None for anything else."""
    if not isinstance(sent, list) or len(sent) not in lengths:
        return None
    if any(type(each) is not int or not least <= each < 10**9 for each in sent):
        return None
    return tuple(sent)


def place_from(event: object) -> tuple[Zoom, Pair | None] | None:
    """Read where the browser says the learner looks: a zoom, and two classes to compare.

    Returns:
        None for what is no place; whether the network has such a unit is not asked here,
        as the learner may turn to a smaller network and back again.
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


def fitting_zoom(zoom: Zoom, trace: NetworkTrace) -> Zoom:
    """Go back as far as this network makes necessary."""
    if not zoom or zoom[0] >= len(trace.dense) or zoom[1] >= trace.dense[zoom[0]].layer.units:
        return ()
    return zoom[:2] if zoom[2:] and zoom[2] >= trace.dense[zoom[0]].inputs.size else zoom


def fitting_pair(pair: Pair, trace: NetworkTrace) -> Pair:
    """Name two classes: those asked for, else the answer and its runner-up."""
    ranking = [int(each) for each in (-trace.dense[-1].sums).argsort(kind="stable")]
    one, other = (each if each in ranking else AUTOMATIC for each in pair)
    if one == AUTOMATIC:
        one = ranking[0]
    if other == AUTOMATIC:
        other = next((each for each in ranking if each != one), one)
    return one, other
