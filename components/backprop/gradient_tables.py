"""Blame in numbers: the loss, the logits' gradients, and what each hidden unit hands on."""

import math

import numpy as np
import pandas as pd
import streamlit as st

from components.backprop.example_choice import Case
from components.ui.lesson_text import Lesson
from components.ui.numbers import equality_sign, unicode_minus
from models.explain.written_sum import to_fixed_point_sum
from models.nn.backprop import BackpropTrace, LayerBackprop
from models.nn.dense import dense_names

DIGITS = 4
MAX_DIGITS = 9  # of a probability
LITTLE = 0.05  # blame; with less there is next to nothing to learn
WRITTEN_OUT = 4  # classes; more are not written term by term


def loss_sentence(lesson: Lesson, case: Case, back: BackpropTrace) -> None:
    """Say what the loss is: how little of the shares the true class got."""
    share = case.forward.outputs[back.label]
    lesson.show("loss")
    st.latex(
        rf"L=-\ln p_{{\text{{{case.classes[back.label]}}}}}"
        rf"=-\ln {loss_in_figures(float(share), float(back.loss))}"
        if share >= 1e-3
        else rf"L=-\ln p_{{\text{{{case.classes[back.label]}}}}}={back.loss:.{DIGITS}f}"
    )


def loss_in_figures(share: float, loss: float) -> str:
    """Write a probability and its loss, with digits enough to compute the one from the other.

    >>> loss_in_figures(0.21645, 1.530396)
    '0.21645=1.5304'
    >>> "approx" in loss_in_figures(0.5, 1.0)
    True
    """
    said = f"{loss:.{DIGITS}f}"
    for digits in range(DIGITS, MAX_DIGITS + 1):
        written = f"{share:.{digits}f}"
        if f"{-math.log(float(written)):.{DIGITS}f}" in (said, f"-{said}"):
            return f"{written}={said}"
    return rf"{share:.{DIGITS}f}\approx {said}"


def logits_table(lesson: Lesson, case: Case, back: BackpropTrace) -> None:
    """Write each logit's gradient: its share, less one for the true class."""
    lesson.show("logits")
    shares, wanted = case.forward.outputs, [int(c == back.label) for c in range(len(case.classes))]
    rows = {
        f"**{name}**, true" if is_true else name: (
            unicode_minus(f"{logit:.{DIGITS}f}"),
            f"{share:.{DIGITS}f}",
            str(is_true),
            f"**{unicode_minus(f'{blame:+.{DIGITS}f}')}**",
        )
        for name, logit, share, is_true, blame in zip(
            case.classes, case.forward.dense[-1].sums, shares, wanted, back.d_logits, strict=True
        )
    }
    columns = ["logit", "share p", "true y", "dL/dlogit = p − y"]
    st.table(pd.DataFrame(rows.values(), index=list(rows), columns=columns), width="content")
    if np.abs(back.d_logits).max() < LITTLE:
        lesson.show("little blame")


def hidden_tables(lesson: Lesson, case: Case, back: BackpropTrace) -> None:
    """Write what the units of each hidden layer get handed back, and what they hand on."""
    names = dense_names(len(back.layers))
    for place in reversed(range(len(back.layers) - 1)):
        above, layer = back.layers[place + 1], back.layers[place]
        lesson.show(
            "hidden",
            name=names[place],
            above=names[place + 1],
            activation=layer.layer.activation,
            still=int((layer.d_sums == 0).sum()),
            units=layer.layer.units,
        )
        small = len(above.d_sums) <= WRITTEN_OUT
        table = _terms(case, above, layer) if small else _units(layer)
        if small:
            st.table(table, width="content")
        else:
            st.dataframe(
                table,
                height=250,
                width="content",
                column_config={
                    name: st.column_config.NumberColumn(format="%.6f") for name in table.columns
                },
                alt=lesson.format("hidden in words"),
            )


def _units(layer: LayerBackprop) -> pd.DataFrame:
    columns = {"dL/doutput": layer.d_outputs, "slope": layer.derivatives, "dL/dsum": layer.d_sums}
    return pd.DataFrame(
        {name: values for name, values in columns.items() if values is not None},
        index=pd.RangeIndex(layer.layer.units, name="unit"),
    )


def _terms(case: Case, above: LayerBackprop, layer: LayerBackprop) -> pd.DataFrame:
    """One row a unit: its weight times each class's gradient, and their sum as it is written."""
    rows = []
    for unit in range(layer.layer.units):
        ledger = to_fixed_point_sum(above.input_gradient_terms(unit), DIGITS)
        slope = "" if layer.derivatives is None else f"{layer.derivatives[unit]:g}"
        given = float(ledger.text(ledger.sum)) * float(slope or 1)
        sign = "" if equality_sign(given, layer.d_sums[unit], DIGITS) == "=" else "≈ "
        rows.append(
            {
                "unit": str(unit),
                **{
                    f"from {name}": unicode_minus(ledger.text(int(product)))
                    for name, product in zip(case.classes, ledger.products, strict=True)
                },
                "rounding": unicode_minus(ledger.text(ledger.rounding)) if ledger.rounding else "",
                "dL/doutput": unicode_minus(ledger.text(ledger.sum)),
                "slope": slope and f"× {slope}",
                "dL/dsum": f"**{sign}{unicode_minus(f'{layer.d_sums[unit] + 0.0:.{DIGITS}f}')}**",
            }
        )
    table = pd.DataFrame(rows).set_index("unit")
    return table if table["rounding"].any() else table.drop(columns="rounding")
