"""What the story of a step takes from a browser, and what it hands it."""

import json
import math
from dataclasses import asdict, dataclass, field

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from components.train.run_player.events import story_from
from components.train.step_explainer import PARTS, _told
from components.train.step_explainer.events import unit_from
from components.train.step_explainer.rule import plain_rule
from components.ui.lesson_text import Lesson
from components.ui.wire_format import unpack_numbers
from models.nn.optimizers import OPTIMIZERS
from models.tasks.replay import step_report
from models.training.config import TrainingConfig
from tests.models.waiting import heard_out
from tests.pages.visit import errors, event, is_a_sentence


@dataclass
class History:
    step: list = field(default_factory=lambda: [3, 4, 8])

    def __len__(self):
        return len(self.step)


@dataclass
class View:
    """As much of a run as these ask for: a branch that began at batch 3."""

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
    "another run": {"run": "yours", "step": 4, "when": 1},
    "no step": {"run": "mine", "when": 1},
    "a step that is true": {"run": "mine", "step": True, "when": 1},
    "half a step": {"run": "mine", "step": 4.5, "when": 1},
    "a step in letters": {"run": "mine", "step": "4", "when": 1},
    "a step that is no number": {"run": "mine", "step": math.nan, "when": 1},
    "a step before the branch": {"run": "mine", "step": 2, "when": 1},
    "a step to come": {"run": "mine", "step": 9, "when": 1},
    "a step beyond counting": {"run": "mine", "step": 10**40, "when": 1},
    "no press": {"run": "mine", "step": 4},
    "a press in letters": {"run": "mine", "step": 4, "when": "x" * 10_000},
    "a press beyond counting": {"run": "mine", "step": 4, "when": 10**400},
    "a press before all time": {"run": "mine", "step": 4, "when": -1},
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_wish_for_a_story_is_ignored(name):
    assert story_from(FORGED[name], View()) is None


@pytest.mark.parametrize("step", [3, 5, 8])
def test_any_moment_of_the_run_can_be_told(step):
    assert story_from({"run": "mine", "step": step, "when": 77}, View()) == (step, 77)


def test_a_run_without_a_look_has_nothing_to_tell():
    view = View(history=History([]))
    assert story_from({"run": "mine", "step": 0, "when": 1}, view) is None


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
def test_every_rule_is_written_without_latex(name):
    rule = plain_rule(OPTIMIZERS[name].formula)
    assert not set(rule) & set("\\{}^$")
    assert "η" in rule
    assert "← w" in rule


@pytest.mark.parametrize(
    ("optimizer", "l2", "dropout", "frozen"),
    [*((name, 0, 0, ()) for name in OPTIMIZERS), ("adam", 0.01, 0.5, (0,))],
)
@pytest.mark.parametrize("layer", [0, 2])
def test_the_browser_gets_the_numbers_as_they_are_and_a_sentence_for_each_part(
    optimizer, l2, dropout, frozen, layer
):
    config = TrainingConfig(
        (5, 4), optimizer=optimizer, l2=l2, dropout=dropout, frozen=frozen, examples=50
    )
    told = heard_out(step_report("mnist", asdict(config), (), 0, layer, 3))[1]
    data = _told(Lesson("train"), View(config=config), told)
    assert len(json.dumps(data, allow_nan=False)) < 300_000
    for name, kind in [("before", "<f4"), ("gradient", "<f4"), ("update", "<f8"), ("after", "<f4")]:
        found = unpack_numbers(data[name])
        assert found.dtype == kind
        np.testing.assert_array_equal(found, told[name])
    assert all(data["words"][name].endswith(".") for name in PARTS)
    assert ("l2" in data["words"], "dropout" in data["words"]) == (l2 > 0, dropout > 0)
    assert ("frozen" in data["words"]) == (layer in frozen)
    assert ("why" in data["words"]) == (layer not in frozen)


def test_a_step_that_exploded_can_still_be_sent():
    config = TrainingConfig(
        (5,), activation="linear", optimizer="sgd", learning_rate=100.0, examples=600, batch_size=50
    )
    told = heard_out(step_report("mnist", asdict(config), (), 11, 0, 0))[1]
    assert not math.isfinite(told["loss"])
    data = _told(Lesson("train"), View(config=config), told)
    assert data["loss"] is None
    json.dumps(data, allow_nan=False)


def _page():
    import streamlit as st

    from components.state.session import current_session
    from components.train.run_playback import _story
    from components.ui.lesson_text import Lesson

    _story(Lesson("train"), current_session(), st.session_state["view"], 5, 1)


def page(told: dict | None) -> AppTest:
    """The story of the step that led to moment 5, alone."""
    at = AppTest.from_function(_page, default_timeout=60)
    at.session_state["view"] = View(config=PLAN)
    if told is not None:
        at.session_state["story"] = {("mine", 4): told}
    return at.run()


def shown(at: AppTest) -> dict:
    return json.loads(at.get_by_key("step_story").proto.json)


PLAN = TrainingConfig((5, 4), examples=600, batch_size=50)


def test_without_a_trainer_the_story_says_why_it_cannot_be_told():
    at = page(None)
    assert errors(at) == []
    assert shown(at)["told"] is None
    (warning,) = at.warning
    assert is_a_sentence(warning.value)


def test_a_story_that_was_told_stands_there_and_a_forged_unit_changes_nothing():
    at = page(heard_out(step_report("mnist", asdict(PLAN), (), 4, 0, 0))[1])
    before = shown(at)
    assert before["batch"] == 5
    assert before["told"]["unit"] == 0
    event(at, "step_story", unit={"run": "mine", "layer": 10**30, "unit": "<script>"})
    assert errors(at) == []
    assert len(at.warning) == 0
    assert shown(at)["told"] == before["told"]


def test_while_another_unit_is_asked_for_the_one_before_stays():
    at = page(heard_out(step_report("mnist", asdict(PLAN), (), 4, 0, 0))[1])
    event(at, "step_story", unit={"run": "mine", "layer": 1, "unit": 3})
    assert errors(at) == []
    assert len(at.warning) == 1  # there is no trainer here to ask
    assert shown(at)["told"]["layer"] == 0
