"""What several tests of pages begin with."""

import pytest

from models.runtime import run_registry


@pytest.fixture
def registry():
    """The process's runs; what a test puts there is gone after it."""
    before = run_registry.shared_registry.replace_runs({})
    yield run_registry.shared_registry
    run_registry.shared_registry.replace_runs(before)
