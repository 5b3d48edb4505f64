"""What several tests of pages begin with."""

import pytest

from models import runs


@pytest.fixture
def registry():
    """The process's runs; what a test puts there is gone after it."""
    before = dict(runs._runs._runs)
    yield runs._runs
    runs._runs._runs.clear()
    runs._runs._runs.update(before)
