"""Each step is requested once, and no result is awaited that is not needed any more."""

import pytest

from components.remote import per_step_results
from components.remote.per_step_results import results_at_steps
from components.state.session import RemoteRequest, Session


@pytest.fixture
def session(monkeypatch):
    """A session whose requests go nowhere."""
    kept = Session()
    kept.sent, kept.cancelled = [], []

    def ask(place, subject, task, arguments):
        kept.sent.append(arguments["steps"])
        kept.requests[place] = RemoteRequest(subject, task=f"task {len(kept.sent)}")

    monkeypatch.setattr(per_step_results, "current_session", lambda: kept)
    monkeypatch.setattr(per_step_results, "submit", ask)
    monkeypatch.setattr(per_step_results.task_registry, "cancel", kept.cancelled.append)
    monkeypatch.setattr(per_step_results.st, "session_state", {})
    return kept


def about(steps, subject="run"):
    return results_at_steps("answers", subject, "predictions_at", {}, steps)


def answer(session, rows, error=""):
    request = session.requests["answers"]
    request.task, request.error = "", error
    if not error:
        request.result = per_step_results._add_rows(
            per_step_results._stored("answers", request.subject), lambda row: row, rows
        )


def test_only_new_steps_are_requested_and_in_their_order(session):
    assert about([9, 0, 3]) == {}
    about([9, 0, 3, 4])  # one question at a time
    answer(session, "abc")
    assert about([9, 0, 3, 4]) == {0: "a", 3: "b", 9: "c"}
    answer(session, "d")
    assert about([9, 0, 3, 4])[4] == "d"
    assert session.sent == [[0, 3, 9], [4]]


def test_while_a_run_goes_on_nothing_is_requested_and_what_is_known_stays(session):
    about([0])
    answer(session, "a")
    assert about(None) == {0: "a"}
    assert session.sent == [[0]]


def test_about_another_run_is_requested_anew_and_the_old_question_is_dropped(session):
    about([0])
    assert about(None, "another") == {}
    assert session.cancelled == ["task 1"]
    assert session.requests == {}
    about([5], "another")
    answer(session, "x")
    assert about([5], "another") == {5: "x"}


def test_after_an_error_nothing_is_requested_until_the_learner_says_so(session):
    about([0])
    answer(session, "", error="The trainer was lost.")
    about([0])
    assert session.sent == [[0]]
    del session.requests["answers"]  # as the button does
    about([0])
    assert session.sent == [[0], [0]]
