"""Practice on one neuron: blanks to fill in, then a neuron to compute alone."""

import zlib
from collections.abc import Callable, Iterable
from decimal import Decimal

import numpy as np

from components.dense.manual_weights import MAX_TABLE_INPUTS
from components.dense.neuron_view.grading import Exercise, grade_answers
from components.dense.neuron_view.neuron_numbers import neuron_numbers
from components.state.session import Session
from components.ui.widget_bridge import widget_event
from models.explain.written_sum import FixedPointSum, round_half_up_units, to_fixed_point_sum
from models.nn.activations import ACTIVATIONS
from models.nn.dense import DenseLayer, DenseTrace, NeuronTrace, trace_dense

MODES = ("watch", "blanks", "alone")
TERMS = 3  # of an exercise on a small picture
MANY_TERMS = 6  # on a larger one
MAX_SEED = 9999


def exercises(
    session: Session, trace: DenseTrace, unit: int, written: FixedPointSum
) -> dict[str, Exercise]:
    """Return the exercises on a neuron by mode; a large one is not computed alone."""
    made = {"blanks": _blanks_exercise(session, trace, unit, written)}
    if trace.inputs.size <= MAX_TABLE_INPUTS:
        activation = trace.layer.activation
        made["alone"] = _alone_exercise(session, trace.inputs, activation, written.digits)
    return made


def _exercise(
    session: Session,
    mode: str,
    trace: DenseTrace,
    unit: int,
    written: FixedPointSum,
    content: dict,
    blanks: Iterable[str],
) -> Exercise:
    neuron, layer = trace.neuron(unit), trace.layer
    # Other numbers make another exercise, so that an answer stays with its question.
    numbers = (neuron.inputs, layer.kernel[:, unit], layer.bias[unit])
    checksum = zlib.crc32(b"".join(each.tobytes() for each in numbers))
    exercise_id = f"{mode} {unit} {content['first']} {layer.activation} {checksum:08x}"
    elementwise = ACTIVATIONS[layer.activation].elementwise
    blanks = tuple(blank for blank in blanks if blank != "output" or elementwise)
    return Exercise(
        id=exercise_id,
        content=content,
        blanks=blanks,
        correct={blank: _correct(blank, neuron, written) for blank in blanks},
        step=Decimal(1).scaleb(-written.digits),
        progress=session.neuron.progress.get(exercise_id, {}),
    )


def _correct(blank: str, neuron: NeuronTrace, written: FixedPointSum) -> tuple[Decimal, ...]:
    """Return every value that is correct for a blank, with the shown decimals."""
    name, _, term = blank.partition(" ")
    digits = written.digits
    if name == "product":
        index = int(term)
        # Input and weight are shown rounded too, so the product of the shown ones is as correct.
        weight, value = round(neuron.weights[index], digits), round(neuron.inputs[index], 4)
        units = {int(written.products[index]), int(round_half_up_units(weight * value, digits))}
    elif name == "running":
        units = {int(written.running[int(term)])}
    elif name == "sum":
        units = {written.written_sum}
    else:
        units = {int(round_half_up_units(neuron.output, digits))}
    return tuple(Decimal(value).scaleb(-digits) for value in sorted(units))


def _blanks_exercise(
    session: Session, trace: DenseTrace, unit: int, written: FixedPointSum
) -> Exercise:
    """Return some terms with blanks: the first worked, then a running sum, then products too."""
    count = trace.inputs.size
    is_small = count <= MAX_TABLE_INPUTS
    length = TERMS if is_small else MANY_TERMS
    first = session.neuron.first_term
    if first is None:
        first = 0 if is_small else _fewest_zeros(written, length)
    first = min(first, count - length)
    blanks = []
    for line, index in enumerate(range(first, first + length)):
        if line >= 2 and line % 2 == 0:
            blanks.append(f"product {index}")
        if line:
            blanks.append(f"running {index}")
    content = {"first": first, "length": length}
    blanks = [*blanks, "sum", "output"]
    return _exercise(session, "blanks", trace, unit, written, content, blanks)


def _fewest_zeros(written: FixedPointSum, length: int) -> int:
    """Return where the terms with the fewest zeros begin: an empty corner teaches nothing."""
    nonzero = np.convolve(written.products != 0, np.ones(length), mode="valid")
    return int(nonzero.argmax())


def _alone_exercise(session: Session, inputs: np.ndarray, activation: str, digits: int) -> Exercise:
    """Return a neuron of small new weights, which no page has shown, on the same image."""
    seed = session.neuron.seed
    rng = np.random.default_rng(seed)
    weights = rng.choice([-2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2], (inputs.size, 1))
    layer = DenseLayer(weights, rng.integers(-6, 7, 1) / 2, activation)
    trace = trace_dense(inputs, layer)
    neuron = trace.neuron(0)
    written = to_fixed_point_sum(neuron, digits)
    numbers = neuron_numbers(neuron, written)
    content = {"first": 0, "length": inputs.size, "seed": seed, "numbers": numbers}
    products = [f"product {index}" for index in range(inputs.size)]
    blanks = [*products, "sum", "output"]
    return _exercise(session, "alone", trace, 0, written, content, blanks)


def practice_callbacks(
    key: str, session: Session, made: dict[str, Exercise], inputs: int
) -> dict[str, Callable[[], None]]:
    """Return the callbacks for an answer, another mode, other terms, another neuron.

    Args:
        key: the widget's.
        session: stores what is reported.
        made: the exercises that are shown, by mode.
        inputs: how many the neuron has.
    """

    def integer(name: str, largest: int) -> int | None:
        value = widget_event(key, name)
        return min(max(value, 0), largest) if type(value) is int else None

    def on_answers() -> None:
        event = widget_event(key, "answers")
        texts = event.get("texts") if isinstance(event, dict) else None
        if not isinstance(texts, dict):
            return
        for exercise in made.values():
            if exercise.id == event.get("exercise"):
                grade_answers(session, exercise, texts)

    def on_mode() -> None:
        if (value := widget_event(key, "mode")) in MODES:
            session.neuron.mode = value

    def on_first() -> None:
        if (value := integer("first", inputs - 1)) is not None:
            session.neuron.first_term = value

    def on_seed() -> None:
        if (value := integer("seed", MAX_SEED)) is not None:
            session.neuron.seed = value

    return {
        "on_answers_change": on_answers,
        "on_mode_change": on_mode,
        "on_first_change": on_first,
        "on_seed_change": on_seed,
    }
