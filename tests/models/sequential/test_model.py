import ast
import contextlib
import math
import random
import re
from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.sequential.layer_options import LayerOption
from models.sequential.layer_types import LAYER_TYPES
from models.sequential.model import (
    INPUT,
    MAX_CHARACTERS,
    MAX_LAYERS,
    Layer,
    LayerStack,
    format_shape,
    from_text,
    layer,
)
from models.sequential.model import to_text as written
from models.sequential.presets import FIRST, INPUTS, MODEL_PRESETS

NAMES = [
    "Flatten", "Reshape", "Dense", "Activation", "Rescaling", "Conv2D", "MaxPooling2D",
    "GlobalAveragePooling2D", "Permute",
]  # fmt: skip


def some_value(setting: LayerOption, rng: random.Random):
    """Any value the setting takes."""
    schema = setting.ui_schema
    if "options" in schema:
        return rng.choice(schema["options"])
    if "min" in schema:
        return rng.choice([schema["min"], schema["max"], rng.randint(schema["min"], schema["max"])])
    if schema["form"] == "fraction":
        return rng.choice(["1/255", "-0.5", "2", "0", "007/2.50", "-1/127.5"])
    least, most = (0, 9) if setting.name == "dims" else (1, 10_000_000)
    return tuple(rng.randint(least, most) for _ in range(rng.randint(0, 4)))


@st.composite
def chains(draw: st.DrawFn) -> LayerStack:
    """Any chain the workbench could hold."""
    rng = draw(st.randoms(use_true_random=False))
    shape = tuple(rng.randint(1, 50) for _ in range(rng.randint(0, 4)))
    kinds = rng.choices(NAMES, k=rng.randint(0, MAX_LAYERS))
    return LayerStack(
        shape,
        tuple(
            Layer(kind, tuple(some_value(setting, rng) for setting in LAYER_TYPES[kind].settings))
            for kind in kinds
        ),
    )


def test_the_workbench_has_the_nine_layers_it_promises():
    assert list(LAYER_TYPES) == NAMES


@given(chains())
def test_any_chain_comes_back_from_its_text_and_from_a_link(chain):
    text = written(chain)
    assert from_text(text) == chain
    assert from_text(unquote(quote(text))) == chain
    assert len(text) <= MAX_CHARACTERS


def test_the_longest_chain_still_fits_its_text():
    widest = [
        layer("Conv2D", filters=1024, kernel_size=64, strides=64, padding="valid",
              activation="leaky_relu"),
        layer("Reshape", target_shape=(10_000_000,) * 4),
    ]  # fmt: skip
    for each in widest:
        chain = LayerStack((10, 10, 10, 10_000), (each,) * MAX_LAYERS)
        assert from_text(written(chain)) == chain


@pytest.mark.parametrize("kind", NAMES)
def test_settings_that_are_left_out_are_the_menus(kind):
    chain = from_text(f"28x28x1,{kind}")
    assert chain.layers == (layer(kind),)
    assert [*layer(kind).options.values()] == [each.default for each in LAYER_TYPES[kind].settings]


@pytest.mark.parametrize("text", [*(row.chain for row in MODEL_PRESETS.values()), FIRST])
def test_every_preset_is_a_chain(text):
    assert from_text(written(from_text(text))) == from_text(text)


@pytest.mark.parametrize("text", INPUTS)
def test_every_input_of_the_menu_is_a_chain_without_layers(text):
    assert written(LayerStack(INPUT.read(text))) == text


FORGED = {
    "nothing": ("", "whole number"),
    "no text": (None, "a chain is a line"),
    "a list": (["28x28"], "a chain is a line"),
    "a novel": ("28x28" + ",Flatten" * 1000, "a chain is a line"),
    "thirteen layers": ("28x28" + ",Flatten" * 13, "at most 12 layers here, got 13"),
    "another class of Keras": ("28x28,Lambda:print", "no layer here is called 'Lambda'"),
    "code": ("28x28,__import__('os')", "no layer here is called"),
    "an attribute": ("28x28,__class__", "no layer here is called"),
    "a small letter": ("28x28,flatten", "no layer here is called 'flatten'"),
    "a setting too many": ("28x28,Flatten:1", "Flatten has 0 settings, got 1"),
    "no units": ("28x28,Dense:0", "units goes from 1 to 10,000, got 0"),
    "a billion units": ("28x28,Dense:999999999", "units goes from 1 to 10,000"),
    "half a unit": ("28x28,Dense:1.5", "units is a whole number, got '1.5'"),
    "digits of another alphabet": ("28x28,Dense:١٢", "units is a whole number"),
    "an unknown activation": ("28x28,Dense:10:magic", "no activation is called 'magic'"),
    "an unknown padding": ("28x28x1,Conv2D:8:3:1:full", "no padding is called 'full'"),
    "an input of five axes": ("1x1x1x1x1", "at most 4 numbers, got 5"),
    "an input without pixels": ("0x28", "goes from 1 to"),
    "a huge input": ("10000x10000", "at most 10,000,000 numbers here, got 100,000,000"),
    "a shape of words": ("axb", "whole number, got 'a'"),
    "an axis of length 0": ("28x28,Reshape:0x784", "no axis is 0 long"),
    "an axis of length -2": ("28x28,Reshape:-2", "goes from -1"),
    "divided by 0": ("28x28,Rescaling:1/0", "nothing can be divided by 0"),
    "divided twice": ("28x28,Rescaling:1/2/3", "a number like 0.5 or 1/255"),
    "an exponent": ("28x28,Rescaling:1e999", "a number like 0.5 or 1/255"),
    "no number": ("28x28,Rescaling:nan", "a number like 0.5 or 1/255"),
    "a line break": ("28x28,Dense:10\n", "whole number"),
}


@pytest.mark.parametrize(("text", "said"), FORGED.values(), ids=FORGED)
def test_a_forged_chain_is_refused_in_a_sentence(text, said):
    with pytest.raises(ValueError, match=re.escape(said)) as refused:
        from_text(text)
    assert "\n" not in str(refused.value)


@given(st.text(max_size=60) | st.binary(max_size=20) | st.integers() | st.none())
def test_whatever_is_sent_is_a_chain_or_refused(text):
    with contextlib.suppress(ValueError):
        assert from_text(written(from_text(text))) == from_text(text)


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("Dense", (True, "relu")),
        ("Dense", ("10", "relu")),
        ("Dense", (10,)),
        ("Reshape", ((1.5,),)),
        ("Reshape", ([28, 28],)),
        ("Permute", ((2, 10),)),
        ("Activation", ("relu\n",)),
    ],
)
def test_a_layer_made_with_what_no_menu_offers_is_refused(kind, values):
    with pytest.raises(ValueError, match=r"\w+ (cannot be|has|is|goes from|is called) .+"):
        Layer(kind, values)


def test_layers_are_named_as_keras_names_them_in_a_fresh_program():
    chain = from_text("28x28x1,Flatten,Dense,Dense,Reshape,Dense")
    assert chain.names() == ("flatten", "dense", "dense_1", "reshape", "dense_2")


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("784,Dense:10:softmax", True),
        ("784,Dense:10,Activation:softmax", True),
        ("784,Dense:10:softmax,Flatten", True),
        ("784,Dense:10:softmax,Reshape:2x5", True),
        ("784,Dense:10", False),
        ("784,Dense:10:softmax,Dense:10", False),
        ("784,Dense:10:softmax,Rescaling:2", False),
        ("784", False),
    ],
)
def test_a_chain_knows_whether_it_ends_in_probabilities(text, yes):
    assert from_text(text).ends_in_softmax == yes


@given(chains())
def test_the_code_of_a_layer_is_python_that_says_its_settings(chain):
    for each in chain.layers:
        call = ast.parse(each.code(), mode="eval").body
        assert call.func.id == each.kind
        names = [setting.name for setting in each.layer_type.settings]
        said = dict(zip(names, call.args, strict=False))
        said |= {keyword.arg: keyword.value for keyword in call.keywords}
        for name, node in said.items():
            value = eval(compile(ast.Expression(node), "", "eval"), {"__builtins__": {}})
            expected = each.arguments()[name]
            if isinstance(expected, float):
                assert math.isclose(value, expected)
            else:
                assert value == expected


def test_a_shape_is_written_as_python_writes_it():
    assert format_shape((28, 28, 1)) == str((28, 28, 1))
    assert format_shape((784,)) == str((784,))
    assert format_shape(()) == "()"
    assert format_shape((), batch=True) == str((None,))
    assert format_shape((None, 8), batch=True) == "(None, ?, 8)"
