"""Scripts: small Keras programs, wrong ones and right ones, each shown and really run."""

import difflib
import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "lessons" / "code"


@dataclass(frozen=True)
class Knob:
    """One thing a learner may set in a script: a name, and what may stand right of its ``=``."""

    name: str
    choices: tuple[str, ...]  # Python, as it stands in the script


SHAPE = Knob("shape", ("(28, 28)", "(32, 32, 3)", "(224, 224, 3)"))
EPOCHS = Knob("epochs", ("3", "1", "6"))

SCRIPTS: dict[str, tuple[Knob, ...]] = {
    "pitfalls/flatten_forgotten/wrong": (),
    "pitfalls/flatten_forgotten/fixed": (
        Knob(
            "flat",
            (
                "keras.layers.Flatten()",
                "keras.layers.Reshape((-1,))",
                "keras.layers.Reshape((784,))",
            ),
        ),
    ),
    "pitfalls/silent_case/wrong": (EPOCHS,),
    "pitfalls/silent_case/fixed": (EPOCHS,),
    "pitfalls/unscaled/wrong": (),
    "pitfalls/unscaled/fixed": (Knob("scale", ("1 / 255", "1 / 25", "1")),),
    "pitfalls/no_batch_axis/wrong": (),
    "pitfalls/no_batch_axis/fixed": (
        Knob("picture", ("x_test[:1]", "x_test[0][None]", "x_test[:5]", "x_test[0][..., None]")),
    ),
    "pitfalls/no_activation/wrong": (),
    "pitfalls/no_activation/fixed": (
        Knob("activation", ('"relu"', '"tanh"', '"sigmoid"', '"linear"')),
    ),
    "pitfalls/softmax_twice/wrong": (),
    "pitfalls/softmax_twice/fixed": (
        Knob("activation", ("None", '"softmax"')),
        Knob("from_logits", ("True", "False")),
    ),
    "pitfalls/too_wide/wrong": (),
    "pitfalls/too_wide/fixed": (
        Knob("images", ("10000", "1000")),
        Knob("units", ("128", "4", "1024")),
    ),
    "pitfalls/input_shape/wrong": (SHAPE,),
    "pitfalls/input_shape/fixed": (SHAPE,),
    "myths/axes/shapes": (Knob("units", ("10", "1", "128")),),
    "myths/axes/late": (),
    "myths/axes/silent": (),
    "myths/axes/one_axis": (),
}
"""Every script, by its path under ``lessons/code``, and what a learner may set in it."""

EXPERIMENTS: dict[str, tuple[str, ...]] = {
    "myths/values": ("same_values", "same_memory", "shapes"),
    "myths/edges": ("edges", "parameters"),
    "myths/gradient": ("equal", "at_image", "at_vector"),
}
"""Scripts that are given something of the learner's, and what is wanted of each at its end."""


def source(script: str, settings: dict[str, str] | None = None) -> str:
    """Give a script's text as it is shown and run.

    Args:
        script: a key of ``SCRIPTS`` or ``EXPERIMENTS``.
        settings: of its knobs, by name; those not named stand as they are shipped.

    Raises:
        ValueError: no such script, or a setting its knobs do not offer.
    """
    if script not in SCRIPTS.keys() | EXPERIMENTS.keys():
        raise ValueError(f"no script is called {script!r}")
    text = (FOLDER / f"{script}.py").read_text(encoding="utf-8")
    knobs = {knob.name: knob for knob in SCRIPTS.get(script, ())}
    for name, value in (settings or {}).items():
        if name not in knobs or value not in knobs[name].choices:
            raise ValueError(f"{script} cannot be run with {name} = {value}")
        text = re.sub(rf"(?m)^{name} = .*$", lambda _, line=f"{name} = {value}": line, text)
    return text


def differing(text: str, other: str) -> set[int]:
    r"""Say which lines of a text, counted from 0, are not in the other.

    >>> differing("a\nb\nc", "a\nc")
    {1}
    """
    lines = difflib.SequenceMatcher(None, text.splitlines(), other.splitlines(), autojunk=False)
    blocks = lines.get_matching_blocks()
    kept = {start + nth for start, _, size in blocks for nth in range(size)}
    return set(range(len(text.splitlines()))) - kept
