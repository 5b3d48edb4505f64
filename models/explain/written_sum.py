"""Ledger: a neuron's sum as one writes it down, so that the digits on the page add up."""

from dataclasses import dataclass

import numpy as np

from models.nn.arrays import Array, frozen
from models.nn.dense import NeuronTrace


@dataclass(frozen=True)
class Ledger:
    """A neuron's numbers as written: whole units of the last decimal, so sums of them are exact.

    A product such as 128/255 × 0.0312 has more decimals than a page can show. Each product is
    therefore rounded once, and the running sums add the products *as written*: whoever adds the
    shown lines gets the shown sums, digit for digit. What the rounding cost (at most half a unit
    a line) is one more line, ``rounding``, and with it the lines end at the true sum.
    The other way, running sums rounded one by one, would make lines that do not add up; products
    bent to fit them would not be the products.
    """

    digits: int  # decimals of one unit: a unit is 10 ** -digits
    products: Array  # (inputs,) in reading order
    running: Array  # (inputs,): running[i] adds the written products up to and including i
    order: Array  # (inputs,): the indices, biggest contribution first
    running_by_size: Array  # (inputs,): the same products added in that order
    bias: int
    sum: int  # the true sum, rounded once
    lossless: bool  # whether every product and the bias are written in full

    @property
    def written_sum(self) -> int:
        """The last running sum + bias, as written."""
        return int(self.running[-1]) + self.bias

    @property
    def rounding(self) -> int:
        """What all the rounding cost: the true sum less the written one."""
        return self.sum - self.written_sum

    def text(self, units: int) -> str:
        """Write a number of units with its decimals.

        >>> write_down(NeuronTrace(*[np.ones(1)] * 4, 0.0, 1.0, 1.0), 2).text(-285)
        '-2.85'
        """
        return f"{units / 10**self.digits:.{self.digits}f}"


def in_units(values: Array | float, digits: int) -> Array:
    """Round to whole units of the last decimal, halves upwards.

    The browser rounds the same way when a weight is edited; NumPy's own ``rint`` takes
    halves to the even neighbour, which JavaScript does not.

    >>> in_units(np.array([0.125, -2.85, 3.9899999999999998]), 2)
    array([  13, -285,  399])
    """
    return np.floor(np.asarray(values, float) * 10**digits + 0.5).astype(np.int64)


def write_down(neuron: NeuronTrace, digits: int) -> Ledger:
    """Write a neuron's products, running sums and bias with so many decimals.

    Args:
        neuron: one neuron's trace.
        digits: decimals of products, sums and bias.
    """
    products = in_units(neuron.products, digits)
    order = np.argsort(-np.abs(neuron.products), kind="stable")
    exact = np.append(neuron.products, neuron.bias)
    return Ledger(
        digits=digits,
        products=frozen(products),
        running=frozen(np.cumsum(products)),
        order=frozen(order),
        running_by_size=frozen(np.cumsum(products[order])),
        bias=int(in_units(neuron.bias, digits)),
        sum=int(in_units(neuron.sum, digits)),
        # Far below any digit shown, far above what float64 cannot help.
        lossless=bool(np.abs(in_units(exact, digits) / 10**digits - exact).max() < 1e-9),
    )
