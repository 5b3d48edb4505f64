"""A question first: nothing is shown before an answer is kept, and every answer stays."""

import numpy as np
import pytest

from components.nav.progress import wrong_answers
from components.questions.answer_types import Blank, Cell, Choice, Number
from components.questions.cell_picker import cell_from
from components.questions.prediction import split_question
from components.state.session import Session
from components.ui.lesson_text import COMMON, sections
from tests.pages.visit import control, errors, event, send, session, turned, visit, words

OPTIONS = ("a", "b", "c")
PICTURE = np.arange(6.0).reshape(2, 3)


def keep(at, place):
    return at.button(key=f"keep_{place}").click().run()


def answer_parameters(at, number):
    control(at, "guess_weights.parameters").set_value(number).run()
    return keep(at, "weights.parameters")


# What counts as an answer


@pytest.mark.parametrize(
    ("answer_type", "sent", "kept"),
    [
        (Choice(), 2, 2),
        (Number(0, 10), 7, 7),
        (Number(0.0, 1.0), 0.25, 0.25),
        (Blank(), "  softmax ", "softmax"),
        (Cell(PICTURE), {"chosen": [1, 2]}, (1, 2)),
    ],
)
def test_validate_returns_a_valid_answer(answer_type, sent, kept):
    assert answer_type.validate(sent, OPTIONS) == kept


@pytest.mark.parametrize(
    ("answer_type", "forged"),
    [
        *((Choice(), forged) for forged in (None, 3, -1, True, "a", 1.0, [1])),
        *((Number(0, 10), forged) for forged in (None, 11, -1, np.nan, np.inf, True, "7")),
        *((Blank(), forged) for forged in (None, "", "   ", "x" * 41, 7, ["x"])),
        *(
            (Cell(PICTURE), {"chosen": forged})
            for forged in (None, [2, 0], [0, 3], [-1, 0], [0], [0, 0, 0], ["0", 0], [True, 0], "00")
        ),
        (Cell(PICTURE), None),
        (Cell(PICTURE), [0, 0]),
    ],
)
def test_validate_rejects_what_is_no_answer(answer_type, forged):
    assert answer_type.validate(forged, OPTIONS) is None


@pytest.mark.parametrize(
    ("answer_type", "answer", "truth", "right"),
    [
        (Choice(), 1, 1, True),
        (Choice(), 1, 0, False),
        (Number(tolerance=2), 96.0, 97.9, True),
        (Number(tolerance=2), 95.0, 97.9, False),
        (Number(), 36, np.int64(36), True),
        (Blank(), " One ", ("1", "one"), True),
        (Blank(), "1,000", "1000", True),
        (Blank(), "ten", ("1", "one"), False),
        (Cell(PICTURE), (1, 2), (1, 2), True),
        (Cell(PICTURE), (1, 1), PICTURE == 4, True),
        (Cell(PICTURE), (1, 2), PICTURE == 4, False),
    ],
)
def test_is_correct_compares_an_answer_with_the_truth(answer_type, answer, truth, right):
    assert answer_type.is_correct(answer, truth) is right


def test_a_word_of_the_learners_is_shown_as_text_and_never_as_markdown():
    assert Blank().format("**[x](y)** $z$", ()) == r"\*\*\[x\]\(y\)\*\* \$z\$"


def test_the_options_of_a_question_are_the_lines_of_its_list():
    assert split_question("Which?\n- the first\n- the second") == (
        "Which?",
        ("the first", "the second"),
    )


# On a page


def test_what_happens_is_shown_only_once_an_answer_is_kept():
    at = visit("weights", Session())
    assert "101,770" not in words(at)
    at = answer_parameters(at, 13)
    assert session(at).answers.given == {"weights.parameters": [13]}
    assert COMMON.format("your answer", answer="13") in words(at)
    assert COMMON.format("the truth", truth="101,770") in words(at)
    assert errors(at) == []


def test_where_what_happens_is_yet_to_be_run_the_answer_stands_at_its_question_till_then():
    at = visit("pitfalls", Session())
    control(at, "guess_pitfalls.flatten_forgotten").set_value(2).run()
    at = keep(at, "pitfalls.flatten_forgotten")
    option = split_question(sections("pitfalls")["predict flatten_forgotten"])[1][2]
    assert COMMON.format("your answer", answer=option) in words(at)
    assert "Correct answer:" not in words(at)
    assert errors(at) == []


def test_without_an_answer_one_is_asked_for_and_nothing_is_shown():
    at = keep(visit("weights", Session()), "weights.parameters")
    assert session(at).answers.given == {}
    assert [warning.value for warning in at.warning] == ["Choose or write an answer first."]
    assert "101,770" not in words(at)


def test_who_changes_their_mind_is_asked_again_and_both_answers_stay():
    at = answer_parameters(visit("weights", Session()), 13)
    assert wrong_answers(session(at), "weights") == ("parameters",)
    at = at.button(key="reopen_weights.parameters").click().run()
    assert "It is" not in words(at)
    at = answer_parameters(at, 101770)
    assert session(at).answers.given == {"weights.parameters": [13, 101770]}
    assert COMMON.format("your answers", answer="101,770", before="13") in words(at)
    assert COMMON.label("correct") in words(at)
    assert wrong_answers(session(at), "weights") == ()


def test_an_answer_stays_while_the_pages_are_turned():
    at = answer_parameters(visit("weights", Session()), 13)
    at = turned(turned(at, "flatten"), "weights")
    assert COMMON.format("your answer", answer="13") in words(at)


def test_a_chosen_cell_is_kept_and_a_forged_one_is_not():
    at = event(visit("weights", Session()), "guess_weights.asleep", chosen=[28, 7])
    at = keep(at, "weights.asleep")
    assert session(at).answers.given == {}
    at = keep(event(at, "guess_weights.asleep", chosen=[1, 2]), "weights.asleep")
    assert session(at).answers.given == {"weights.asleep": [(1, 2)]}
    assert COMMON.label("correct") in words(at)


def test_a_forged_number_is_no_answer():
    at = send(visit("weights", Session()), "guess_weights.parameters", double_value=9e9)
    at = keep(at, "weights.parameters")
    assert session(at).answers.given == {}
    assert errors(at) == []


def test_every_question_of_the_lesson_reads_as_one():
    for name in ("home", "draw", "flatten", "dense", "network", "train"):
        for section, text in sections(name).items():
            if section.startswith("predict "):
                question, _ = split_question(text)
                assert "?" in question or "___" in question, (name, section)


@pytest.mark.parametrize(
    ("event", "cell"),
    [
        ([1, 2], [1, 2]),
        ([0, 0], [0, 0]),
        ([2, 0], None),
        ([0, -1], None),
        ([True, 0], None),
        ([1.0, 0], None),
        ([1], None),
        ("10", None),
        (None, None),
    ],
    ids=str,
)
def test_a_table_shows_only_a_cell_it_has_as_chosen(event, cell):
    assert cell_from(event, 2, 3) == cell
