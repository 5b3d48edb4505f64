"""Scripts: small Keras programs, wrong ones and fixed ones, each shown and actually run."""

import difflib
import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "lessons" / "code"


GAP = "gap"  # a parameter of this name stands for the line "...," of its script
NOTHING = "..."  # its value without which the script has no such line


Settings = dict[str, str]  # values of a script's parameters


@dataclass(frozen=True)
class ScriptParameter:
    """A parameter of a script: a name, and the values allowed right of its ``=``.

    The values of the parameter ``GAP`` are what the line ``...,`` of the script may be instead.
    """

    name: str
    choices: tuple[str, ...]  # Python, as it stands in the script


def gap(*lines: str) -> ScriptParameter:
    """Return the parameter of a script that has a gap, which is shipped without its line."""
    return ScriptParameter(GAP, (NOTHING, *lines))


SHAPE = ScriptParameter("shape", ("(28, 28)", "(32, 32, 3)", "(224, 224, 3)"))
EPOCHS = ScriptParameter("epochs", ("3", "1", "6"))

SCRIPTS: dict[str, tuple[ScriptParameter, ...]] = {
    "pitfalls/flatten_forgotten/wrong": (),
    "pitfalls/flatten_forgotten/fixed": (
        ScriptParameter(
            "flat",
            (
                "keras.layers.Flatten()",
                "keras.layers.Reshape((-1,))",
                "keras.layers.Reshape((784,))",
            ),
        ),
    ),
    "pitfalls/flatten_forgotten/fix": (
        gap(
            "keras.layers.Dense(784)",
            "keras.layers.GlobalAveragePooling1D()",
            "keras.layers.Flatten()",
        ),
    ),
    "pitfalls/silent_case/wrong": (EPOCHS,),
    "pitfalls/silent_case/fixed": (EPOCHS,),
    "pitfalls/unscaled/wrong": (),
    "pitfalls/unscaled/fixed": (ScriptParameter("scale", ("1 / 255", "1 / 25", "1")),),
    "pitfalls/unscaled/fix": (
        gap(
            "keras.layers.Rescaling(255)",
            'keras.layers.Activation("relu")',
            "keras.layers.Rescaling(1 / 255)",
        ),
    ),
    "pitfalls/no_batch_axis/wrong": (),
    "pitfalls/no_batch_axis/fixed": (
        ScriptParameter(
            "picture", ("x_test[:1]", "x_test[0][None]", "x_test[:5]", "x_test[0][..., None]")
        ),
    ),
    "pitfalls/no_activation/wrong": (),
    "pitfalls/no_activation/fixed": (
        ScriptParameter("activation", ('"relu"', '"tanh"', '"sigmoid"', '"linear"')),
    ),
    "pitfalls/no_activation/fix": (
        ScriptParameter(
            "hidden",
            (
                "keras.layers.Dense(128)",
                "keras.layers.Dense(512)",
                'keras.layers.Dense(128, "linear")',
                'keras.layers.Dense(128, "relu")',
            ),
        ),
    ),
    "pitfalls/softmax_twice/wrong": (),
    "pitfalls/softmax_twice/fixed": (
        ScriptParameter("activation", ("None", '"softmax"')),
        ScriptParameter("from_logits", ("True", "False")),
    ),
    "pitfalls/softmax_twice/fix": (
        ScriptParameter(
            "last",
            (
                'keras.layers.Dense(10, "softmax")',
                'keras.layers.Dense(10, "sigmoid")',
                "keras.layers.Dense(10)",
            ),
        ),
        ScriptParameter("logits", ("True", "False")),
    ),
    "pitfalls/too_wide/wrong": (),
    "pitfalls/too_wide/fixed": (
        ScriptParameter("images", ("10000", "1000")),
        ScriptParameter("units", ("128", "4", "1024")),
    ),
    "pitfalls/input_shape/wrong": (SHAPE,),
    "pitfalls/input_shape/fixed": (SHAPE,),
    "build/five_lines/fix": (
        ScriptParameter(
            "start",
            (
                "[keras.Input((28, 28))]",
                "[keras.Input((784,))]",
                "[keras.Input((28, 28)), keras.layers.Flatten()]",
            ),
        ),
        ScriptParameter(
            "hidden",
            (
                'keras.layers.Dense(128, "relu")',
                "keras.layers.Dense(64)",
                'keras.layers.Dense(64, "relu")',
            ),
        ),
        ScriptParameter(
            "output",
            (
                'keras.layers.Dense(9, "softmax")',
                'keras.layers.Dense(10, "softmax")',
                "keras.layers.Dense(10)",
            ),
        ),
        ScriptParameter(
            "optimizer",
            (
                "keras.optimizers.SGD(0.001)",
                "keras.optimizers.Adam(0.001)",
                "keras.optimizers.Adam(1.0)",
            ),
        ),
        ScriptParameter(
            "loss",
            (
                "keras.losses.MeanSquaredError()",
                "keras.losses.CategoricalCrossentropy()",
                "keras.losses.SparseCategoricalCrossentropy()",
                "keras.losses.SparseCategoricalCrossentropy(from_logits=True)",
            ),
        ),
    ),
    "myths/axes/shapes": (ScriptParameter("units", ("10", "1", "128")),),
    "myths/axes/late": (),
    "myths/axes/silent": (),
    "myths/axes/one_axis": (),
}
"""Every script, by its path under ``lessons/code``, and its parameters."""

SNIPPETS: dict[str, tuple[str, ...]] = {
    "myths/values": ("same_values", "same_memory", "shapes"),
    "myths/edges": ("edges", "parameters"),
    "myths/gradient": ("equal", "at_image", "at_vector"),
    "myths/no_weights": ("parameters", "others"),
    "myths/collapse": ("difference", "largest"),
    "myths/last_axis": ("shape", "parameters"),
    "myths/shuffled": ("difference", "largest"),
}
"""Scripts that run with values of the learner's, and the variables they return."""


def source(script: str, settings: dict[str, str] | None = None) -> str:
    """Return a script's source as it is shown and run.

    Args:
        script: a key of ``SCRIPTS`` or ``SNIPPETS``.
        settings: values of its parameters, by name; others stay as shipped.

    Raises:
        ValueError: no such script, or a value its parameters do not offer.
    """
    if script not in SCRIPTS.keys() | SNIPPETS.keys():
        raise ValueError(f"no script is called {script!r}")
    text = (FOLDER / f"{script}.py").read_text(encoding="utf-8")
    parameters = {parameter.name: parameter for parameter in SCRIPTS.get(script, ())}
    for name, value in (settings or {}).items():
        if name not in parameters or value not in parameters[name].choices:
            raise ValueError(f"{script} cannot be run with {name} = {value}")
        text = re.sub(rf"(?m)^{name} = .*$", lambda _, line=f"{name} = {value}": line, text)
    return _filled(text, (settings or {}).get(GAP, NOTHING))


def _filled(text: str, line: str) -> str:
    """Return a script with a line in its gap, or without the gap."""

    def filled(found: re.Match) -> str:
        return "" if line == NOTHING else f"{found[1]}{line},\n"

    return re.sub(rf"(?m)^( *){re.escape(NOTHING)},\n", filled, text)


def differing_lines(text: str, other: str) -> set[int]:
    r"""Return the lines of a text, counted from 0, that are not in the other.

    >>> differing_lines("a\nb\nc", "a\nc")
    {1}
    """
    lines = difflib.SequenceMatcher(None, text.splitlines(), other.splitlines(), autojunk=False)
    blocks = lines.get_matching_blocks()
    kept = {start + nth for start, _, size in blocks for nth in range(size)}
    return set(range(len(text.splitlines()))) - kept
