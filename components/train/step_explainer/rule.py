"""Rule: an optimizer's formula in letters alone, where no formula can be set."""

import re

SIGNS = {
    r"\leftarrow": "←",
    r"\eta": "η",
    r"\hat m": "m̂",
    r"\hat s": "ŝ",
    r"\quad": "  ",
    r"\,": " ",
    "^2": "²",
}


def plain_rule(formula: str) -> str:
    r"""Write a formula of ``OPTIMIZERS`` without LaTeX.

    >>> plain_rule(r"s \leftarrow 0.9\,s + 0.1\,g^2,\quad w \leftarrow w - \eta\,g / \sqrt{s}")
    's ← 0.9 s + 0.1 g², w ← w − η g / √s'
    """
    for sign, letter in SIGNS.items():
        formula = formula.replace(sign, letter)
    formula = re.sub(r"\\sqrt\{([^}]*)\}", r"√\1", formula).replace("-", "−")
    return re.sub(r"\s+", " ", formula)
