"""Practice on one neuron: blanks to fill in, then a neuron to compute alone."""

import zlib
from collections.abc import Callable, Iterable
from decimal import Decimal

import numpy as np

from components.dense.manual_weights import MAX_TABLE_INPUTS
from components.dense.neuron_view.answers import Exercise, keep
from components.dense.neuron_view.told import told
from components.state.session import Session
from components.ui.widget_bridge import widget_event
from models.explain.written_sum import FixedPointSum, round_half_up_units, to_fixed_point_sum
from models.nn.activations import ACTIVATIONS
from models.nn.dense import DenseLayer, DenseTrace, NeuronTrace, trace_dense

MODES = ("watch", "blanks", "alone")
LONGEST = 9  # terms in a stretch
MAX_SEED = 9999


def exercises(
    session: Session, trace: DenseTrace, unit: int, ledger: FixedPointSum
) -> dict[str, Exercise]:
    """The learner's exercises on this neuron: the blanks, and, where a hand can do it, alone."""
    layer = trace.layer
    found = {"blanks": _blanks(session, trace, unit, ledger)}
    if trace.inputs.size <= MAX_TABLE_INPUTS:
        found["alone"] = _alone(session, trace.inputs, layer.activation, ledger.digits)
    return found


def _exercise(
    session: Session,
    kind: str,
    trace: DenseTrace,
    unit: int,
    ledger: FixedPointSum,
    given: dict,
    blanks: Iterable[str],
) -> Exercise:
    neuron, layer = trace.neuron(unit), trace.layer
    # Other numbers make another exercise: an answer is kept only for what it answered.
    content = b"".join(
        each.tobytes() for each in (neuron.inputs, layer.kernel[:, unit], layer.bias[unit])
    )
    place = f"{unit} {given['first']} {layer.activation} {zlib.crc32(content):08x}"
    asked = tuple(
        blank for blank in blanks if blank != "output" or ACTIVATIONS[layer.activation].elementwise
    )
    return Exercise(
        id=f"{kind} {place}",
        given=given,
        asked=asked,
        right={blank: _right(blank, neuron, ledger) for blank in asked},
        step=Decimal(1).scaleb(-ledger.digits),
        progress=session.neuron.progress.get(f"{kind} {place}", {}),
    )


def _right(blank: str, neuron: NeuronTrace, ledger: FixedPointSum) -> tuple[Decimal, ...]:
    """Every value that is right for a blank, with the shown decimals."""
    name, _, term = blank.partition(" ")
    digits = ledger.digits
    if name == "product":
        index = int(term)
        # Input and weight are shown rounded too, so the product of the shown ones is as right.
        weight, value = round(neuron.weights[index], digits), round(neuron.inputs[index], 4)
        units = {int(ledger.products[index]), int(round_half_up_units(weight * value, digits))}
    elif name == "running":
        units = {int(ledger.running[int(term)])}
    elif name == "sum":
        units = {ledger.written_sum}
    else:
        units = {int(round_half_up_units(neuron.output, digits))}
    return tuple(Decimal(value).scaleb(-digits) for value in sorted(units))


def _blanks(session: Session, trace: DenseTrace, unit: int, ledger: FixedPointSum) -> Exercise:
    """A stretch of terms: the first worked, then a running sum, then products too."""
    count = trace.inputs.size
    length = 3 if count <= MAX_TABLE_INPUTS else LONGEST - 3
    first = session.neuron.first_term
    if first is None:
        first = 0 if count <= MAX_TABLE_INPUTS else _richest(ledger, length)
    first = min(first, count - length)
    asked = []
    for nth, index in enumerate(range(first, first + length)):
        if nth >= 2 and nth % 2 == 0:
            asked.append(f"product {index}")
        if nth:
            asked.append(f"running {index}")
    given = {"first": first, "length": length}
    return _exercise(session, "blanks", trace, unit, ledger, given, [*asked, "sum", "output"])


def _richest(ledger: FixedPointSum, length: int) -> int:
    """Where the stretch with the fewest zeros begins: an empty corner teaches nothing."""
    busy = np.convolve(ledger.products != 0, np.ones(length), mode="valid")
    return int(busy.argmax())


def _alone(session: Session, inputs: np.ndarray, activation: str, digits: int) -> Exercise:
    """The same image, and a neuron of small new weights that no page has shown."""
    rng = np.random.default_rng(session.neuron.seed)
    weights = rng.choice([-2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2], (inputs.size, 1))
    layer = DenseLayer(weights, rng.integers(-6, 7, 1) / 2, activation)
    trace = trace_dense(inputs, layer)
    neuron = trace.neuron(0)
    ledger = to_fixed_point_sum(neuron, digits)
    given = {
        "first": 0,
        "length": inputs.size,
        "seed": session.neuron.seed,
        "numbers": told(neuron, ledger),
    }
    products = [f"product {index}" for index in range(inputs.size)]
    asked = [*products, "sum", "output"]
    return _exercise(session, "alone", trace, 0, ledger, given, asked)


def practice_callbacks(
    key: str, session: Session, practice: dict[str, Exercise], inputs: int
) -> dict[str, Callable[[], None]]:
    """What happens when the widget reports an answer, another way to work, another exercise."""

    def whole(name: str, most: int) -> int | None:
        value = widget_event(key, name)
        return min(max(value, 0), most) if type(value) is int else None

    def answer() -> None:
        event = widget_event(key, "answers")
        texts = event.get("texts") if isinstance(event, dict) else None
        if not isinstance(texts, dict):
            return
        for exercise in practice.values():
            if exercise.id == event.get("exercise"):
                keep(session, exercise, texts)

    def mode() -> None:
        if (value := widget_event(key, "mode")) in MODES:
            session.neuron.mode = value

    def first() -> None:
        if (value := whole("first", inputs - 1)) is not None:
            session.neuron.first_term = value

    def another() -> None:
        if (value := whole("another", MAX_SEED)) is not None:
            session.neuron.seed = value

    return {
        "on_answers_change": answer,
        "on_mode_change": mode,
        "on_first_change": first,
        "on_another_change": another,
    }
