"""Five lines: a program whose five deciding lines are chosen, and what Keras made of it."""

import re
from dataclasses import dataclass

from models.exercises.scripts import SCRIPTS, Settings

SCRIPT = "build/five_lines/fix"
LINES = SCRIPTS[SCRIPT]
MOST_PARAMETERS = 60_000
LEAST_ACCURACY = 93  # percent; with the right lines it has 94 to 95, without ReLU 92
PARAMETERS = re.compile(r"parameters: ([\d,]+)")
ACCURACY = re.compile(r"validation accuracy: ([\d.]+)%")

CAUSES: dict[str, Settings] = {
    "no softmax": {
        "output": "keras.layers.Dense(10)",
        "loss": "keras.losses.SparseCategoricalCrossentropy()",
    },
    "rate too high": {"optimizer": "keras.optimizers.Adam(1.0)"},
    "rate too low": {"optimizer": "keras.optimizers.SGD(0.001)"},
    "no activation": {"hidden": "keras.layers.Dense(64)"},
}
"""Lines that make the accuracy low of a program that runs, by the name of why."""


@dataclass(frozen=True)
class Verdict:
    """What Keras made of the program, by the conditions of the goal."""

    runs: bool  # without an error
    is_quiet: bool  # without a warning
    has_few_parameters: bool
    is_accurate: bool

    @property
    def is_right(self) -> bool:
        """Whether the goal is reached."""
        return all(vars(self).values())


def settings_of(answer: object) -> Settings | None:
    """Return the lines that an answer chose; None for what is no answer.

    Args:
        answer: an index into the choices of each line.
    """
    if not isinstance(answer, list | tuple) or len(answer) != len(LINES):
        return None
    if not all(
        type(at) is int and 0 <= at < len(line.choices)
        for at, line in zip(answer, LINES, strict=True)
    ):
        return None
    return {line.name: line.choices[at] for at, line in zip(answer, LINES, strict=True)}


def answer_of(settings: Settings) -> tuple[int, ...]:
    """Return the answer that chose these lines."""
    return tuple(line.choices.index(settings[line.name]) for line in LINES)


def verdict(result: dict) -> Verdict:
    """Return what Keras made of the program.

    Args:
        result: as of `models.tasks.run_script.run_script`.
    """
    said = "\n".join(text for kind, text in result["said"] if kind == "printed")
    parameters, accuracy = PARAMETERS.search(said), ACCURACY.search(said)
    return Verdict(
        runs=not result["error"],
        is_quiet=all(kind != "warning" for kind, _ in result["said"]),
        has_few_parameters=bool(parameters)
        and int(parameters[1].replace(",", "")) < MOST_PARAMETERS,
        is_accurate=bool(accuracy) and float(accuracy[1]) >= LEAST_ACCURACY,
    )


def causes(settings: Settings) -> list[str]:
    """Return the names of what makes the accuracy of a program that runs low."""
    return [name for name, lines in CAUSES.items() if lines.items() <= settings.items()]
