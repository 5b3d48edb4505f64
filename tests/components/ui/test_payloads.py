from typing import Literal, NotRequired, TypedDict

import pytest

from components.ui.payloads import declarations, faults, payload_of
from components.ui.widget_bridge import widget_folders


class Inner(TypedDict):
    name: str
    size: NotRequired[float]


class Outer(TypedDict):
    rows: list[int]
    kind: Literal["a", "b"]
    inner: Inner | None
    pair: tuple[int, str]
    named: dict[str, float | None]


RIGHT = {"rows": [1], "kind": "a", "inner": None, "pair": (1, "x"), "named": {"x": 2, "y": None}}


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"rows": []},
        {"inner": {"name": "x"}},
        {"inner": {"name": "", "size": 1}},
        {"pair": [0, ""]},
    ],
    ids=str,
)
def test_what_fits_has_no_fault(more):
    assert list(faults(RIGHT | more, Outer)) == []


@pytest.mark.parametrize(
    "more",
    [
        {"rows": [1.5]},
        {"rows": [True]},
        {"rows": "12"},
        {"rows": None},
        {"kind": "c"},
        {"inner": {}},
        {"inner": {"name": "x", "other": 1}},
        {"pair": (1,)},
        {"pair": ("x", "")},
        {"named": {"x": "y"}},
        {"named": {1: 1.0}},
        {"named": []},
        {"another": 1},
    ],
    ids=str,
)
def test_what_does_not_fit_is_named(more):
    (fault,) = faults(RIGHT | more, Outer)
    assert next(iter(more)) in fault


def test_what_is_missing_is_named():
    assert list(faults({}, Inner)) == ["payload lacks name"]


@pytest.mark.parametrize("folder", widget_folders())
def test_every_widgets_payload_is_described_for_both_sides(folder):
    assert issubclass(payload_of(folder), dict)
    assert "export interface Payload {" in declarations()[widget_folders()[folder] / "payload.d.ts"]
