import threading

import numpy as np
import pytest

from models.data.datasets import load
from models.exercises.scripts import SNIPPETS, source
from models.nn.dense import packed_layers
from models.nn.network import shipped_layers
from models.tasks import run_script as tasks
from models.tasks.run_script import run_script
from models.tasks.run_snippet import run_snippet
from tests.models.waiting import run_to_end

QUICK = "myths/axes/one_axis"
PICTURE = (load("mnist").test.images[0] / 255).astype(np.float32)


def ended(way):
    """What a long task says at its end."""
    return run_to_end(way)[1]


@pytest.fixture
def forgetful(monkeypatch):
    monkeypatch.setattr(tasks, "_results", {})


def test_a_script_runs_in_a_python_of_its_own_and_what_it_said_is_kept(forgetful):
    first = ended(run_script(QUICK, {}))
    assert first["error"] == "ValueError"
    assert "expected min_ndim=2, found ndim=1" in first["said"][1][1]
    assert "Dense(10)(vector)" in source(QUICK).splitlines()[first["line"]]
    assert ended(run_script(QUICK, {})) is first
    assert ended(run_script(QUICK, {}, newer_than=first["ran_at"] - 1)) is first
    again = ended(run_script(QUICK, {}, newer_than=first["ran_at"]))
    assert again["ran_at"] > first["ran_at"]
    assert again["said"] == [list(each) for each in first["said"]]


def test_a_class_that_asks_together_causes_one_run(forgetful, monkeypatch):
    ran = []

    def pretend(text):
        ran.append(text)
        yield {"seconds": 0.1}
        return {"said": [], "error": "", "line": None, "seconds": 0.1}

    monkeypatch.setattr(tasks, "_run_in_subprocess", pretend)
    answers = []
    learners = [
        threading.Thread(target=lambda: answers.append(ended(run_script(QUICK, {}))))
        for _ in range(30)
    ]
    for each in learners:
        each.start()
    for each in learners:
        each.join()
    assert len(answers) == 30
    assert len(ran) == 1


def test_a_script_nobody_waits_for_any_more_is_ended(forgetful):
    way = run_script(QUICK, {})
    next(way)
    way.close()
    assert not tasks._lock.locked()
    assert not tasks._results


def test_a_script_that_takes_too_long_is_ended_with_a_sentence(forgetful, monkeypatch):
    monkeypatch.setattr(tasks, "MAX_SECONDS", 0)
    with pytest.raises(ValueError, match="took more than 0 seconds"):
        ended(run_script(QUICK, {}))
    assert not tasks._lock.locked()


def test_only_the_lessons_own_scripts_are_run():
    with pytest.raises(ValueError, match="no script is called"):
        ended(run_script("import os", {}))
    with pytest.raises(ValueError, match="no experiment is called"):
        run_snippet("../../app", {})


# The experiments, which run in the worker itself


@pytest.mark.parametrize("shape", [(3, 3), (28, 28), (8, 8, 3)])
def test_flatten_leaves_every_value_and_does_not_even_copy(shape):
    picture = np.random.default_rng(0).random(shape, np.float32)
    said = run_snippet("myths/values", {"picture": picture})
    assert said["same_values"] == picture.size
    assert said["same_memory"] is True
    assert said["shapes"] == ((1, *shape), (1, picture.size))


@pytest.mark.parametrize("units", [1, 4, 8])
def test_every_input_moves_every_unit(units):
    said = run_snippet("myths/edges", {"units": units})
    assert (said["edges"], said["parameters"]) == (9 * units, 9 * units + units)


def test_the_gradient_before_flatten_is_the_one_after_it_folded_up():
    layers = packed_layers(shipped_layers())
    said = run_snippet("myths/gradient", {"picture": PICTURE, "label": 3}, layers)
    assert said["equal"] == 784
    assert said["at_vector"].shape == (784,)
    assert said["at_image"].shape == (28, 28)
    assert np.count_nonzero(said["at_image"]) > 500


def test_an_experiment_changes_no_seed_of_the_process():
    before = np.random.get_state()[1].copy()
    for name, given in (("myths/values", {"picture": PICTURE}), ("myths/edges", {"units": 3})):
        assert name in SNIPPETS
        run_snippet(name, given)
    np.testing.assert_array_equal(np.random.get_state()[1], before)


def test_flatten_has_no_parameters_and_dense_has_them_all():
    assert run_snippet("myths/no_weights", {}) == {"parameters": 0, "others": 7850}


def test_dense_works_along_the_last_axis():
    said = run_snippet("myths/last_axis", {})
    assert said == {"shape": (1, 28, 28, 10), "parameters": 20}


@pytest.mark.parametrize(
    ("name", "given"), [("myths/collapse", {}), ("myths/shuffled", {"picture": PICTURE})]
)
def test_two_ways_to_the_same_outputs_differ_by_rounding_alone(name, given):
    said = run_snippet(name, given)
    assert said["largest"] > 0.1
    assert said["difference"] < 1e-5 * max(1, said["largest"])
