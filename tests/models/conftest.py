"""What tests of runs and tasks share: a registry with a real trainer."""

from collections.abc import Iterator

import pytest

from models.runtime.run_registry import RunRegistry
from tests.trainer import connected


@pytest.fixture(scope="module")
def runs(trainer: str) -> Iterator[RunRegistry]:
    with connected(RunRegistry(), trainer) as registry:
        yield registry
