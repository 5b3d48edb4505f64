"""A training that judges every second look only says so, and says nothing that is not true."""

from dataclasses import replace

import numpy as np
import pytest

from models.data.datasets import Dataset
from models.engine.loop import TrainingLoop
from models.engine.train import (
    TrainingConfig,
    _overlapped,
    _sequential,
    evaluated,
    initial_checkpoint,
    train,
)
from tests.models.small_dataset import few

PLAN = TrainingConfig(hidden_units=(8,), epochs=2, examples=2000, batch_size=100)
LOOKS = range(2, 41, 2)  # ten an epoch of 20 batches


@pytest.fixture(scope="module")
def small() -> Dataset:
    return few(2000, 500)


@pytest.fixture(scope="module")
def whole(small) -> dict:
    """Every look judged, by step."""
    return {each.step: each for each in train(small, PLAN, untrained_first=True)}


def learned(snapshot) -> tuple:
    return (
        snapshot.step,
        snapshot.epoch,
        snapshot.loss,
        snapshot.accuracy,
        snapshot.evaluation.gradients,
    )


def validation(snapshot) -> list:
    look = snapshot.evaluation
    figures = snapshot.validation_step, snapshot.validation_loss, snapshot.validation_accuracy
    arrays = look.confusion.tolist(), [flat.tolist() for flat in look.flat_fraction]
    return [*figures, *arrays, look.dead, look.saturated]


def test_unless_asked_otherwise_every_look_is_judged(whole):
    assert list(whole) == [0, *LOOKS]
    assert all(each.validation_step == each.step for each in whole.values())


@pytest.mark.parametrize(
    ("every", "moments"),
    [
        (2, [2, 2, 6, 6, 10, 10, 14, 14, 18, 20]),
        (3, [2, 2, 2, 8, 8, 8, 14, 14, 14, 20]),
        (100, [*[2] * 9, 20]),
    ],
)
def test_an_epochs_first_look_and_its_end_are_judged_and_between_them_every_second_or_third(
    small, whole, every, moments
):
    some = list(train(small, PLAN, untrained_first=True, evaluate_every=every))
    assert [each.validation_step for each in some] == [
        0,
        *moments,
        *[20 + step for step in moments],
    ]
    for each in some:
        assert learned(each) == learned(whole[each.step])
        assert validation(each) == validation(whole[each.validation_step])
        for layer, same in zip(each.layers, whole[each.step].layers, strict=True):
            np.testing.assert_array_equal(layer.kernel, same.kernel)


@pytest.mark.parametrize("way", [_sequential, _overlapped])
def test_one_thread_and_several_judge_the_same_looks(small, whole, way):
    looks = list(way(TrainingLoop(small, initial_checkpoint(small, PLAN), evaluate_every=2)))
    assert len(looks) == 20
    for each in looks:
        assert learned(each) == learned(whole[each.step])
        assert validation(each) == validation(whole[each.validation_step])


def test_a_run_that_goes_on_from_an_epochs_end_judges_what_it_would_have_judged(small):
    looks = list(train(small, PLAN, evaluate_every=2))
    resumed = list(train(small, PLAN, start=looks[9].checkpoint, evaluate_every=2))
    assert [validation(each) for each in resumed] == [validation(each) for each in looks[10:]]


def test_a_run_that_goes_on_from_anywhere_else_judges_its_first_look(small, whole):
    first = next(train(small, PLAN, start=whole[2].checkpoint, evaluate_every=2))
    assert validation(first) == validation(whole[4])


def test_a_look_can_be_judged_later(small, whole):
    for each in train(small, PLAN, evaluate_every=2):
        now = evaluated(small, each)
        assert learned(now) == learned(each)
        assert validation(now) == validation(whole[each.step])
        assert (now is each) == (each.validation_step == each.step)
        assert now.seconds >= each.seconds
        assert (now.total_steps, now.checkpoint.step) == (each.total_steps, each.step)


def test_of_a_network_that_exploded_nobody_reads_how_good_it_was_before(small):
    config = replace(
        PLAN,
        hidden_units=(64, 64),
        activation="linear",
        optimizer="sgd",
        learning_rate=3,
        batch_size=200,
    )
    *before, last = train(small, config, evaluate_every=100)
    assert before
    assert all(each.validation_step == before[0].step for each in before)
    assert not last.is_finite
    assert last.validation_step == last.step
    assert not np.isfinite(last.validation_loss)


@pytest.mark.parametrize("never", [0, -1])
def test_a_run_that_is_never_judged_is_refused(small, never):
    with pytest.raises(ValueError, match=f"every snapshot is evaluated, which is 1; got {never}"):
        train(small, PLAN, evaluate_every=never)
