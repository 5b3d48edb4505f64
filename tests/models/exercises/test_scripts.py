"""Every script of the lesson, really run: what the pages say of it is what Keras does."""

import io
import re
from contextlib import redirect_stderr

import keras
import numpy as np
import pytest

from components.pitfalls.registry import PITFALLS
from components.ui.lesson_text import sections
from components.ui.question_text import parse_question
from models.exercises import five_lines
from models.exercises.bugs import BUGS
from models.exercises.output_annotations import annotate, parse_annotations
from models.exercises.scripts import (
    FOLDER,
    SCRIPTS,
    ScriptParameter,
    differing_lines,
    source,
)
from models.tasks.script_process import run, use_the_shipped_mnist

# Five lines, by what Keras makes of them. Only the first and the last ones are trained: what
# warns, or has too many parameters, has another fault here, so that it takes no time.
RIGHT = (2, 2, 1, 1, 2)
FAILING = [(0, 2, 1, 1, 2), (2, 2, 0, 1, 2), (2, 2, 1, 1, 1), (2, 2, 1, 1, 0)]
NOISY = (2, 2, 0, 1, 3)
LARGE = (1, 0, 1, 1, 2)
LOW = {
    (2, 2, 2, 1, 2): "no softmax",
    (2, 2, 1, 2, 2): "rate too high",
    (2, 2, 1, 0, 2): "rate too low",
    (2, 1, 1, 1, 2): "no activation",
}
FIVE_LINES = [RIGHT, *FAILING, NOISY, LARGE, *LOW]

# Settings other than those shipped, where a page says something of what comes of them.
SET = {
    "pitfalls/flatten_forgotten/fixed": [{"flat": "keras.layers.Reshape((-1,))"}],
    "pitfalls/no_batch_axis/fixed": [
        {"picture": "x_test[0][None]"},
        {"picture": "x_test[:5]"},
        {"picture": "x_test[0][..., None]"},
    ],
    "pitfalls/softmax_twice/fixed": [
        {"activation": '"softmax"', "from_logits": "True"},
        {"activation": "None", "from_logits": "False"},
    ],
    "pitfalls/too_wide/fixed": [{"images": "1000"}],
    "pitfalls/input_shape/wrong": [{"shape": "(32, 32, 3)"}],
    **{bug.script: list(bug.fixes) for bug in BUGS.values()},
    "myths/axes/shapes": [{"units": "128"}],
    five_lines.SCRIPT: [five_lines.settings_of(answer) for answer in FIVE_LINES],
}
CASES = [(script, choice) for script in SCRIPTS for choice in ({}, *SET.get(script, ()))]


def named(script, settings):
    return " ".join([script, *settings.values()])


@pytest.fixture(scope="module")
def runs():
    """What each script says, run one after another in this process to save Keras's start."""
    original, state = keras.datasets.mnist.load_data, np.random.get_state()
    use_the_shipped_mnist()
    ran = {}
    for script, settings in CASES:
        keras.utils.clear_session()
        with redirect_stderr(io.StringIO()):
            ran[named(script, settings)] = run(source(script, settings))
    yield ran
    keras.datasets.mnist.load_data = original
    np.random.set_state(state)
    keras.utils.clear_session()


def said(ran, kind=None):
    return "\n".join(text for of, text in ran["said"] if kind in (None, of))


def figure(ran, rule):
    found = re.search(rule, said(ran))
    assert found, f"{rule} is not in {said(ran)}"
    return float(found[1].replace(",", ""))


# What the pages explain


def explained(script):
    """The quotes a page has of a script."""
    page, group, name = script.split("/")
    return parse_annotations(sections(page).get(f"says {name} {group}", ""))


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_part_a_page_explains_is_in_what_keras_says_today(script, runs):
    quotes = explained(script)
    assert quotes, f"nothing of {script} is explained"
    ways = [runs[named(s, settings)] for s, settings in CASES if s == script]
    found = {words for way in ways for words in annotate(way["said"], quotes)[1]}
    assert {each.words for each in quotes} == found


@pytest.mark.parametrize("script", [s for s in SCRIPTS if not s.endswith(("fixed", "fix"))])
def test_as_it_is_shipped_every_part_is_marked(script, runs):
    quotes = explained(script)
    pieces, sentences = annotate(runs[script]["said"], quotes)
    assert len(sentences) == len(quotes)
    numbers = sorted(number for piece in pieces for _, _, number in piece["marks"])
    assert numbers == list(range(1, len(quotes) + 1))


def test_nothing_a_script_says_shows_this_machines_folders_or_a_terminals_colors(runs):
    for name, ran in runs.items():
        assert "site-packages" not in said(ran), name
        assert "\x1b" not in said(ran), name


@pytest.mark.parametrize(
    "script", [s for s in SCRIPTS if s.startswith("pitfalls") and s.endswith("fixed")]
)
def test_what_is_mended_runs_to_its_end_and_warns_of_nothing(script, runs):
    assert not runs[script]["error"]
    assert not said(runs[script], "warning")


# What really happens, pitfall by pitfall


def test_there_is_a_wrong_and_a_fixed_script_for_each_of_the_eight_pitfalls():
    assert len(PITFALLS) == 8
    folders = {path.name for path in (FOLDER / "pitfalls").iterdir() if path.is_dir()}
    assert set(PITFALLS) == folders
    scripts = {f"pitfalls/{name}/{kind}" for name in PITFALLS for kind in ("wrong", "fixed")}
    scripts |= {bug.script for bug in BUGS.values()}
    assert scripts == {script for script in SCRIPTS if script.startswith("pitfalls")}


def test_a_forgotten_flatten_is_an_error_of_the_loss_when_training_begins(runs):
    ran = runs["pitfalls/flatten_forgotten/wrong"]
    assert ran["error"] == "ValueError"
    assert "model.fit" in source("pitfalls/flatten_forgotten/wrong").splitlines()[ran["line"]]
    assert "built: (None, 28, 10)" in said(ran, "printed")
    assert "target.shape=(32,), output.shape=(32, 28, 10)" in said(ran, "error")


def test_reshape_does_what_flatten_does(runs):
    fixed = runs["pitfalls/flatten_forgotten/fixed"]
    assert said(runs["pitfalls/flatten_forgotten/fixed keras.layers.Reshape((-1,))"]) == said(fixed)


def test_keras_has_the_rule_of_its_rank_error_the_wrong_way_round():
    target, output = np.zeros(4, np.int32), np.zeros((4, 3), np.float32)
    keras.ops.sparse_categorical_crossentropy(target, output + 0.1)  # one axis more, and it works
    with pytest.raises(ValueError, match=r"rank \(ndim\) `target.ndim - 1`"):
        keras.ops.sparse_categorical_crossentropy(target, output[:, :, None])


def test_the_silent_case_says_nothing_and_is_worse_than_always_saying_4(runs):
    wrong, fixed = (runs[f"pitfalls/silent_case/{name}"] for name in ("wrong", "fixed"))
    assert [kind for kind, _ in wrong["said"]] == ["printed"]
    assert "(1, 28, 1)" in said(wrong)
    assert "(1, 1)" in said(fixed)
    off = r"off by ([\d.]+)"
    assert figure(fixed, off) < 2.3 < 2.52 < figure(wrong, off)


def test_flatten_does_not_scale_and_training_shows_it(runs):
    wrong, fixed = (runs[f"pitfalls/unscaled/{name}"] for name in ("wrong", "fixed"))
    assert (figure(wrong, r"up to ([\d.]+)"), figure(fixed, r"up to ([\d.]+)")) == (255, 1)
    loss, accuracy = r"test loss ([\d.]+)", r"accuracy ([\d.]+)%"
    assert 5 < figure(wrong, loss) / figure(fixed, loss) < 20
    assert 1 < figure(fixed, accuracy) - figure(wrong, accuracy) < 8


def test_a_picture_without_batch_axis_is_refused_by_predict(runs):
    ran = runs["pitfalls/no_batch_axis/wrong"]
    assert ran["error"] == "ValueError"
    assert "model.predict" in source("pitfalls/no_batch_axis/wrong").splitlines()[ran["line"]]


def test_of_the_ways_to_write_a_batch_exactly_the_wrong_end_fails(runs):
    ways = {s.partition("fixed")[2] for s in runs if "no_batch_axis/fixed" in s}
    fails = {w for w in ways if runs[f"pitfalls/no_batch_axis/fixed{w}"]["error"]}
    assert fails == {" x_test[0][..., None]"}
    assert "answered: (5, 10)" in said(runs["pitfalls/no_batch_axis/fixed x_test[:5]"])


def test_two_layers_without_activation_do_the_work_of_one(runs):
    wrong, fixed = (runs[f"pitfalls/no_activation/{name}"] for name in ("wrong", "fixed"))
    parameters, accuracy = r"([\d,]+) parameters", r"accuracy ([\d.]+)%"
    assert figure(wrong, parameters) == figure(fixed, parameters) == 101_770
    assert 88 < figure(wrong, accuracy) < 92.6  # a single Dense(10) reaches 92.2 at most
    assert figure(fixed, accuracy) > figure(wrong, accuracy) + 2


def test_keras_saves_the_training_from_softmax_twice_but_not_our_own_last_line(runs):
    wrong, fixed = (runs[f"pitfalls/softmax_twice/{name}"] for name in ("wrong", "fixed"))
    assert "UserWarning" in said(wrong, "warning")
    accuracy, surest = r"accuracy ([\d.]+)%", r"surest answer: ([\d.]+)%"
    assert figure(wrong, accuracy) == pytest.approx(figure(fixed, accuracy), abs=0.5)
    assert figure(wrong, surest) == pytest.approx(100 * np.e / (np.e + 9), abs=0.06)
    assert figure(fixed, surest) > 99


def test_raw_sums_taken_for_shares_train_badly_and_nobody_warns(runs):
    ran = runs["pitfalls/softmax_twice/fixed None False"]
    assert not said(ran, "warning")
    assert figure(ran, r"accuracy ([\d.]+)%") < 70


def test_the_gap_opens_on_few_pictures_whatever_the_width_and_the_bill_only_with_it(runs):
    wide, mended, narrow = (
        runs[f"pitfalls/too_wide/{name}"] for name in ("wrong", "fixed", "fixed 1000")
    )
    seen, new = r"seen pictures: loss ([\d.]+)", r"new pictures: loss ([\d.]+)"
    assert figure(wide, r"([\d,]+) parameters") == 1_590_010
    assert figure(narrow, r"([\d,]+) parameters") == 101_770
    assert figure(wide, r"seen.*accuracy ([\d.]+)%") > 99.5
    assert figure(wide, new) > 10 * figure(wide, seen)
    assert figure(narrow, new) > 2 * figure(narrow, seen)
    assert figure(mended, new) - figure(mended, seen) < figure(narrow, new) - figure(narrow, seen)
    assert figure(mended, r"new.*accuracy ([\d.]+)%") > figure(wide, r"new.*accuracy ([\d.]+)%")


def test_input_shape_on_a_layer_warns_and_works(runs):
    wrong, fixed = (runs[f"pitfalls/input_shape/{name}"] for name in ("wrong", "fixed"))
    assert "Do not pass an `input_shape`" in said(wrong, "warning")
    assert said(wrong, "printed") == said(fixed, "printed")
    assert (
        figure(runs["pitfalls/input_shape/wrong (32, 32, 3)"], r"([\d,]+) parameters")
        == 3072 * 10 + 10
    )


# The four bugs of the core path


def fixed_by(runs, name):
    """What each change of a bug makes of its program, by the change; "" is none."""
    bug = BUGS[name]
    ways = {"": runs[bug.script]}
    return ways | {next(iter(s.values())): runs[named(bug.script, s)] for s in bug.fixes}


@pytest.mark.parametrize("name", BUGS)
def test_each_change_that_may_be_chosen_stands_in_the_program_it_runs(name):
    bug = BUGS[name]
    _, options = parse_question("pitfalls", f"fix_{name}")
    assert [option.is_right for option in options] == [at == bug.fix for at in range(3)]
    for option, settings in zip(options, bug.fixes, strict=True):
        text = source(bug.script, settings)
        assert option.text.strip("`") in text
        assert len(differing_lines(text, source(bug.script))) == 1


def test_only_flatten_gives_the_first_program_ten_useful_probabilities(runs):
    ways, program = fixed_by(runs, "flatten"), source(BUGS["flatten"].script).splitlines()
    assert "model.fit" in program[ways[""]["line"]]
    for way in ("", "keras.layers.Dense(784)"):
        assert ways[way]["error"] == "ValueError"
    accuracy = r"accuracy ([\d.]+)%"
    assert figure(ways["keras.layers.GlobalAveragePooling1D()"], accuracy) < 50
    assert 88 < figure(ways["keras.layers.Flatten()"], accuracy) < 93


def test_only_values_from_0_to_1_lower_the_loss_of_the_second_program(runs):
    ways = fixed_by(runs, "scale")
    loss = {way: figure(ran, r"loss ([\d.]+)") for way, ran in ways.items()}
    assert loss["keras.layers.Rescaling(1 / 255)"] < 0.4
    assert 1 < loss[""] < 10
    assert loss['keras.layers.Activation("relu")'] == loss[""]
    assert loss["keras.layers.Rescaling(255)"] > 100


def test_only_an_activation_function_makes_the_third_programs_second_layer_worth_it(runs):
    ways = fixed_by(runs, "activation")
    accuracy = {way: figure(ran, r"accuracy ([\d.]+)%") for way, ran in ways.items()}
    relu = accuracy.pop('keras.layers.Dense(128, "relu")')
    assert relu > 94
    assert all(90 < each < 93 for each in accuracy.values())


def test_the_fourth_program_is_sure_only_where_softmax_is_applied_once(runs):
    ways = fixed_by(runs, "softmax")
    sure = {way: figure(ran, r"probability ([\d.]+)%") for way, ran in ways.items()}
    assert sure.pop("keras.layers.Dense(10)") > 99
    assert all(each < 23.3 for each in sure.values())
    assert [kind for kind, _ in ways[""]["said"]] == ["warning", "printed"]


# The third myth


def test_dense_takes_a_picture_as_it_is_and_shares_its_weights(runs):
    assert "out: (None, 28, 28, 10)\nparameters: 20" in said(runs["myths/axes/shapes"])
    assert "parameters: 256" in said(runs["myths/axes/shapes 128"])


def test_the_late_error_the_silent_case_and_the_single_row_come_as_told(runs):
    late, silent, row = (runs[f"myths/axes/{name}"] for name in ("late", "silent", "one_axis"))
    assert late["error"] == row["error"] == "ValueError"
    assert "model.fit" in source("myths/axes/late").splitlines()[late["line"]]
    assert "expected min_ndim=2, found ndim=1" in said(row)
    assert [kind for kind, _ in silent["said"]] == ["printed"]
    first, *_, last = map(float, re.findall(r"\d+\.\d+", said(silent)))
    assert last < first


# The scripts themselves


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_knob_begins_as_the_script_is_shipped_and_changes_one_line(script):
    shipped = source(script)
    for knob in SCRIPTS[script]:
        assert source(script, {knob.name: knob.choices[0]}) == shipped
        for choice in knob.choices[1:]:
            assert len(differing_lines(source(script, {knob.name: choice}), shipped)) == 1


@pytest.mark.parametrize(
    ("script", "settings"),
    [
        ("pitfalls/unscaled/fixed", {"scale": "__import__('os')"}),
        ("pitfalls/unscaled/fixed", {"import keras": "1"}),
        ("pitfalls/unscaled/wrong", {"scale": "1"}),
        ("../../app", {}),
        ("pitfalls/unscaled", {}),
    ],
)
def test_nothing_but_the_lessons_own_scripts_and_settings_can_be_run(script, settings):
    with pytest.raises(ValueError, match=r"no script is called|cannot be run"):
        source(script, settings)


def test_a_choice_is_python():
    for knobs in SCRIPTS.values():
        for knob in knobs:
            assert isinstance(knob, ScriptParameter)
            for choice in knob.choices:
                compile(f"{knob.name} = {choice}", "choice", "exec")


# Five lines by choice


def five_lines_run(runs, answer):
    return runs[named(five_lines.SCRIPT, five_lines.settings_of(answer))]


def missed(runs, answer):
    verdict = vars(five_lines.verdict(five_lines_run(runs, answer)))
    return {name for name, is_met in verdict.items() if not is_met}


def test_keras_judges_five_lines_as_the_goal_says(runs):
    assert missed(runs, RIGHT) == set()
    assert all({"runs", "is_accurate"} <= missed(runs, answer) for answer in FAILING)
    assert "is_quiet" in missed(runs, NOISY)
    assert "has_few_parameters" in missed(runs, LARGE)
    for answer, cause in LOW.items():
        assert missed(runs, answer) == {"is_accurate"}
        assert five_lines.causes(five_lines.settings_of(answer)) == [cause]


def test_whatever_keeps_five_lines_from_the_goal_has_its_sentence(runs):
    quotes = explained(five_lines.SCRIPT)
    for answer in FAILING:
        assert len(annotate(five_lines_run(runs, answer)["said"], quotes)[1]) == 1
    for answer in (NOISY, LARGE):
        assert len(annotate(five_lines_run(runs, answer)["said"], quotes)[1]) == 2
