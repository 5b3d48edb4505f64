"""Which looks are recorded: every epoch can be seen at its end, in little memory."""

import pytest

from models.training.config import TrainingConfig
from models.training.recording import MAX_FRAMES, MIN_FRAMES, recorded_steps

SMALL, LARGE = 101_770, 814_090  # parameters


@pytest.mark.parametrize("batches", [1, 3, 8, 469])
@pytest.mark.parametrize("epochs", [1, 5, 12, 13, 30, 61, 100])
def test_every_epochs_end_is_recorded_and_all_looks_where_there_is_room(batches, epochs):
    looks, found = min(10, batches), recorded_steps(TrainingConfig(epochs=epochs), batches, SMALL)
    assert {looks * epoch for epoch in range(epochs + 1)} <= found
    assert max(found) == looks * epochs
    assert len(found) <= MAX_FRAMES
    if looks * epochs < MAX_FRAMES:
        assert found == set(range(looks * epochs + 1))


@pytest.mark.parametrize("epochs", [1, 5, 20, 21, 60, 100])
def test_of_a_large_network_fewer_moments_are_recorded_and_first_the_ends_of_epochs(epochs):
    found = recorded_steps(TrainingConfig(epochs=epochs, hidden_units=(1024,)), 8, LARGE)
    assert len(found) <= max(MIN_FRAMES, 9)
    ends = set(range(0, 8 * epochs + 1, 8))
    assert ends <= found if epochs < MIN_FRAMES else found <= ends
