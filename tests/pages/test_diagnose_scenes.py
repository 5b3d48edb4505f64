"""The lesson on diagnosing a run without a browser: recorded numbers, locked answers, Explore."""

from dataclasses import replace

import numpy as np
import pytest

from components.diagnose.stages import stopping_lines
from components.state.session import Session
from components.ui.lesson_text import sections
from components.ui.widget_bridge import unpacked
from models.exercises.recorded_runs import (
    DIVERGED,
    FEW,
    IMAGES,
    LEARNED,
    MEMORIZED,
    RATES,
    RUNS,
    SEEDS,
    TOO_SMALL,
    UNITS,
    WIDER,
    network_name,
    recorded_run,
    run_of,
    stored_network,
)
from models.runtime import run_registry
from models.sequential.script import short_program
from models.training.config import lesson_config
from models.training.presets import PRESETS
from models.training.recording import MetricHistory
from models.training.run_summary import summarize
from models.training.untrained import untrained_view
from tests.pages.visit import at_scene, choose, control, errors, payload, session, visit, words

SCENES = ("three", "under", "mend", "over", "stop", "data", "diverge", "luck", "evidence")
VIEW = "run_charts"


def scene(name, learner=None):
    """The page at a scene."""
    at = at_scene("diagnose", SCENES.index(name) + 1, learner)
    assert errors(at) == []
    return at


def answer(at, key, option):
    at = at.button(key=f"answer_diagnose.{key}_{option}").click().run()
    assert errors(at) == []
    return at


def curves(data, chart=0):
    return [curve["values"] for curve in data["charts"][chart]["curves"]]


def losses(run):
    return [list(run.loss), list(run.validation_loss)]


def test_three_runs_are_named_only_once_the_learner_has_named_them():
    at = scene("three")
    data = payload(at, VIEW)
    for chart, config in enumerate((LEARNED, MEMORIZED, TOO_SMALL)):
        assert curves(data, chart) == losses(recorded_run(config))
    assert [chart["title"] for chart in data["charts"]] == ["A", "B", "C"]
    data = payload(answer(at, "three", 0), VIEW)
    assert [chart["title"] for chart in data["charts"]] == [
        "A learned",
        "B: overfitting",
        "C: underfitting",
    ]


def test_underfitting_is_a_high_loss_on_training_images_that_still_falls():
    run = recorded_run(TOO_SMALL)
    assert curves(payload(scene("under"), VIEW)) == losses(run)
    assert run.loss[-1] > 1.5
    assert abs(run.loss[-1] - run.validation_loss[-1]) < 0.01
    assert run.loss[-1] < run.loss[-5] < run.loss[-10]


@pytest.mark.parametrize("units", UNITS)
@pytest.mark.parametrize("rate", RATES)
def test_the_curves_follow_the_size_and_the_learning_rate(units, rate):
    at = choose(choose(scene("mend"), "diagnose_units", units), "diagnose_rate", rate)
    run = recorded_run(run_of(units=units, learning_rate=RATES[rate]))
    data = payload(at, VIEW)
    assert errors(at) == []
    assert curves(data) == losses(run)
    assert f"{run.accuracy[-1]:.1%}" in data["lines"][0]
    learned = (run.accuracy[-1] or 0) > 0.9
    assert learned is (units == UNITS[-1] and RATES[rate] == max(RATES.values()))  # it takes both


def test_the_weights_that_memorized_are_shown_once_the_question_is_answered():
    at = scene("over")
    data = payload(at, VIEW)
    run = recorded_run(MEMORIZED)
    assert curves(data) == losses(run)
    assert data["charts"][0]["gap"] == f"gap {run.validation_loss[-1] - run.loss[-1]:.2f}"
    assert not data["weights"]
    few, many = payload(answer(at, "over", 2), VIEW)["weights"]
    assert "500 images" in few["title"]
    for shown, config in ((few, MEMORIZED), (many, run_of(IMAGES[-1]))):
        kernel = stored_network(network_name(config))[0].kernel[:, : shown["units"]].T
        levels = unpacked(shown["levels"], kernel.size).reshape(kernel.shape).astype(float)
        scale = np.abs(kernel).max()
        np.testing.assert_allclose((levels - 128) / 127 * scale, kernel, atol=scale / 127)
    text = sections("diagnose")["scene over"]
    assert f"only {FEW} training images" in text
    assert f"{MEMORIZED.epochs} times" in text


def test_the_line_begins_without_the_best_place_which_the_answer_shows():
    at = scene("stop")
    run, stop = recorded_run(MEMORIZED), payload(at, VIEW)["stop"]
    assert stop["validation_losses"] == list(run.validation_loss)
    assert stop["epochs"] == pytest.approx(range(MEMORIZED.epochs + 1))
    assert stop["lowest"] is None
    stop = payload(answer(at, "stop", 1), VIEW)["stop"]
    assert stop["lowest"] == np.argmin(run.validation_loss)
    later, kept = run.validation_accuracy[-1], run.validation_accuracy[run.lowest]
    assert abs(later - kept) < 0.01  # about as many are correct


def test_keras_stops_early_by_the_lines_that_are_offered_after_the_answer():
    at = scene("stop")
    assert not at.code  # they would answer the question
    code = answer(at, "stop", 0).code[0].value
    lines = stopping_lines()
    assert code == lines.code
    images, labels = np.zeros((4, 28, 28), "float32"), np.zeros(4, int)
    names = {f"{part}_images": images for part in ("train", "validation")}
    names |= {f"{part}_labels": labels for part in ("train", "validation")}
    quick = code.replace(f"epochs={MEMORIZED.epochs}", "epochs=1")
    exec(f"{short_program(lines.stack)}\n{quick}", names)
    assert names["stop"].monitor == "val_loss"
    assert names["stop"].restore_best_weights
    assert names["stop"].best < 3


def test_with_more_images_the_gap_closes_and_the_weights_change():
    at, gaps, shown = scene("data"), [], set()
    for images in IMAGES:
        at = choose(at, "diagnose_images", images)
        data, run = payload(at, VIEW), recorded_run(run_of(images))
        assert curves(data) == losses(run)
        gaps.append(run.validation_loss[-1] - run.loss[-1])
        shown.add(data["weights"][0]["levels"])
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[0] > 0.6
    assert gaps[-1] < 0.01
    assert len(shown) == len(IMAGES)


def test_a_run_that_diverges_is_named_by_its_notice():
    at = scene("diverge")
    data, run = payload(at, VIEW), recorded_run(DIVERGED)
    assert curves(data) == losses(run)
    assert data["charts"][0]["log"]
    assert data["lines"] == ["training loss: " + data["lines"][0].partition(": ")[2]]
    assert data["lines"][0].startswith("training loss: 2.52, 2.52, 9.25, 1,730, 38,235, 1.8e+7")
    assert len(data["lines"][0].split(", ")) == len(run.loss)
    _, notice = payload(answer(at, "diverge", 0), VIEW)["lines"]
    assert notice.startswith("Training diverged.")
    assert f"here {DIVERGED.learning_rate:g}" in notice


def ends(**settings):
    return [recorded_run(run_of(seed=seed, **settings)).validation_accuracy[-1] for seed in SEEDS]


def test_one_run_of_each_setting_is_shown_first_and_then_three():
    at = scene("luck")
    one = curves(payload(at, VIEW))
    assert [each[-1] for each in one] == [ends(images=2000)[0], ends(images=2000, units=WIDER)[0]]
    data = payload(answer(at, "luck", 1), VIEW)
    assert [each[-1] for each in curves(data)] == [
        *ends(images=2000),
        *ends(images=2000, units=WIDER),
    ]
    narrow, wide = ends(images=2000), ends(images=2000, units=WIDER)
    assert wide[0] > narrow[0]
    assert any(one > other for one, other in zip(narrow, wide, strict=True))
    assert abs(np.mean(wide) - np.mean(narrow)) < min(np.ptp(narrow), np.ptp(wide)) / 5


def test_three_runs_are_evidence_only_where_they_lie_apart():
    at = scene("evidence")
    data = payload(at, VIEW)
    assert not data["lines"]
    assert [each[-1] for each in curves(data, 1)] == [*ends(images=2000), *ends()]
    few, many, wide = ends(images=2000), ends(), ends(images=2000, units=WIDER)
    assert max(few) > min(wide)
    assert min(many) - max(few) > max(np.ptp(few), np.ptp(many))
    lines = payload(answer(at, "evidence", 1), VIEW)["lines"]
    assert lines[-1] == "10,000 images: " + " · ".join(f"{each:.1%}" for each in many)
    assert session(at).answers.correct["diagnose.evidence"]


# Explore


def test_every_recorded_run_is_shown_with_its_notices():
    at = visit("diagnose")
    assert "You haven't trained a network yet" in words(at)
    number = RUNS.index(DIVERGED)
    at = choose(at, "diagnose_run", number)
    assert errors(at) == []
    assert curves(payload(at, "explored_run")) == losses(recorded_run(DIVERGED))
    assert "**Training diverged.**" in words(at)
    at = at.button(key=f"see_recorded_{number}_exploding").click().run()
    assert session(at).scenes.shown == SCENES.index("diverge") + 1


def ended_run():
    """A run of the learner's that went as the recorded one that memorizes."""
    run = recorded_run(MEMORIZED)
    columns = (run.loss, run.accuracy, run.validation_loss, run.validation_accuracy)
    epochs = [max(1, round(epoch)) for epoch in run.epoch]
    rows = list(zip(run.step, epochs, *columns, run.step, strict=True))
    return replace(
        untrained_view(MEMORIZED),
        id="the_learners_own_run",
        state="finished",
        history=MetricHistory.from_rows(rows),
        total_steps=run.step[-1],
    )


def test_the_notices_of_the_learners_own_runs_are_named(monkeypatch):
    view = ended_run()
    learner = Session()
    learner.runs.add_ended(view)
    forgotten = summarize(replace(view, id="forgotten_run_00"), "run 2")
    learner.runs.ended.append(forgotten)
    known = {view.id: view}
    monkeypatch.setattr(run_registry, "get", lambda run_id, *_: known.get(run_id))
    at = visit("diagnose", learner)
    assert errors(at) == []
    assert "**Run 1** · " in words(at)
    assert "Overfitting" in [each.label for each in at.expander]
    assert "Its recording is gone" in words(at)


def test_a_preset_fills_in_the_settings_on_train():
    at = visit("diagnose").button(key="try_too_high").click().run()
    assert errors(at) == []
    config = lesson_config(**PRESETS["too_high"].settings)
    assert control(at, "plan_learning_rate").value == config.learning_rate
    assert control(at, "plan_activation").value == config.activation
