"""What goes wrong inside TensorFlow leaves a worker as an error of Python's own."""

import pickle
import sys

import pytest
import tensorflow as tf

from models.runtime.placement import failure_message
from models.runtime.remote_job import Collected
from models.runtime.run import NO_MEMORY
from models.runtime.task import NO_MEMORY as NO_MEMORY_FOR_IT
from models.worker.plain_errors import plain_errors
from models.worker.training_job import run_training
from tests.models.waiting import is_a_sentence


def test_tensorflow_out_of_memory_is_said_to_be_that_and_no_mistake_of_ours():
    with pytest.raises(tf.errors.ResourceExhaustedError):
        tf.zeros([10**7, 10**7])
    with pytest.raises(MemoryError) as told:
        plain_errors(tf.zeros)([10**7, 10**7])
    assert failure_message(Collected(error=told.value)) == NO_MEMORY
    assert is_a_sentence(NO_MEMORY)
    assert is_a_sentence(NO_MEMORY_FOR_IT)


def test_what_else_goes_wrong_there_can_be_read_without_tensorflow():
    with pytest.raises(RuntimeError, match="InvalidArgumentError") as told:
        plain_errors(tf.matmul)(tf.zeros([2, 3]), tf.zeros([2, 3]))
    assert told.value.__context__ is told.value.__cause__ is None
    assert b"errors_impl" in pickle.dumps(tf.errors.InvalidArgumentError(None, None, ""))
    assert b"errors_impl" not in pickle.dumps(told.value)
    assert "went wrong on our side" in failure_message(Collected(error=told.value))


def test_errors_of_ours_stay_as_they_are():
    with pytest.raises(ValueError, match="invalid literal"):
        plain_errors(int)("x")


def test_a_job_is_sent_by_its_name_as_before():
    assert pickle.loads(pickle.dumps(run_training)) is run_training
    assert sys.modules["models.worker.training_job"].run_training is run_training
