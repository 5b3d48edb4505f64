import pytest

from models import need
from models.plan import TrainingPlan

# Measured on 2026-11-23: memory at its highest less what the warm worker had, one thread.
MEASURED = {
    TrainingPlan(hidden_units=(1024,), examples=2000): 46e6,
    TrainingPlan(hidden_units=(4096,), examples=2000): 169e6,
    TrainingPlan(hidden_units=(4096, 2048), examples=1000): 584e6,
    TrainingPlan(hidden_units=(2048,), examples=10_000, batch_size=10_000): 364e6,
    TrainingPlan(hidden_units=(2048, 2048), examples=1000, optimizer="sgd"): 132e6,
}


@pytest.mark.parametrize("plan", MEASURED, ids=str)
def test_the_need_covers_what_was_measured_and_not_much_more(plan):
    counted = need.of_all([(plan, "mnist")]) - need.WORKER_BYTES
    assert MEASURED[plan] < counted < 3 * MEASURED[plan] + 50e6


def test_runs_that_take_turns_share_what_each_needs_in_its_turn():
    plan = TrainingPlan(hidden_units=(2048,))
    one, two = (need.of_all([(plan, "mnist")] * count) for count in (1, 2))
    assert two - one == need.stays(plan)


def test_every_setting_that_takes_memory_is_counted():
    plain = TrainingPlan(optimizer="sgd")
    for more in (
        TrainingPlan(optimizer="adam"),
        TrainingPlan(optimizer="sgd", hidden_units=(128, 128)),
        TrainingPlan(optimizer="sgd", batch_size=10_000),
    ):
        assert need.of_all([(more, "mnist")]) > need.of_all([(plain, "mnist")])
