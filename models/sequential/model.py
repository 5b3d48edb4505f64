"""Chain: layer after layer on an input of one's choice, as one builds it from menus."""

import math
from dataclasses import dataclass

from models.sequential.layer_options import Value, numbers, short
from models.sequential.layer_types import KINDS, Chosen, Kind, Partial, Shape

MOST_LAYERS = 12
MOST_NUMBERS = 10_000_000  # of one input
MOST_LETTERS = 600  # of a chain as text; the longest one has about 500
INPUT = numbers("the input's shape", (28, 28, 1))


@dataclass(frozen=True)
class Layer:
    """One layer as it was chosen; any impossible choice is a ``ValueError`` in a sentence."""

    kind: str  # a key of KINDS
    values: tuple[Value, ...]  # one a setting, in the kind's order

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no layer here is called {short(self.kind)}; there are {_KINDS}")
        if len(self.values) != len(self.row.settings):
            raise ValueError(
                f"{self.kind} has {len(self.row.settings)} settings, got {len(self.values)}"
            )
        for setting, value in zip(self.row.settings, self.values, strict=True):
            if type(value) is not type(setting.default):
                raise ValueError(f"{setting.name} cannot be {short(value)}")
            setting.read(setting.write(value))

    @property
    def row(self) -> Kind:
        """The row of its kind."""
        return KINDS[self.kind]

    @property
    def chosen(self) -> Chosen:
        """Its settings by name."""
        return {
            each.name: value for each, value in zip(self.row.settings, self.values, strict=True)
        }

    def arguments(self) -> dict[str, object]:
        """Give what Keras's class is called with."""
        return {each.name: each.argument(self.chosen[each.name]) for each in self.row.settings}

    def code(self) -> str:
        """Write the layer as one does in Keras; what is as Keras has it anyway is left out.

        >>> layer("Conv2D", filters=32, activation="relu").code()
        'Conv2D(32, kernel_size=3, activation="relu")'
        """
        said = []
        for place, each in enumerate(self.row.settings):
            value = self.chosen[each.name]
            if place == 0:
                said.append(each.code(value))
            elif value != each.default or each.name == "kernel_size":
                said.append(f"{each.name}={each.code(value)}")
        return f"{self.kind}({', '.join(said)})"


@dataclass(frozen=True)
class Chain:
    """An input shape, and the layers that are chained on it."""

    shape: Shape  # one image's, without the batch axis
    layers: tuple[Layer, ...] = ()

    def __post_init__(self) -> None:
        INPUT.read(INPUT.write(self.shape))
        if (count := math.prod(self.shape)) > MOST_NUMBERS:
            raise ValueError(f"an input has at most {MOST_NUMBERS:,} numbers here, got {count:,}")
        if len(self.layers) > MOST_LAYERS:
            raise ValueError(
                f"a chain has at most {MOST_LAYERS} layers here, got {len(self.layers)}"
            )

    @property
    def gives_probabilities(self) -> bool:
        """Whether what comes out went through a softmax last, and was only reshaped since."""
        told = [layer for layer in self.layers if layer.kind not in ("Flatten", "Reshape")]
        return bool(told) and told[-1].chosen.get("activation") == "softmax"

    @property
    def rescales(self) -> bool:
        """Whether it scales the pixels itself, so that nobody needs to do it before."""
        return any(layer.kind == "Rescaling" for layer in self.layers)

    def names(self) -> tuple[str, ...]:
        """Name the layers as Keras does in a fresh program: ``dense``, ``dense_1``, …"""
        seen: dict[str, int] = {}
        names = []
        for layer in self.layers:
            count = seen[layer.kind] = seen.get(layer.kind, -1) + 1
            names.append(f"{layer.row.own_name}_{count}" if count else layer.row.own_name)
        return tuple(names)


def layer(kind: str, **chosen: Value) -> Layer:
    """Choose a layer; what is not chosen is as the menu has it.

    >>> layer("Dense", units=128).values
    (128, 'linear')
    """
    if kind not in KINDS:
        raise ValueError(f"no layer here is called {short(kind)}; there are {_KINDS}")
    names = [each.name for each in KINDS[kind].settings]
    if strange := set(chosen) - set(names):
        raise ValueError(f"{kind} has no setting {', '.join(sorted(strange))}")
    return Layer(kind, tuple(chosen.get(each.name, each.default) for each in KINDS[kind].settings))


def to_text(chain: Chain) -> str:
    """Write a chain in one short line, for a link.

    >>> to_text(Chain((28, 28), (layer("Flatten"), layer("Dense", units=10))))
    '28x28,Flatten,Dense:10:linear'
    """
    rows = [INPUT.write(chain.shape)]
    for each in chain.layers:
        pairs = zip(each.row.settings, each.values, strict=True)
        rows.append(":".join([each.kind, *(setting.write(value) for setting, value in pairs)]))
    return ",".join(rows)


def from_text(text: object) -> Chain:
    """Read a chain from such a line, whoever wrote it; settings left out are as the menu has them.

    Raises:
        ValueError: anything that is no chain of ours.

    >>> from_text("28x28x1,Flatten,Dense:128:relu").layers[1].chosen
    {'units': 128, 'activation': 'relu'}
    """
    if not isinstance(text, str) or len(text) > MOST_LETTERS:
        raise ValueError(f"a chain is a line of at most {MOST_LETTERS} letters")
    shape, *rows = text.split(",")
    return Chain(INPUT.read(shape), tuple(map(_layer_from, rows)))


def _layer_from(row: str) -> Layer:
    kind, *values = row.split(":")
    settings = KINDS[kind].settings if kind in KINDS else ()
    if kind in KINDS and len(values) > len(settings):
        raise ValueError(f"{kind} has {len(settings)} settings, got {len(values)}")
    read = {each.name: each.read(value) for each, value in zip(settings, values, strict=False)}
    return layer(kind, **read)


def in_words(shape: Partial, *, batch: bool = False) -> str:
    """Write a shape as Python does; what is not known is a question mark.

    >>> in_words((None, 128)), in_words((784,), batch=True), in_words(None)
    ('(?, 128)', '(None, 784)', '?')
    """
    if shape is None:
        return "?"
    sides = [*(["None"] if batch else []), *("?" if side is None else str(side) for side in shape)]
    return f"({sides[0]},)" if len(sides) == 1 else f"({', '.join(sides)})"


_KINDS = ", ".join(KINDS)
