"""What the theatre's script reports is read as it was meant, and anything else as nothing."""

from dataclasses import replace

import pytest

from components.training_view.events import Cell, cell_from, check_from, unit_from
from tests.hostile.values import VALUES
from tests.models.recording import recorded

STEPS = {0, 3, 8}


@pytest.fixture(scope="module")
def view():
    return recorded(hidden_units=(30,), epochs=1)


def test_a_cell_or_all_of_them_may_be_asked_for_at_any_moment_shown(view):
    told = {"run": "run", "step": 3, "true": 4, "predicted": 9}
    assert cell_from(told, view, STEPS) == Cell(3, (4, 9))
    assert cell_from(told | {"true": None, "predicted": None}, view, STEPS) == Cell(3, None)


def test_only_a_unit_without_a_picture_is_asked_for(view):
    shown = len(view.frames[0].layers[0].pictures)
    assert 0 < shown < 30
    told = {"run": "run", "layer": 0, "unit": shown}
    assert unit_from(told, view) == (0, shown)
    assert unit_from(told | {"unit": 29}, view) == (0, 29)
    for other in ({"unit": shown - 1}, {"unit": 30}, {"unit": -1}, {"layer": 1}, {"layer": 2}):
        assert unit_from(told | other, view) is None


def test_a_moment_can_be_checked_where_its_loss_is_a_number(view):
    step = max(view.frames)
    told, frame = {"run": "run", "step": step}, view.frames[step]
    assert check_from(told, view, view.frames) is frame
    for loss in (float("nan"), float("inf")):
        broken = view.frames | {step: replace(frame, held_out_loss=loss)}
        assert check_from(told, view, broken) is None
    assert check_from(told | {"step": step + 1}, view, view.frames) is None


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_what_is_forged_asks_for_nothing(view, value):
    cell = {"run": "run", "step": 3, "true": 4, "predicted": 9}
    unit = {"run": "run", "layer": 0, "unit": 29}
    assert cell_from(value, view, STEPS) is None
    assert unit_from(value, view) is None
    assert check_from(value, view, view.frames) is None
    for name in ("run", "step"):
        assert check_from({"run": "run", "step": 0} | {name: value}, view, view.frames) is None
    for name in ("run", "step", "true", "predicted"):
        assert cell_from(cell | {name: value}, view, STEPS) is None
    for name in ("run", "layer", "unit"):
        assert unit_from(unit | {name: value}, view) is None
