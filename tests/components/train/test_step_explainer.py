"""The step explainer: what it accepts from a browser, and the payload it sends."""

import json
import math
from dataclasses import asdict, dataclass, field

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from components.train.run_player.events import explanation_from
from components.train.step_explainer import PARTS, report_payload
from components.train.step_explainer.events import unit_from
from components.train.step_explainer.formula_text import formula_text
from components.ui.lesson_text import Lesson
from components.ui.wire_format import unpack_numbers
from models.nn.optimizers import OPTIMIZERS
from models.tasks.replay import step_report
from models.training.config import TrainingConfig
from tests.models.waiting import run_to_end
from tests.pages.visit import errors, event, is_a_sentence


@dataclass
class History:
    step: list = field(default_factory=lambda: [3, 4, 8])

    def __len__(self):
        return len(self.step)


@dataclass
class View:
    """The part of a run's view that these tests need: a branch that began at step 3."""

    id: str = "mine"
    config: TrainingConfig = field(default_factory=lambda: TrainingConfig(hidden_units=(5, 4)))
    history: History = field(default_factory=History)
    step: int = 8
    total_steps: int = 20
    dataset: str = "mnist"
    lineage: tuple = ()
    state: str = "finished"

    @property
    def settings(self):
        return asdict(self.config)


FORGED = {
    "nothing": None,
    "a number": 5,
    "a list": ["mine", 4],
    "no keys": {},
    "another run": {"run": "yours", "step": 4, "pressId": 1},
    "no step": {"run": "mine", "pressId": 1},
    "a step that is true": {"run": "mine", "step": True, "pressId": 1},
    "half a step": {"run": "mine", "step": 4.5, "pressId": 1},
    "a step in letters": {"run": "mine", "step": "4", "pressId": 1},
    "a step that is no number": {"run": "mine", "step": math.nan, "pressId": 1},
    "a step before the branch": {"run": "mine", "step": 2, "pressId": 1},
    "a step to come": {"run": "mine", "step": 9, "pressId": 1},
    "a step beyond counting": {"run": "mine", "step": 10**40, "pressId": 1},
    "no press": {"run": "mine", "step": 4},
    "a press in letters": {"run": "mine", "step": 4, "pressId": "x" * 10_000},
    "a press beyond counting": {"run": "mine", "step": 4, "pressId": 10**400},
    "a press before all time": {"run": "mine", "step": 4, "pressId": -1},
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_request_for_an_explanation_is_ignored(name):
    assert explanation_from(FORGED[name], View()) is None


@pytest.mark.parametrize("step", [3, 5, 8])
def test_any_step_of_the_run_can_be_explained(step):
    assert explanation_from({"run": "mine", "step": step, "pressId": 77}, View()) == (step, 77)


def test_a_run_without_a_snapshot_has_nothing_to_explain():
    view = View(history=History([]))
    assert explanation_from({"run": "mine", "step": 0, "pressId": 1}, view) is None


@pytest.mark.parametrize(
    "event",
    [
        None,
        [1, 2],
        {"run": "yours", "layer": 1, "unit": 2},
        {"run": "mine", "layer": 3, "unit": 0},
        {"run": "mine", "layer": -1, "unit": 0},
        {"run": "mine", "layer": True, "unit": 0},
        {"run": "mine", "layer": 1, "unit": 4},
        {"run": "mine", "layer": 1, "unit": -1},
        {"run": "mine", "layer": 1, "unit": 1.0},
        {"run": "mine", "layer": 1, "unit": "1"},
        {"run": "mine", "layer": [1], "unit": {}},
    ],
    ids=repr,
)
def test_a_forged_unit_is_the_first_one(event):
    assert unit_from(event, View()) == (0, 0)


@pytest.mark.parametrize(("layer", "unit"), [(0, 4), (1, 3), (2, 9)])
def test_every_unit_of_the_network_can_be_chosen(layer, unit):
    assert unit_from({"run": "mine", "layer": layer, "unit": unit}, View()) == (layer, unit)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_formula_is_written_without_latex(name):
    text = formula_text(OPTIMIZERS[name].formula)
    assert not set(text) & set("\\{}^$")
    assert "η" in text
    assert "← w" in text


@pytest.mark.parametrize(
    ("optimizer", "l2", "dropout", "frozen"),
    [*((name, 0, 0, ()) for name in OPTIMIZERS), ("adam", 0.01, 0.5, (0,))],
)
@pytest.mark.parametrize("layer", [0, 2])
def test_the_payload_has_exact_numbers_and_a_text_for_each_part(
    optimizer, l2, dropout, frozen, layer
):
    config = TrainingConfig(
        (5, 4), optimizer=optimizer, l2=l2, dropout=dropout, frozen=frozen, examples=50
    )
    report = run_to_end(step_report("mnist", asdict(config), (), 0, layer, 3))[1]
    data = report_payload(Lesson("train"), View(config=config), report)
    assert len(json.dumps(data, allow_nan=False)) < 300_000
    for name, kind in [("before", "<f4"), ("gradient", "<f4"), ("update", "<f8"), ("after", "<f4")]:
        found = unpack_numbers(data[name])
        assert found.dtype == kind
        np.testing.assert_array_equal(found, report[name])
    assert all(data["texts"][name].endswith(".") for name in PARTS)
    assert ("l2" in data["texts"], "dropout" in data["texts"]) == (l2 > 0, dropout > 0)
    assert ("frozen" in data["texts"]) == (layer in frozen)
    assert ("why" in data["texts"]) == (layer not in frozen)


def test_a_step_that_exploded_can_still_be_sent():
    config = TrainingConfig(
        (5,), activation="linear", optimizer="sgd", learning_rate=100.0, examples=600, batch_size=50
    )
    report = run_to_end(step_report("mnist", asdict(config), (), 11, 0, 0))[1]
    assert not math.isfinite(report["loss"])
    data = report_payload(Lesson("train"), View(config=config), report)
    assert data["loss"] is None
    json.dumps(data, allow_nan=False)


def _page():
    import streamlit as st

    from components.train.run_playback import explain_step
    from components.ui.lesson_text import Lesson

    explain_step(Lesson("train"), st.session_state["view"], 5, 1)


def page_with(report: dict | None) -> AppTest:
    """Return a page with nothing but the explainer of the step that led to step 5."""
    at = AppTest.from_function(_page, default_timeout=60)
    at.session_state["view"] = View(config=CONFIG)
    if report is not None:
        at.session_state["story"] = {("mine", 4): report}
    return at.run()


def payload_of(at: AppTest) -> dict:
    return json.loads(at.get_by_key("step_story").proto.json)


CONFIG = TrainingConfig((5, 4), examples=600, batch_size=50)


def test_without_a_trainer_the_explainer_shows_why_it_has_no_numbers():
    at = page_with(None)
    assert errors(at) == []
    assert payload_of(at)["report"] is None
    (warning,) = at.warning
    assert is_a_sentence(warning.value)


def test_a_known_step_is_shown_and_a_forged_unit_changes_nothing():
    at = page_with(run_to_end(step_report("mnist", asdict(CONFIG), (), 4, 0, 0))[1])
    before = payload_of(at)
    assert before["batch"] == 5
    assert before["report"]["unit"] == 0
    event(at, "step_story", unit={"run": "mine", "layer": 10**30, "unit": "<script>"})
    assert errors(at) == []
    assert len(at.warning) == 0
    assert payload_of(at)["report"] == before["report"]


def test_while_another_unit_is_requested_the_one_before_stays():
    at = page_with(run_to_end(step_report("mnist", asdict(CONFIG), (), 4, 0, 0))[1])
    event(at, "step_story", unit={"run": "mine", "layer": 1, "unit": 3})
    assert errors(at) == []
    assert len(at.warning) == 1  # there is no trainer here to ask
    assert payload_of(at)["report"]["layer"] == 0
