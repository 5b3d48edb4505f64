import re

import numpy as np
import pytest

from components.experiments.constant_pixels import conclude as conclude_asleep
from components.experiments.global_pooling import conclude as conclude_pooling
from components.experiments.linear_collapse import conclude as conclude_collapse
from components.experiments.permuted_pixels import conclude as conclude_permuted
from components.experiments.preprocessing import conclude as conclude_prepared
from components.experiments.reading_order import conclude as conclude_order
from components.experiments.registry import EXPERIMENTS
from components.experiments.shifted_digits import conclude as conclude_shifted
from components.experiments.width import conclude as conclude_width
from components.state.session import RemoteRequest, Session
from components.ui.lesson_text import PLACEHOLDER, sections
from models.data.datasets import load_examples
from models.exercises.experiments import LAB_EXPERIMENTS, stored_run
from models.exercises.simulated_drawings import simulate_drawings
from models.exercises.transforms import DIRECTIONS, READ_ORDERS, accuracy_shifted
from models.runtime.task_registry import TaskRegistry
from tests.pages.visit import control, errors, opened, send, session, visit, words

TRAINED = [name for name, row in LAB_EXPERIMENTS.items() if row.settings]
CONCLUDE = {
    "permuted": conclude_permuted,
    "collapse": conclude_collapse,
    "asleep": conclude_asleep,
    "width": conclude_width,
    "pooling": conclude_pooling,
}


def on(name, answered=True, own=None):
    """The page at one experiment, its question answered or not, with a run of one's own or not."""
    learner = Session()
    if answered:
        learner.answers.given = {
            f"experiments.{question}": [1] for question, _ in EXPERIMENTS.values()
        }
    if own is not None:
        learner.requests[f"lab {name}"] = RemoteRequest("mine", result=own)
    at = visit("experiments", learner)
    return control(at, "lab_experiment").set_value(name).run()


def conclusion(at):
    (said,) = [text for text in words(at).split("\n") if text.startswith("**What follows**")]
    return said


def is_one_sentence(text):
    return text.endswith(".") and not re.search(r"[.?!]\s+[A-Z]", text)


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_nothing_is_shown_before_the_learner_has_said_what_they_expect(name):
    at = on(name, answered=False)
    assert errors(at) == []
    assert "What follows" not in words(at)
    assert "Stored run" not in words(at)
    assert not at.get("plotly_chart")


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_answered_it_shows_a_chart_and_concludes_in_one_sentence(name):
    at = on(name)
    assert errors(at) == []
    assert "You said" in words(at)
    assert ("Stored run" in words(at)) == (name in TRAINED)
    assert is_one_sentence(conclusion(at))
    assert len(sections("experiments")[f"about {name}"].split()) <= 60


@pytest.mark.parametrize("name", TRAINED)
def test_the_conclusion_is_drawn_from_the_learners_own_run_once_there_is_one(name):
    own = {**stored_run(name)}
    if name == "permuted":  # a run in which nothing shows
        own["parts"] = dict.fromkeys(own["parts"], own["parts"]["dense"])
    at = on(name, own=own)
    assert errors(at) == []
    assert "from your run" in conclusion(at)
    section, gaps = CONCLUDE[name](own)
    assert all(str(value) in conclusion(at) for value in gaps.values())
    if name == "permuted":
        assert section == "permuted is unclear"


@pytest.mark.parametrize("name", TRAINED)
def test_the_stored_run_shows_what_the_lesson_says_it_shows(name):
    section, gaps = CONCLUDE[name](stored_run(name))
    assert section == f"{name} shows"
    assert set(gaps) == set(PLACEHOLDER.findall(sections("experiments")[section]))


@pytest.mark.parametrize("name", TRAINED)
def test_a_run_is_asked_for_with_the_settings_on_the_page_and_can_be_foretold_to_be_refused(
    name, monkeypatch
):
    sent = []
    monkeypatch.setattr(
        "components.remote.task_status.task_registry.ask",
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


def test_every_conclusion_has_words_for_every_outcome_and_all_their_gaps():
    said = {conclude_shifted(direction, by)[0] for direction in DIRECTIONS for by in range(9)} | {
        conclude_order(each)[0] for each in READ_ORDERS
    }
    said |= {
        conclude_prepared(simulate_drawings(*drawing))[0]
        for drawing in ((12, "top left", 50), (18, "in the middle", 50))
    }
    assert said == {
        "shifted shows",
        "shifted a little",
        "shifted not at all",
        "order shows",
        "order as learned",
        "prepared shows",
        "prepared hardly matters",
    }
    for direction, by in (("right", 0), ("right", 1), ("right", 6)):
        section, gaps = conclude_shifted(direction, by)
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
        ("permuted", {"cnn permuted": {"held_out_accuracy": 0.97}}, "permuted is unclear"),
        ("collapse", {"two, linear": {"held_out_accuracy": 0.8}}, "collapse is unclear"),
        ("width", {"128": {"accuracy": 0.6}}, "width is unclear"),
        ("width", {"10000": {"held_out_accuracy": 0.6}}, "width hurts"),
    ],
)
def test_where_a_run_shows_something_else_something_else_is_concluded(name, changes, section):
    said, gaps = CONCLUDE[name](other_run(name, **changes))
    assert said == section
    assert set(gaps) == set(PLACEHOLDER.findall(sections("experiments")[said]))


def test_where_the_weights_of_other_pixels_stand_still_or_pooling_wins_nothing_it_is_said():
    asleep = {**stored_run("asleep")}
    asleep["moved"] = {part: np.zeros((28, 28)).tolist() for part in asleep["moved"]}
    assert conclude_asleep(asleep)[0] == "asleep is unclear"
    pooling = {**stored_run("pooling")}
    pooling["shifts"] = {head: [0.9] * 7 for head in pooling["shifts"]}
    assert conclude_pooling(pooling)[0] == "pooling is unclear"


def test_shifting_changes_the_figures_the_sentence_and_the_learners_own_digit():
    at = on("shifted")
    control(at, "shift_direction").set_value("up").run()
    control(at, "shift_by").set_value(7).run()
    assert f"{accuracy_shifted('up')[7]:.1%}" in conclusion(at)
    assert "7 pixels up" in conclusion(at)
    assert "no ink yet" in at.info[0].value
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


def test_the_errand_is_one_the_trainer_knows():
    tasks = TaskRegistry()
    assert tasks.answer(tasks.ask("train_experiment", "ada", name="permuted", settings={})).state


def test_a_link_leads_to_an_experiment_and_its_settings():
    at = opened("experiments", lab_experiment="shifted", shift_direction="left", shift_by="6")
    assert errors(at) == []
    assert "Shifted digits" in words(at)
    learner = session(at)
    learner.answers.given["experiments.shifted"] = [50]
    assert "6 pixels left" in conclusion(at.run())
    assert at.query_params["shift_by"] in ("6", ["6"])
