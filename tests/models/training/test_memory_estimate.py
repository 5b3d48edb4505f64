import pytest

from models.training import memory_estimate
from models.training.config import TrainingConfig

# Measured on 2026-11-23: memory at its highest less what the warm worker had, one thread.
MEASURED = {
    TrainingConfig(hidden_units=(1024,), examples=2000): 46e6,
    TrainingConfig(hidden_units=(4096,), examples=2000): 169e6,
    TrainingConfig(hidden_units=(4096, 2048), examples=1000): 584e6,
    TrainingConfig(hidden_units=(2048,), examples=10_000, batch_size=10_000): 364e6,
    TrainingConfig(hidden_units=(2048, 2048), examples=1000, optimizer="sgd"): 132e6,
}


@pytest.mark.parametrize("config", MEASURED, ids=str)
def test_the_need_covers_what_was_measured_and_not_much_more(config):
    counted = memory_estimate.worker_bytes([(config, "mnist")]) - memory_estimate.WORKER_BYTES
    assert MEASURED[config] < counted < 3 * MEASURED[config] + 50e6


def test_runs_that_take_turns_share_what_each_needs_in_its_turn():
    config = TrainingConfig(hidden_units=(2048,))
    one, two = (memory_estimate.worker_bytes([(config, "mnist")] * count) for count in (1, 2))
    assert two - one == memory_estimate.resident_bytes(config)


def test_every_setting_that_takes_memory_is_counted():
    plain = TrainingConfig(optimizer="sgd")
    for more in (
        TrainingConfig(optimizer="adam"),
        TrainingConfig(optimizer="sgd", hidden_units=(128, 128)),
        TrainingConfig(optimizer="sgd", batch_size=10_000),
    ):
        assert memory_estimate.worker_bytes([(more, "mnist")]) > memory_estimate.worker_bytes(
            [(plain, "mnist")]
        )
