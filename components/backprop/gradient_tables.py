"""Tables of gradients: the loss, the logits' gradients, and those of each hidden layer."""

import math

import numpy as np
import pandas as pd
import streamlit as st

from components.backprop.example_choice import Case
from components.ui.lesson_text import Lesson
from components.ui.numbers import decimals, equality_sign, unicode_minus
from models.explain.written_sum import to_fixed_point_sum
from models.nn.backprop import BackpropTrace, LayerBackprop
from models.nn.dense import dense_names

DIGITS = 4
MAX_DIGITS = 9  # of a probability
SMALL = 0.05  # gradient; with less there is next to nothing to learn
MAX_TERMS = 4  # classes; more are not shown term by term


def loss_sentence(lesson: Lesson, case: Case, trace: BackpropTrace) -> None:
    """Show the loss, which is small if the true class has a large probability."""
    probability = float(case.forward.outputs[trace.label])
    lesson.show("loss")
    st.latex(
        rf"L=-\ln p_{{\text{{{case.classes[trace.label]}}}}}"
        rf"=-\ln {probability_and_loss(probability, float(trace.loss))}"
        if probability >= 1e-3
        else rf"L=-\ln p_{{\text{{{case.classes[trace.label]}}}}}={trace.loss:.{DIGITS}f}"
    )


def probability_and_loss(probability: float, loss: float) -> str:
    """Return a probability and its loss, with digits enough to compute the loss from it.

    >>> probability_and_loss(0.21645, 1.530396)
    '0.21645=1.5304'
    >>> "approx" in probability_and_loss(0.5, 1.0)
    True
    """
    result = f"{loss:.{DIGITS}f}"
    for digits in range(DIGITS, MAX_DIGITS + 1):
        written = f"{probability:.{digits}f}"
        if f"{-math.log(float(written)):.{DIGITS}f}" in (result, f"-{result}"):
            return f"{written}={result}"
    return rf"{probability:.{DIGITS}f}\approx {result}"


def logits_table(lesson: Lesson, case: Case, trace: BackpropTrace) -> None:
    """Show each logit's gradient: its probability, less one for the true class."""
    lesson.show("logits")
    probabilities = case.forward.outputs
    targets = [int(index == trace.label) for index in range(len(case.classes))]
    rows = {
        lesson.label("true class", name=name) if is_true else name: (
            unicode_minus(f"{logit:.{DIGITS}f}"),
            f"{probability:.{DIGITS}f}",
            str(is_true),
            f"**{unicode_minus(f'{gradient:+.{DIGITS}f}')}**",
        )
        for name, logit, probability, is_true, gradient in zip(
            case.classes,
            case.forward.dense[-1].sums,
            probabilities,
            targets,
            trace.d_logits,
            strict=True,
        )
    }
    columns = [lesson.label(f"column {name}") for name in ("logit", "p", "y", "gradient")]
    st.table(pd.DataFrame(rows.values(), index=list(rows), columns=columns), width="content")
    if np.abs(trace.d_logits).max() < SMALL:
        lesson.show("small gradient")


def hidden_tables(lesson: Lesson, case: Case, trace: BackpropTrace) -> None:
    """Show the gradients of each hidden layer's units, the last layer first."""
    names = dense_names(len(trace.layers))
    for index in reversed(range(len(trace.layers) - 1)):
        above, layer = trace.layers[index + 1], trace.layers[index]
        lesson.show(
            "hidden",
            name=names[index],
            above=names[index + 1],
            activation=layer.layer.activation,
            still=int((layer.d_sums == 0).sum()),
            units=layer.layer.units,
        )
        if len(above.d_sums) <= MAX_TERMS:
            st.table(_terms_table(lesson, case, above, layer), width="content")
        else:
            table = _units_table(lesson, layer)
            st.dataframe(
                table,
                height=250,
                width="content",
                column_config={
                    name: st.column_config.NumberColumn(format="%.6f") for name in table.columns
                },
                alt=lesson.format("hidden in words"),
            )


def _units_table(lesson: Lesson, layer: LayerBackprop) -> pd.DataFrame:
    columns = {
        "output gradient": layer.d_outputs,
        "slope": layer.derivatives,
        "z gradient": layer.d_sums,
    }
    return pd.DataFrame(
        {lesson.label(key): values for key, values in columns.items() if values is not None},
        index=pd.RangeIndex(layer.layer.units, name=lesson.label("neuron")),
    )


def _terms_table(
    lesson: Lesson, case: Case, above: LayerBackprop, layer: LayerBackprop
) -> pd.DataFrame:
    """Return a row per unit: its weight times each class's gradient, and their displayed sum."""
    rows = [_terms_row(lesson, case, above, layer, unit) for unit in range(layer.layer.units)]
    table = pd.DataFrame(rows).set_index(lesson.label("neuron"))
    rounding = lesson.label("rounding")
    return table if table[rounding].any() else table.drop(columns=rounding)


def _terms_row(
    lesson: Lesson, case: Case, above: LayerBackprop, layer: LayerBackprop, unit: int
) -> dict[str, str]:
    terms = to_fixed_point_sum(above.input_gradient_terms(unit), DIGITS)
    slope = "" if layer.derivatives is None else f"{layer.derivatives[unit]:g}"
    computed = float(terms.text(terms.sum)) * float(slope or 1)
    sign = "" if equality_sign(computed, layer.d_sums[unit], DIGITS) == "=" else "≈ "
    z_gradient = decimals(layer.d_sums[unit], DIGITS)
    parts = zip(case.classes, terms.products, strict=True)
    return {
        lesson.label("neuron"): str(unit),
        **{
            lesson.label("class part", name=name): unicode_minus(terms.text(int(product)))
            for name, product in parts
        },
        lesson.label("rounding"): unicode_minus(terms.text(terms.rounding))
        if terms.rounding
        else "",
        lesson.label("output gradient"): unicode_minus(terms.text(terms.sum)),
        lesson.label("slope"): slope and f"× {slope}",
        lesson.label("z gradient"): f"**{sign}{z_gradient}**",
    }
