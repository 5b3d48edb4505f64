"""What is told of each order of the program's lines is what becomes of it in real Keras."""

from itertools import permutations
from types import SimpleNamespace

import keras
import pytest

from components.ui.question_text import parse_question
from models.data.datasets import load_examples
from models.exercises.program_order import (
    BUILD,
    COMPILE,
    EVALUATE,
    FIT,
    LINES,
    LOAD,
    SCALE,
    START,
    VERDICTS,
    judge,
    outcome,
)

IMAGES = 1_000  # in place of MNIST's own, for a training that takes a moment
STOPPED = [
    START,
    (BUILD, COMPILE, FIT, LOAD, SCALE, EVALUATE),
    (BUILD, COMPILE, EVALUATE, LOAD, SCALE, FIT),
    (SCALE, LOAD, BUILD, COMPILE, FIT, EVALUATE),
    (LOAD, SCALE, COMPILE, BUILD, FIT, EVALUATE),
    (LOAD, SCALE, EVALUATE, BUILD, COMPILE, FIT),
    (LOAD, SCALE, BUILD, FIT, COMPILE, EVALUATE),
    (LOAD, BUILD, EVALUATE, COMPILE, SCALE, FIT),
    (LOAD, BUILD, FIT, COMPILE, SCALE, EVALUATE),
]


def run(order) -> tuple[dict, int | None, str]:
    """Run the lines in Keras: what each returned, which one raised an error, and which error."""
    keras.utils.set_random_seed(0)
    data = [load_examples("mnist", part) for part in ("train", "test")]
    pairs = [(each.images[:IMAGES], each.labels[:IMAGES]) for each in data]
    names = {
        "mnist": SimpleNamespace(load_data=lambda: pairs),
        "Sequential": keras.Sequential,
        "Flatten": keras.layers.Flatten,
        "Dense": keras.layers.Dense,
    }
    returned = {}
    for index in order:
        code = LINES[index].code
        try:
            if index in (FIT, EVALUATE):
                returned[index] = eval(code, names)
            else:
                exec(code, names)
        except (NameError, ValueError) as error:
            return returned, index, f"{type(error).__name__}: {error}"
    return returned, None, ""


@pytest.mark.parametrize("order", STOPPED, ids=str)
def test_keras_stops_at_the_line_and_with_the_error_that_is_told(order):
    found = outcome(order)
    assert run(order)[1:] == (found.line, found.error)
    assert found.error


@pytest.fixture(scope="module")
def trained() -> dict:
    """What `fit` and `evaluate` return in the right order."""
    returned, stopped, _ = run(range(len(LINES)))
    assert stopped is None
    return returned


def test_another_right_order_trains_to_the_same_network(trained):
    order = (BUILD, COMPILE, LOAD, SCALE, FIT, EVALUATE)
    assert outcome(order).verdict == "right"
    assert run(order)[0][EVALUATE] == pytest.approx(trained[EVALUATE], abs=1e-5)


def test_evaluated_before_it_is_trained_a_network_guesses(trained):
    order = (LOAD, SCALE, BUILD, COMPILE, EVALUATE, FIT)
    assert outcome(order).verdict == "untrained"
    returned, stopped, _ = run(order)
    assert stopped is None
    assert returned[EVALUATE][1] < 0.2 < 0.5 < trained[EVALUATE][1]


def test_without_dividing_first_the_loss_of_fit_is_many_times_as_large(trained):
    order = (LOAD, BUILD, COMPILE, FIT, SCALE, EVALUATE)
    assert outcome(order).verdict == "not scaled"
    returned, stopped, _ = run(order)
    assert stopped is None
    assert returned[FIT].history["loss"][0] > 10 * trained[FIT].history["loss"][0]


def test_every_order_has_a_verdict_that_the_question_has_an_answer_for():
    found = {outcome(order).verdict for order in permutations(range(len(LINES)))}
    assert found == set(VERDICTS)
    _, options = parse_question("train", "program")
    assert [option.is_right for option in options] == [each == "right" for each in VERDICTS]
    assert sum(judge(order) == 0 for order in permutations(range(len(LINES)))) == 6


@pytest.mark.parametrize(
    "value", [None, 3, "012345", [0, 1, 2, 3, 4], [0, 0, 1, 2, 3, 4], [0.0, 1, 2, 3, 4, 5],
              [True, 0, 2, 3, 4, 5], [0, 1, 2, 3, 4, "5"], {}],
    ids=str,
)  # fmt: skip
def test_what_names_not_every_line_once_is_no_order(value):
    assert judge(value) is None
