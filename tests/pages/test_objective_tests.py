"""The start test and the exit test: same objectives, the gain, and the scene of each miss."""

import numpy as np
import pytest

from components.nav.navigation import TOLD
from components.recall.objective_test import OBJECTIVES
from components.state.control_defaults import EXIT_TEST, START_TEST
from components.ui.lesson_text import Lesson
from components.ui.question_text import parse_options
from models.nn.dense import DenseLayer, trace_dense
from models.nn.flatten import trace_flatten
from models.nn.layer_cost import DenseCost
from tests.pages.visit import at_scene, choose, control, session, visit, words

TESTS = (START_TEST, EXIT_TEST)


def options(which, objective):
    return parse_options(Lesson("recall").sections[f"{which} {objective}"])[1]


def right(which, objective):
    (index,) = (i for i, each in enumerate(options(which, objective)) if each.is_right)
    return index


def right_text(which, objective):
    return options(which, objective)[right(which, objective)].text


def take(at, which, *, wrong=()):
    """Answer all six questions, some of them wrongly, and hand them in."""
    choose(at, "recall_test", which)
    for objective in OBJECTIVES:
        answer = right(which, objective)
        choose(at, f"{which}_{objective}", (answer + 1) % 3 if objective in wrong else answer)
    return control(at, f"hand_in_{which}").click().run()


def test_the_exit_test_shows_what_was_gained_and_leads_to_the_scene_of_a_miss():
    at = visit("recall")
    assert control(at, "hand_in_exit").disabled
    take(at, START_TEST, wrong=("shape", "index", "count"))
    assert "**3 of 6**" in words(at)
    take(at, EXIT_TEST, wrong=("index",))
    assert "At the start you answered **3 of 6** correctly, and now **5 of 6**." in words(at)
    (missed,) = [each for each in at.button if each.key.startswith("see_exit")]
    assert missed.label == "Flatten, scene 4"
    missed.click().run()
    assert session(at).scenes.numbers["flatten"] == 4


def test_a_test_can_be_taken_again_and_what_a_tab_forged_counts_as_none():
    at = visit("recall")
    take(at, EXIT_TEST)
    assert "You answered **6 of 6** correctly." in words(at)
    control(at, "again_exit").click().run()
    take(at, EXIT_TEST, wrong=("train",))
    assert "You answered **5 of 6** correctly." in words(at)
    session(at).answers.given["recall.exit shape"] = [77]
    at.run()
    assert control(at, "hand_in_exit")


def test_the_first_page_offers_the_start_test():
    at = at_scene("home", 4)
    assert "shows what you gained" in at.caption[-1].value
    control(at, "start_test").click().run()
    assert control(at, "hand_in_start").disabled


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_every_question_has_one_right_answer_and_a_sentence_for_each(objective):
    taught = OBJECTIVES[objective]
    assert taught.lesson in TOLD
    assert taught.number >= 1
    for which in TESTS:
        found = options(which, objective)
        assert [each.is_right for each in found].count(True) == 1
        assert all(each.feedback.endswith(".") for each in found)


def test_what_can_be_calculated_is_right():
    for which, shape in ((START_TEST, (16, 28, 28)), (EXIT_TEST, (8, 32, 32, 3))):
        batch = np.zeros(shape).reshape(shape[0], -1)
        assert right_text(which, "shape") == str(batch.shape)
    gray, color = (trace_flatten(np.arange(np.prod(s)).reshape(s)) for s in ((28, 28), (3, 3, 3)))
    assert right_text(START_TEST, "index") == f"{gray.image[1, 2]}"
    assert right_text(EXIT_TEST, "index") == f"{color.image[1, 0, 2]}"
    for which, inputs, weights, bias in (
        (START_TEST, (1, 2), (3, -1), 2),
        (EXIT_TEST, (2, 1), (-2, 1), 1),
    ):
        layer = DenseLayer(np.array(weights, float)[:, None], np.array([bias], float), "relu")
        (output,) = trace_dense(np.array(inputs, float), layer).outputs
        assert right_text(which, "neuron") == f"{output:g}"
    for which, cost in ((START_TEST, DenseCost(9, 4)), (EXIT_TEST, DenseCost(784, 32))):
        assert right_text(which, "count") == f"{cost.parameters:,}"
