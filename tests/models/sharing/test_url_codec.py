"""What a link carries: read back as it was written, noticed when cut, refused when forged."""

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.sharing.url_codec import (
    CHECK,
    BoolField,
    ChoiceField,
    FloatField,
    ImageField,
    IntField,
    ListField,
    PatternField,
    from_query,
    to_query,
)

KINDS = {
    "show": BoolField(),
    "seed": IntField(0, 9999),
    "rate": FloatField(1e-6, 100.0),
    "order": ChoiceField(("row by row", "column by column")),
    "units": ListField(IntField(1, 4096), 0, 3),
    "hide": ListField(PatternField("[a-z]+", "name"), 0, 5),
    "picture": ImageField(((9, 9), (784, 255))),
}
FREE = ("hide",)
VALUES = {
    "show": True,
    "seed": 7,
    "rate": 3e-05,
    "order": "row by row",
    "units": (128, 64),
    "hide": ("seed", "size"),
    "picture": np.arange(9, dtype=np.uint8),
}


def same(one, other):
    return one.keys() == other.keys() and all(
        np.array_equal(one[name], other[name]) for name in one
    )


def test_all_values_come_back_as_they_were():
    assert same(from_query(to_query(VALUES, KINDS, FREE), KINDS, FREE), VALUES)


@example({"rate": 0.0284974223231})  # twelve digits, and a zero before them
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "show": st.booleans(),
            "seed": st.integers(0, 9999),
            "rate": st.floats(1e-6, 100).map(lambda value: float(f"{value:.12g}")),
            "order": st.sampled_from(KINDS["order"].options),
            "units": st.lists(st.integers(1, 4096), max_size=3).map(tuple),
        },
    )
)
def test_any_values_come_back_as_they_were(values):
    assert from_query(to_query(values, KINDS), KINDS) == values


def test_a_lesson_as_it_begins_needs_nothing_behind_the_address():
    assert to_query(dict.fromkeys(KINDS), KINDS) == {}


@pytest.mark.parametrize(
    "forged", [9e9, -1, math.nan, math.inf, "7", None, (1, 2), [], {}, object(), 10**400]
)
@pytest.mark.parametrize("name", ["seed", "rate", "order", "units", "picture"])
def test_a_value_that_could_not_be_read_back_is_not_written(name, forged):
    written = to_query({name: forged}, KINDS)
    assert name not in written or from_query(written, KINDS)


def text_of(query):
    return "&".join(f"{name}={value}" for name, value in query.items())


def test_a_link_cut_anywhere_is_noticed():
    query = to_query({**VALUES, "hide": None}, KINDS)
    whole = text_of(query)
    assert whole.startswith(f"{CHECK}=")
    for end in range(len(CHECK) + 1, len(whole)):
        cut = dict(part.split("=") for part in whole[:end].split("&") if "=" in part)
        with pytest.raises(ValueError, match="cut off or changed"):
            from_query(cut, KINDS)


def test_what_is_free_may_be_added_and_taken_away_by_hand():
    query = to_query({"seed": 3}, KINDS, FREE)
    assert from_query(query | {"hide": "size"}, KINDS, FREE) == {"seed": 3, "hide": ("size",)}


def test_a_link_written_by_hand_needs_no_check():
    assert from_query({"seed": "5", "units": "64.32"}, KINDS) == {"seed": 5, "units": (64, 32)}


def test_what_others_add_to_a_link_is_left_alone():
    assert from_query({"utm_source": "mail", "embed": "true"}, KINDS) == {}


@pytest.mark.parametrize(
    "query",
    [
        {"seed": "10000"},
        {"seed": "-1"},
        {"seed": "1e3"},
        {"seed": "٣"},
        {"seed": "9" * 5000},
        {"rate": "nan"},
        {"rate": "inf"},
        {"rate": "1e400"},
        {"rate": "0"},
        {"order": "diagonally"},
        {"order": "[click](https://example.org)"},
        {"units": "1.2.3.4"},
        {"units": "1..2"},
        {"show": "yes"},
        {"picture": "b" + "A" * 7000},
        {"picture": "zzzz"},
    ],
)
def test_every_absurd_value_is_refused_in_a_sentence_that_repeats_none_of_it(query):
    with pytest.raises(ValueError, match=r"^(The value of “|It)") as refused:
        from_query(query, KINDS)
    (value,) = query.values()
    assert value not in str(refused.value).split()
    assert len(str(refused.value)) < 120
    assert str(refused.value).endswith(".")


@given(st.dictionaries(st.sampled_from([*KINDS, CHECK]), st.text(max_size=40)))
def test_any_link_is_read_or_refused(query):
    try:
        found = from_query(query, KINDS, FREE)
    except ValueError:
        return
    assert found.keys() <= KINDS.keys()


def test_a_number_that_old_links_could_have_means_the_largest_of_now():
    field = IntField(100, 50_000, once=60_000)
    assert [field.read(text) for text in ("100", "50000", "55000", "60000")] == [
        *(100, 50_000, 50_000, 50_000)
    ]
    for text in ("99", "60001"):
        with pytest.raises(ValueError, match="100"):
            field.read(text)
