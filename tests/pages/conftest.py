"""What several tests of pages begin with."""

import pytest

from models.runtime import run_registry


@pytest.fixture
def registry():
    """The process's runs; what a test puts there is gone after it."""
    before = dict(run_registry._runs._runs)
    yield run_registry._runs
    run_registry._runs._runs.clear()
    run_registry._runs._runs.update(before)
