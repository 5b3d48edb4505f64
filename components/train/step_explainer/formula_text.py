"""An optimizer's formula as plain text, for elements that cannot show LaTeX."""

import re

SYMBOLS = {
    r"\leftarrow": "←",
    r"\eta": "η",
    r"\hat m": "m̂",
    r"\hat s": "ŝ",
    r"\quad": "  ",
    r"\,": " ",
    "^2": "²",
}


def formula_text(formula: str) -> str:
    r"""Return a formula of ``OPTIMIZERS`` without LaTeX.

    >>> formula_text(r"s \leftarrow 0.9\,s + 0.1\,g^2,\quad w \leftarrow w - \eta\,g / \sqrt{s}")
    's ← 0.9 s + 0.1 g², w ← w − η g / √s'
    """
    for latex, symbol in SYMBOLS.items():
        formula = formula.replace(latex, symbol)
    formula = re.sub(r"\\sqrt\{([^}]*)\}", r"√\1", formula).replace("-", "−")
    return re.sub(r"\s+", " ", formula)
