"""Model: an input shape and a stack of layers, as built from menus."""

import math
from collections.abc import Collection
from dataclasses import dataclass

from models.sequential.layer_options import Value, shape_option, shortened
from models.sequential.layer_types import LAYER_TYPES, LayerType, Options, PartialShape, Shape

MAX_LAYERS = 12
MAX_VALUES = 10_000_000  # of one input
MAX_CHARACTERS = 600  # of a layer stack as text; the longest one has about 500
INPUT = shape_option("the input's shape", (28, 28, 1))


@dataclass(frozen=True)
class Layer:
    """One layer with its options; any impossible value is a ``ValueError`` in a sentence."""

    kind: str  # a key of LAYER_TYPES
    values: tuple[Value, ...]  # one per option, in the order of the type

    def __post_init__(self) -> None:
        if self.kind not in LAYER_TYPES:
            raise ValueError(
                f"no layer here is called {shortened(self.kind)}; there are {_TYPE_NAMES}"
            )
        if len(self.values) != len(self.layer_type.settings):
            raise ValueError(
                f"{self.kind} has {len(self.layer_type.settings)} settings, got {len(self.values)}"
            )
        for setting, value in zip(self.layer_type.settings, self.values, strict=True):
            if type(value) is not type(setting.default):
                raise ValueError(f"{setting.name} cannot be {shortened(value)}")
            setting.read(setting.write(value))

    @property
    def layer_type(self) -> LayerType:
        """The type of the layer."""
        return LAYER_TYPES[self.kind]

    @property
    def options(self) -> Options:
        """Its options by name."""
        return {
            each.name: value
            for each, value in zip(self.layer_type.settings, self.values, strict=True)
        }

    def arguments(self) -> dict[str, object]:
        """Return the arguments for Keras's class."""
        return {
            each.name: each.argument(self.options[each.name]) for each in self.layer_type.settings
        }

    def code(self) -> str:
        """Return the layer as Keras source; Keras's defaults are left out.

        >>> layer("Conv2D", filters=32, activation="relu").code()
        'Conv2D(32, kernel_size=3, activation="relu")'
        """
        arguments = []
        for index, each in enumerate(self.layer_type.settings):
            value = self.options[each.name]
            if index == 0:
                arguments.append(each.code(value))
            elif value != each.default or each.name == "kernel_size":
                arguments.append(f"{each.name}={each.code(value)}")
        return f"{self.kind}({', '.join(arguments)})"


@dataclass(frozen=True)
class LayerStack:
    """An input shape, and the layers stacked on it."""

    shape: Shape  # one image's, without the batch axis
    layers: tuple[Layer, ...] = ()

    def __post_init__(self) -> None:
        INPUT.read(INPUT.write(self.shape))
        if (count := math.prod(self.shape)) > MAX_VALUES:
            raise ValueError(f"an input has at most {MAX_VALUES:,} numbers here, got {count:,}")
        if len(self.layers) > MAX_LAYERS:
            raise ValueError(
                f"a chain has at most {MAX_LAYERS} layers here, got {len(self.layers)}"
            )

    @property
    def ends_in_softmax(self) -> bool:
        """Whether the outputs come from a softmax, and were only reshaped since."""
        layers = [layer for layer in self.layers if layer.kind not in ("Flatten", "Reshape")]
        return bool(layers) and layers[-1].options.get("activation") == "softmax"

    @property
    def rescales(self) -> bool:
        """Whether the model scales the pixels itself."""
        return any(layer.kind == "Rescaling" for layer in self.layers)

    def names(self) -> tuple[str, ...]:
        """Return the layers' names in a fresh Keras program: ``dense``, ``dense_1``, …"""
        seen: dict[str, int] = {}
        names = []
        for layer in self.layers:
            count = seen[layer.kind] = seen.get(layer.kind, -1) + 1
            names.append(
                f"{layer.layer_type.keras_prefix}_{count}"
                if count
                else layer.layer_type.keras_prefix
            )
        return tuple(names)


def layer(kind: str, **options: Value) -> Layer:
    """Return a layer; options not given have their defaults.

    >>> layer("Dense", units=128).values
    (128, 'linear')
    """
    if kind not in LAYER_TYPES:
        raise ValueError(f"no layer here is called {shortened(kind)}; there are {_TYPE_NAMES}")
    names = [each.name for each in LAYER_TYPES[kind].settings]
    if strange := set(options) - set(names):
        raise ValueError(f"{kind} has no setting {', '.join(sorted(strange))}")
    return Layer(
        kind, tuple(options.get(each.name, each.default) for each in LAYER_TYPES[kind].settings)
    )


def to_text(stack: LayerStack) -> str:
    """Return a layer stack as one short line, for a link.

    >>> to_text(LayerStack((28, 28), (layer("Flatten"), layer("Dense", units=10))))
    '28x28,Flatten,Dense:10:linear'
    """
    rows = [INPUT.write(stack.shape)]
    for each in stack.layers:
        pairs = zip(each.layer_type.settings, each.values, strict=True)
        rows.append(":".join([each.kind, *(setting.write(value) for setting, value in pairs)]))
    return ",".join(rows)


def from_text(text: object) -> LayerStack:
    """Parse such a line from any source; options left out have their defaults.

    Raises:
        ValueError: the text is no layer stack.

    >>> from_text("28x28x1,Flatten,Dense:128:relu").layers[1].options
    {'units': 128, 'activation': 'relu'}
    """
    if not isinstance(text, str) or len(text) > MAX_CHARACTERS:
        raise ValueError(f"a chain is a line of at most {MAX_CHARACTERS} letters")
    shape, *rows = text.split(",")
    return LayerStack(INPUT.read(shape), tuple(map(_parse_layer, rows)))


def check_kinds(stack: LayerStack, kinds: Collection[str]) -> None:
    """Raise a ``ValueError`` for a layer of another type than these."""
    for each in stack.layers:
        if each.kind not in kinds:
            raise ValueError(f"the layers here are {', '.join(kinds)}, not {each.kind}")


def _parse_layer(row: str) -> Layer:
    kind, *values = row.split(":")
    settings = LAYER_TYPES[kind].settings if kind in LAYER_TYPES else ()
    if kind in LAYER_TYPES and len(values) > len(settings):
        raise ValueError(f"{kind} has {len(settings)} settings, got {len(values)}")
    read = {each.name: each.read(value) for each, value in zip(settings, values, strict=False)}
    return layer(kind, **read)


def format_shape(shape: PartialShape, *, batch: bool = False) -> str:
    """Return a shape as Python shows it, with a question mark for what is unknown.

    >>> format_shape((None, 128)), format_shape((784,), batch=True), format_shape(None)
    ('(?, 128)', '(None, 784)', '?')
    """
    if shape is None:
        return "?"
    sides = [*(["None"] if batch else []), *("?" if side is None else str(side) for side in shape)]
    return f"({sides[0]},)" if len(sides) == 1 else f"({', '.join(sides)})"


_TYPE_NAMES = ", ".join(LAYER_TYPES)
