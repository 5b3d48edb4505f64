"""Whoever works a line out again from what is written there gets what is written there."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.backprop.finite_difference import comparison_rows
from components.ui.numbers import equality_sign, sufficient_digits
from models.explain.finite_difference import trace_perturbation
from models.nn.activations import ACTIVATIONS
from models.nn.backprop import trace_backprop
from models.nn.dense import random_layer
from models.nn.network import trace_network

BENT = [name for name, each in ACTIVATIONS.items() if each.elementwise]
LINE = re.compile(r"([+−]?[\d.]+) ([×−]) ([+−]?[\d.]+) ([=≈]) \*\*([+−]?[\d.]+)\*\*")


@given(st.floats(-9, 9), st.sampled_from(BENT))
def test_an_output_follows_from_its_sum_in_so_many_digits(total, name):
    def compute(number):
        return float(ACTIVATIONS[name].apply(np.array(number)))

    digits = sufficient_digits(total, compute(total), 4, compute)
    assert equality_sign(compute(round(total, digits)), compute(total), 4) == "="


@pytest.mark.parametrize("seed", range(8))
def test_a_nudge_s_lines_say_equals_only_where_they_are(seed):
    layers = (random_layer(16, 6, "tanh", seed, 4), random_layer(6, 3, "softmax", seed, 4))
    image = np.random.default_rng(seed).random((4, 4))
    back = trace_backprop(trace_network(image, layers), label=2)
    signs = set()
    for place in range(1, 51):
        lines = comparison_rows(trace_perturbation(back, place % 16, place / 50, 1.0))
        for text in (lines["predicted"], lines["true"]):
            left, how, right, sign, result = LINE.fullmatch(text).groups()
            left, right, result = (float(each.replace("−", "-")) for each in (left, right, result))
            computed = left * right if how == "×" else left - right
            assert (equality_sign(computed, result, 5) == "=") == (sign == "=")
            signs.add(sign)
    assert "=" in signs
