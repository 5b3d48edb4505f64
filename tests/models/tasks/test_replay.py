"""What a worker tells of a run afterwards is what the run itself showed, to the bit."""

from dataclasses import asdict

import numpy as np
import pytest

from models.data.datasets import load
from models.engine.train import train
from models.nn.network import predict
from models.tasks import replay as tasks
from models.tasks.replay import (
    frames_at,
    misclassified_at,
    predictions_at,
    replay_to_start,
    weights_at,
)
from models.training import checkpoint_cache
from models.training.checkpoint import branch
from models.training.checkpoint_cache import CheckpointCache
from models.training.config import TrainingConfig
from models.training.recording import pack_frame
from tests.models.waiting import run_to_end

PLAN = TrainingConfig(hidden_units=(8,), examples=1000, epochs=2, seed=3)  # 8 batches an epoch
SETTINGS = asdict(PLAN)


@pytest.fixture(scope="module")
def looks():
    return {each.step: each for each in train(load("mnist"), PLAN, untrained_first=True)}


def answer(task):
    return run_to_end(task)[1]


def test_a_batch_trained_again_is_the_look_that_was_taken_there(looks):
    steps = [0, 3, 8, 9, 16]
    for step, packed in zip(steps, answer(frames_at("mnist", SETTINGS, (), steps)), strict=True):
        # Every batch is a snapshot here, so the row is the same, too.
        assert packed == pack_frame(looks[step], load("mnist").test)


def test_the_answers_over_a_run_are_those_of_its_networks(looks):
    image = load("mnist").test.images[7] / 255
    said = answer(predictions_at("mnist", SETTINGS, (), sorted(looks), image))
    for row, step in zip(said, sorted(looks), strict=True):
        np.testing.assert_array_equal(row, predict(image.reshape(1, -1), looks[step].layers)[0])


def test_a_branch_is_found_again_by_its_way(looks):
    data, other = load("mnist"), TrainingConfig(hidden_units=(8,), examples=1000, epochs=1, seed=9)
    way = ((SETTINGS, 5),)
    began = branch(looks[5].checkpoint, other)
    begins = run_to_end(replay_to_start(data, other, way))[1]
    for found, expected in zip(begins.weights, began.weights, strict=True):
        np.testing.assert_array_equal(found, expected)
    *_, last = train(data, other, start=began)
    image = data.test.images[7] / 255
    said = answer(predictions_at("mnist", asdict(other), way, [5, last.step], image))
    np.testing.assert_array_equal(said[1], predict(image.reshape(1, -1), last.layers)[0])


def test_the_mistakes_of_a_moment_are_the_cell_of_its_confusion_matrix(looks):
    confusion = looks[16].evaluation.confusion
    true, predicted = np.unravel_index(np.argmax(confusion - np.diag(np.diag(confusion))), (10, 10))
    found = answer(misclassified_at("mnist", SETTINGS, (), 16, (int(true), int(predicted))))
    assert found["count"] == confusion[true, predicted]
    assert set(found["labels"]) == {true}
    assert set(found["predicted"]) == {predicted}
    assert len(found["indices"]) == min(24, found["count"])
    worst = answer(misclassified_at("mnist", SETTINGS, (), 16, None))
    assert worst["loss"][0] >= found["loss"][0]


def test_a_step_beyond_the_plan_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="not 17"):
        answer(frames_at("mnist", SETTINGS, (), [17]))


def test_a_units_weights_are_fetched_at_every_moment(looks):
    steps = sorted(looks)
    for layer, unit in ((0, 7), (1, 9)):
        found = answer(weights_at("mnist", SETTINGS, (), steps, layer, unit))
        expected = [looks[step].layers[layer].kernel[:, unit] for step in steps]
        np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize(
    ("layer", "unit", "sentence"),
    [(2, 0, "2 layers, got 2"), (0, 8, "8 units, got 8"), (1, -1, "-1")],
)
def test_a_unit_that_is_not_there_is_refused_in_a_sentence(layer, unit, sentence):
    with pytest.raises(ValueError, match=sentence):
        answer(weights_at("mnist", SETTINGS, (), [0], layer, unit))


def test_on_a_long_way_others_have_their_turn_after_every_epoch(monkeypatch):
    monkeypatch.setattr(tasks, "_checkpoints", CheckpointCache())
    way = asdict(TrainingConfig(hidden_units=(8,), examples=500, epochs=20, seed=4))
    news, _ = run_to_end(misclassified_at("mnist", way, (), 80, None))
    shares = [each["progress"] for each in news]
    assert shares == [place / 20 for place in range(21)]


def test_where_only_one_moment_fits_into_memory_earlier_ones_are_still_found(monkeypatch, looks):
    monkeypatch.setattr(tasks, "_checkpoints", CheckpointCache())
    monkeypatch.setattr(checkpoint_cache, "MAX_BYTES", int(1.5 * looks[16].checkpoint.bytes))
    image = load("mnist").test.images[7] / 255
    for step in (16, 3, 16):  # the start had to make room for the end
        said = answer(predictions_at("mnist", SETTINGS, (), [step], image))
        np.testing.assert_array_equal(said, predict(image.reshape(1, -1), looks[step].layers))


def test_others_have_it_too_on_the_way_to_where_a_branch_begins(monkeypatch):
    monkeypatch.setattr(tasks, "_checkpoints", CheckpointCache())
    way = ((asdict(TrainingConfig(hidden_units=(8,), examples=500, epochs=20, seed=4)), 40),)
    branch = TrainingConfig(hidden_units=(8,), examples=500, epochs=2, seed=4)
    assert len(run_to_end(replay_to_start(load("mnist"), branch, way))[0]) >= 10
    news, _ = run_to_end(misclassified_at("mnist", asdict(branch), way, 48, None))
    shares = [each["progress"] for each in news]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] == 1


def test_what_was_come_past_is_not_trained_again(monkeypatch):
    monkeypatch.setattr(tasks, "_checkpoints", CheckpointCache())
    trained, replay = [], tasks.replay

    def counted(dataset, at, step):
        trained.append(step - at.step)
        return replay(dataset, at, step)

    monkeypatch.setattr(tasks, "replay", counted)
    way = asdict(
        TrainingConfig(hidden_units=(8,), examples=500, epochs=40, seed=4)
    )  # 4 batches each
    places = [range(each, each + 8) for each in (20, 50, 80, 110, 140)]
    for steps in places:
        answer(frames_at("mnist", way, (), steps))
    assert sum(trained) <= 160
    trained.clear()
    for steps in reversed(places):
        answer(frames_at("mnist", way, (), steps))
    assert sum(trained) <= 5 * (8 + 16)
