import keras
import numpy as np
import pytest

from models.nn.softmax import trace_softmax


def test_each_step_follows_from_the_one_before_and_the_end_is_keras():
    logits = np.random.default_rng(0).normal(0, 5, 10)
    trace = trace_softmax(logits)
    np.testing.assert_array_equal(trace.shifted, logits - logits.max())
    np.testing.assert_array_equal(trace.powers, np.exp(trace.shifted))
    assert trace.total == trace.powers.sum()
    np.testing.assert_array_equal(trace.probabilities, trace.powers / trace.total)
    expected = np.asarray(keras.ops.softmax(logits))
    np.testing.assert_allclose(trace.probabilities, expected, rtol=0, atol=1e-7)


@pytest.mark.parametrize("far", [1e3, -1e3, 1e300])
def test_no_logit_is_too_large(far):
    trace = trace_softmax(np.array([far, far, far - abs(far)]))
    np.testing.assert_allclose(trace.probabilities, [0.5, 0.5, 0])
