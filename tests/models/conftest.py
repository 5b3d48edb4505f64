"""What tests of runs and tasks share: a real trainer, which one file starts once."""

import os

import pytest

from models.runtime.run_registry import RunRegistry
from models.worker.plugin import NICENESS


@pytest.fixture(scope="module")
def runs():
    os.environ[NICENESS] = "0"  # nobody looks at pages meanwhile
    registry = RunRegistry()
    registry.start_trainer()
    yield registry
    registry.stop_trainer()
    del os.environ[NICENESS]
