"""Written sum: a neuron's sum in fixed point, so that the displayed digits add up."""

from dataclasses import dataclass

import numpy as np

from models.nn.arrays import Array, readonly
from models.nn.dense import NeuronTrace


@dataclass(frozen=True)
class FixedPointSum:
    """A neuron's numbers as integers in units of the last decimal, so that their sums are exact.

    A product such as 128/255 × 0.0312 has more decimals than a page can show. Each product is
    therefore rounded once, and the running sums add the *rounded* products: adding the shown
    lines gives the shown sums, digit for digit. The rounding error (at most half a unit per
    line) is one more line, ``rounding``, and with it the lines end at the true sum. The
    alternative, rounding each running sum, would give lines that do not add up; adjusting the
    products to fit them would falsify the products.
    """

    digits: int  # decimals of one unit: a unit is 10 ** -digits
    products: Array  # (inputs,) in reading order
    running: Array  # (inputs,): running[i] adds the rounded products up to and including i
    order: Array  # (inputs,): indices, largest contribution first
    running_by_size: Array  # (inputs,): the same products added in that order
    bias: int
    sum: int  # the true sum, rounded once
    is_exact: bool  # whether no product, and not the bias, was rounded

    @property
    def written_sum(self) -> int:
        """The last running sum + bias, both rounded."""
        return int(self.running[-1]) + self.bias

    @property
    def rounding(self) -> int:
        """The total rounding error: the true sum minus the written one."""
        return self.sum - self.written_sum

    def text(self, units: int) -> str:
        """Return a number of units as text with its decimals.

        >>> to_fixed_point_sum(NeuronTrace(*[np.ones(1)] * 4, 0.0, 1.0, 1.0), 2).text(-285)
        '-2.85'
        """
        return f"{units / 10**self.digits:.{self.digits}f}"


def round_half_up_units(values: Array | float, digits: int) -> Array:
    """Round to integer units of the last decimal, halves upwards.

    The browser rounds the same way when a weight is edited; NumPy's own ``rint`` rounds
    halves to even, which JavaScript does not.

    >>> round_half_up_units(np.array([0.125, -2.85, 3.9899999999999998]), 2)
    array([  13, -285,  399])
    """
    return np.floor(np.asarray(values, float) * 10**digits + 0.5).astype(np.int64)


def to_fixed_point_sum(neuron: NeuronTrace, digits: int) -> FixedPointSum:
    """Return a neuron's products, running sums and bias rounded to so many decimals.

    Args:
        neuron: one neuron's trace.
        digits: decimals of products, sums and bias.
    """
    products = round_half_up_units(neuron.products, digits)
    order = np.argsort(-np.abs(neuron.products), kind="stable")
    exact = np.append(neuron.products, neuron.bias)
    return FixedPointSum(
        digits=digits,
        products=readonly(products),
        running=readonly(np.cumsum(products)),
        order=readonly(order),
        running_by_size=readonly(np.cumsum(products[order])),
        bias=int(round_half_up_units(neuron.bias, digits)),
        sum=int(round_half_up_units(neuron.sum, digits)),
        # Far below any digit shown, far above float64's rounding.
        is_exact=bool(np.abs(round_half_up_units(exact, digits) / 10**digits - exact).max() < 1e-9),
    )
