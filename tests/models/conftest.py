"""What tests of runs and errands share: a real trainer, which one file starts once."""

import os

import pytest

from models.runtime.run_registry import Runs
from models.worker.training_job import NICENESS


@pytest.fixture(scope="module")
def runs():
    os.environ[NICENESS] = "0"  # nobody looks at pages meanwhile
    registry = Runs()
    registry.start_trainer()
    yield registry
    registry.stop_trainer()
    del os.environ[NICENESS]
