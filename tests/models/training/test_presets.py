"""Presets: each is a config the page can show, and teaches what its text says."""

import numpy as np
import pytest

from models.training.config import lesson_config
from models.training.diagnostics import diagnose
from models.training.presets import PRESETS
from tests.models.recorded_runs import recorded


def run_of(name: str, **fewer: object):
    return recorded(**{"examples": None} | PRESETS[name].settings | fewer)


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_a_plan(name):
    assert lesson_config(**PRESETS[name].settings)
    assert name.isidentifier()


def test_the_usual_one_changes_nothing():
    assert lesson_config(**PRESETS["usual"].settings) == lesson_config()


def test_a_learning_rate_far_too_high_climbs_look_by_look_until_it_is_no_number():
    view = run_of("too_high")
    assert view.state == "failed"
    assert not view.history.validation_loss[-1] < float("inf")
    assert len(view.history) > 10
    _, places = np.unique(view.history.validation_step[:8], return_index=True)
    assert len(places) > 4
    assert (np.diff(view.history.validation_loss[places]) > 0).all()
    assert diagnose(view)[0].name == "exploding"


def test_a_learning_rate_far_too_low_is_noticed_as_slow():
    view = run_of("too_low", examples=6000, epochs=2)
    assert view.history.validation_loss[-1] < view.history.validation_loss[0]
    assert "slow" in {notice.name for notice in diagnose(view)}


def test_without_activation_the_layers_are_noticed_to_be_one():
    assert diagnose(run_of("no_activation", examples=6000, epochs=1))[0].name == "linear"


def test_with_more_units_the_gap_opens():
    few, many = run_of("units_4"), run_of("units_128")
    gaps = [each.history.validation_loss[-1] - each.history.loss[-1] for each in (few, many)]
    assert gaps[0] < 0.1 < 0.25 < gaps[1]
    assert "gap" not in {notice.name for notice in diagnose(few)}
    assert "gap" in {notice.name for notice in diagnose(many)}


def test_pixels_that_are_not_scaled_begin_far_above_guessing():
    view = run_of("not_scaled", examples=2000, epochs=1)
    assert view.history.loss[0] > 20
    assert diagnose(view)[0].name == "raw"


def test_shuffled_pixels_cost_a_dense_network_next_to_nothing():
    shuffled = run_of("permuted", examples=6000, epochs=3)
    plain = run_of("usual", examples=6000, epochs=3)
    accuracies = [each.history.validation_accuracy[-1] for each in (shuffled, plain)]
    assert accuracies[0] == pytest.approx(accuracies[1], abs=0.015)
