import pkgutil
import re

import numpy as np
import pytest

from components import experiments
from components.experiments.registry import module_of
from components.state.session import RemoteRequest, Session
from components.ui.lesson_text import PLACEHOLDER, sections
from models.data.datasets import load_examples
from models.exercises.experiments import LAB_EXPERIMENTS, stored_run
from models.exercises.simulated_drawings import simulate_drawings
from models.exercises.transforms import DIRECTIONS, READ_ORDERS, accuracy_shifted
from models.runtime.task_registry import TaskRegistry
from tests.pages.visit import control, errors, opened, send, session, visit, words

TRAINED = [name for name, row in LAB_EXPERIMENTS.items() if row.settings]
HELPERS = {"own_digit", "registry", "runs"}


def conclusion_of(name, *arguments):
    return module_of(name).conclusion(*arguments)


def on(name, answered=True, own=None):
    """Return the page at one experiment: its question answered or not, with an own run or not."""
    learner = Session()
    if answered:
        learner.answers.given = {
            f"experiments.{module_of(each).QUESTION}": [1] for each in LAB_EXPERIMENTS
        }
    if own is not None:
        learner.requests[f"lab {name}"] = RemoteRequest("mine", result=own)
    at = visit("experiments", learner)
    return control(at, "lab_experiment").set_value(name).run()


def shown_conclusion(at):
    (text,) = [line for line in words(at).split("\n") if line.startswith("**What follows**")]
    return text


def is_one_sentence(text):
    return text.endswith(".") and not re.search(r"[.?!]\s+[A-Z]", text)


@pytest.mark.parametrize("name", LAB_EXPERIMENTS)
def test_nothing_is_shown_before_the_question_is_answered(name):
    at = on(name, answered=False)
    assert errors(at) == []
    assert "What follows" not in words(at)
    assert "Stored run" not in words(at)
    assert not at.get("plotly_chart")


@pytest.mark.parametrize("name", LAB_EXPERIMENTS)
def test_an_answered_experiment_shows_a_chart_and_a_conclusion_of_one_sentence(name):
    at = on(name)
    assert errors(at) == []
    assert "Your answer:" in words(at)
    assert ("Stored run" in words(at)) == (name in TRAINED)
    assert is_one_sentence(shown_conclusion(at))
    assert len(sections("experiments")[f"about {name}"].split()) <= 60


@pytest.mark.parametrize("name", TRAINED)
def test_the_conclusion_is_drawn_from_the_learners_own_run_if_there_is_one(name):
    own = {**stored_run(name)}
    if name == "permuted":  # a run in which nothing shows
        own["parts"] = dict.fromkeys(own["parts"], own["parts"]["dense"])
    at = on(name, own=own)
    assert errors(at) == []
    assert "from your run" in shown_conclusion(at)
    section, gaps = conclusion_of(name, own)
    assert all(str(value) in shown_conclusion(at) for value in gaps.values())
    if name == "permuted":
        assert section == "permuted is unclear"


@pytest.mark.parametrize("name", TRAINED)
def test_the_stored_run_shows_what_the_lesson_says(name):
    section, gaps = conclusion_of(name, stored_run(name))
    assert section == f"{name} shows"
    assert set(gaps) == set(PLACEHOLDER.findall(sections("experiments")[section]))


@pytest.mark.parametrize("name", TRAINED)
def test_a_run_is_submitted_with_the_settings_on_the_page(name, monkeypatch):
    sent = []
    monkeypatch.setattr(
        "components.remote.task_status.task_registry.submit",
        lambda task, who, **arguments: sent.append((task, arguments)) or "7",
    )
    at = on(name)
    setting = next(iter(LAB_EXPERIMENTS[name].settings))
    # Pressed at once, before the page has shown what was typed.
    control(at, f"{name}_{setting}").set_value(LAB_EXPERIMENTS[name].settings[setting].minimum)
    at.button(key=f"run_{name}").click().run()
    ((task, arguments),) = sent
    assert task == "train_experiment"
    assert arguments["name"] == name
    assert arguments["settings"][setting] == LAB_EXPERIMENTS[name].settings[setting].minimum
    assert LAB_EXPERIMENTS[name].validated(arguments["settings"])


def test_every_outcome_has_a_conclusion_with_all_its_gaps():
    outcomes = {
        conclusion_of("shifted", direction, by)[0] for direction in DIRECTIONS for by in range(9)
    } | {conclusion_of("order", each)[0] for each in READ_ORDERS}
    outcomes |= {
        conclusion_of("prepared", simulate_drawings(*drawing))[0]
        for drawing in ((12, "top left", 50), (18, "in the middle", 50))
    }
    assert outcomes == {
        "shifted shows",
        "shifted a little",
        "shifted not at all",
        "order shows",
        "order as learned",
        "prepared shows",
        "prepared hardly matters",
    }
    for direction, by in (("right", 0), ("right", 1), ("right", 6)):
        section, gaps = conclusion_of("shifted", direction, by)
        assert set(gaps) == set(PLACEHOLDER.findall(sections("experiments")[section]))


def other_run(name, **changes):
    """The stored run with other accuracies in the end."""
    found = {**stored_run(name)}
    found["parts"] = {
        part: {
            **whole,
            "points": [*whole["points"][:-1], whole["points"][-1] | changes.get(part, {})],
        }
        for part, whole in found["parts"].items()
    }
    return found


@pytest.mark.parametrize(
    ("name", "changes", "section"),
    [
        ("permuted", {"cnn_permuted": {"validation_accuracy": 0.97}}, "permuted is unclear"),
        ("collapse", {"linear": {"validation_accuracy": 0.8}}, "collapse is unclear"),
        ("width", {"128": {"accuracy": 0.6}}, "width is unclear"),
        ("width", {"10000": {"validation_accuracy": 0.6}}, "width hurts"),
    ],
)
def test_another_result_has_another_conclusion(name, changes, section):
    actual, gaps = conclusion_of(name, other_run(name, **changes))
    assert actual == section
    assert set(gaps) == set(PLACEHOLDER.findall(sections("experiments")[actual]))


def test_unchanged_weights_of_other_pixels_and_a_draw_have_conclusions():
    asleep = {**stored_run("asleep")}
    asleep["moved"] = {part: np.zeros((28, 28)).tolist() for part in asleep["moved"]}
    assert conclusion_of("asleep", asleep)[0] == "asleep is unclear"
    pooling = {**stored_run("pooling")}
    pooling["shifts"] = {head: [0.9] * 7 for head in pooling["shifts"]}
    assert conclusion_of("pooling", pooling)[0] == "pooling is unclear"


def test_a_shift_changes_the_figures_the_conclusion_and_the_learners_own_digit():
    at = on("shifted")
    control(at, "shift_direction").set_value("up").run()
    control(at, "shift_by").set_value(7).run()
    assert f"{accuracy_shifted('up')[7]:.1%}" in shown_conclusion(at)
    assert "7 pixels up" in shown_conclusion(at)
    assert "still blank" in at.info[0].value
    session(at).drawing.draw(load_examples("mnist", "test").images[0])
    assert "Your own digit" in words(at.run())


@pytest.mark.parametrize(
    ("name", "key", "forged"),
    [
        ("shifted", "shift_direction", {"string_array_value": ["away"]}),
        ("order", "lab_reading", {"string_value": "backwards"}),
        ("prepared", "lab_place", {"string_value": "outside"}),
        ("permuted", "lab_experiment", {"string_array_value": ["none of these"]}),
    ],
)
def test_forged_choices_do_no_harm(name, key, forged):
    at = send(on(name), key, **forged)
    assert not at.exception


def test_the_task_is_a_known_one():
    tasks = TaskRegistry()
    assert tasks.result(tasks.submit("train_experiment", "ada", name="permuted", settings={})).state


def test_a_link_leads_to_an_experiment_and_its_settings():
    at = opened("experiments", lab_experiment="shifted", shift_direction="left", shift_by="6")
    assert errors(at) == []
    assert "Shifted digits" in words(at)
    learner = session(at)
    learner.answers.given["experiments.shifted"] = [50]
    assert "6 pixels left" in shown_conclusion(at.run())
    assert at.query_params["shift_by"] in ("6", ["6"])


def test_every_experiment_has_a_module_of_its_own_and_every_module_an_experiment():
    files = {info.name for info in pkgutil.iter_modules(experiments.__path__)}
    assert files - HELPERS == {row.module for row in LAB_EXPERIMENTS.values()}
    assert len({module_of(name).QUESTION for name in LAB_EXPERIMENTS}) == len(LAB_EXPERIMENTS)
    for name in LAB_EXPERIMENTS:
        texts = {f"about {name}", f"predict {module_of(name).QUESTION}"}
        assert texts <= sections("experiments").keys()
