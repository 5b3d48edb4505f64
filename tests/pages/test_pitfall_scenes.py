"""The four bugs in scenes: what each shows before and after its answer, and what is run."""

import pytest

from components.scripts.script_runs import mark_of
from components.state.session import RemoteRequest, Session
from models.exercises.bugs import BUGS
from models.exercises.scripts import source
from tests.pages.visit import at_scene, errors, payload, session, words

SCENES = [name for bug in BUGS for name in (bug, f"fix_{bug}")]
VIEW = "program_view"
SAID = {"said": [("printed", "test accuracy 37.2%")], "error": "", "line": None}
RESULT = SAID | {"seconds": 1.0, "ran_at": 0.0}


def scene(name: str, learner: Session | None = None):
    """The page at a scene."""
    at = at_scene("pitfalls", SCENES.index(name) + 1, learner)
    assert errors(at) == []
    return at


def ran(bug: str, settings: dict[str, str] | None = None) -> Session:
    """A learner for whom a bug's program has run."""
    learner = Session()
    learner.requests[BUGS[bug].script] = RemoteRequest(mark_of(settings or {}), result=RESULT)
    return learner


def program(at) -> str:
    return "\n".join(payload(at, VIEW)["lines"]) + "\n"


@pytest.mark.parametrize("name", BUGS)
def test_a_program_is_read_before_it_runs(name):
    at = scene(name)
    data = payload(at, VIEW)
    assert program(at) == source(BUGS[name].script)
    assert (data["said"], data["is_pending"], data["is_open"]) == (None, False, False)
    assert session(at).requests == {}


@pytest.mark.parametrize("name", BUGS)
def test_its_output_is_shown_with_sentences_once_it_was_predicted(name):
    learner = ran(name)
    learner.answers.given[f"pitfalls.{name}"] = [0]
    data = payload(scene(name, learner), VIEW)
    assert data["is_open"]
    assert [piece["text"] for piece in data["said"]] == ["test accuracy 37.2%"]
    assert len(data["sentences"]) == sum(len(piece["marks"]) for piece in data["said"])
    assert data["changed"] == []


@pytest.mark.parametrize("name", BUGS)
def test_every_change_is_run_as_it_is_chosen_and_marked_in_the_program(name):
    bug = BUGS[name]
    for at_option, settings in enumerate(bug.fixes):
        learner = ran(name, settings)
        learner.answers.given[f"pitfalls.fix_{name}"] = [at_option]
        at = scene(f"fix_{name}", learner)
        data = payload(at, VIEW)
        assert program(at) == source(bug.script, settings)
        assert data["said"]
        assert len(data["changed"]) == 1
        assert session(at).requests[bug.script].subject == mark_of(settings)


def test_before_a_change_is_chosen_the_program_stands_there_with_what_it_did():
    data = payload(scene("fix_flatten", ran("flatten")), VIEW)
    assert data["said"]
    assert not data["is_open"]
    assert payload(scene("fix_flatten"), VIEW)["said"] is None


def test_who_wants_to_be_shown_sees_the_fix():
    at = scene("fix_scale")
    at = at.button(key="skip_pitfalls.fix_scale").click().run()
    assert "keras.layers.Rescaling(1 / 255)" in program(at)
    assert session(at).answers.given == {}


def test_a_wrong_change_gets_its_sentence_and_the_right_one_the_tick():
    at = scene("fix_softmax")
    at = at.button(key="answer_pitfalls.fix_softmax_2").click().run()
    assert "softmax is still applied a second time" in words(at)
    assert "logits = False" in program(at)
    at = at.button(key="answer_pitfalls.fix_softmax_1").click().run()
    assert session(at).answers.correct["pitfalls.fix_softmax"]
    assert "last = keras.layers.Dense(10)\n" in program(at)


def test_a_program_that_there_was_no_room_for_says_so_and_not_that_it_waits_for_an_answer():
    learner = Session()
    learner.answers.given["pitfalls.flatten"] = [0]
    full = RemoteRequest(mark_of({}), error="The trainer is full.", refused=True)
    learner.requests[BUGS["flatten"].script] = full
    at = scene("flatten", learner)
    assert (payload(at, VIEW)["is_failed"], payload(at, VIEW)["said"]) == (True, None)
    assert "The trainer is full." in [each.value for each in at.warning]
