import time

import pytest
from streamlit.testing.v1 import AppTest

from components.state.session import Session
from models.runtime import task_registry
from models.runtime.cluster_connection import Status
from models.texts import sentence
from tests.pages.visit import errors


class _Ready:
    status = Status("ready", "The trainer is ready.")


@pytest.fixture
def registry(monkeypatch):
    """The lesson's own registry, as if a trainer were ready; the test sends the reports."""
    registry = task_registry.shared_registry
    registry.open(_Ready(), lambda: None)
    yield registry
    registry.close()
    registry.__init__()


def _page():
    import streamlit as st

    from components.remote.task_status import await_result, submit
    from components.state.session import current_session

    if st.session_state.get("elsewhere"):
        st.stop()
    st.button("Go", key="go", on_click=submit, args=("here", "the numbers", "keras_trace", {}))
    request = current_session().requests.get("here")

    def show(reports):
        st.text(f"{len(reports)} reports")

    if request is not None:
        if await_result(request, str, "We count.", show):
            st.text(f"result {request.result}")
        if request.reports:
            st.text(f"{len(request.reports)} stored")


@pytest.fixture
def page(registry):
    at = AppTest.from_function(_page, default_timeout=60)
    at.session_state["learner"] = Session()
    at.run().button(key="go").click().run()
    assert errors(at) == []
    return at


def report(registry, page, *shares):
    """Send reports of the task's job."""
    task = page.session_state["learner"].requests["here"].task
    reports = [{"progress": share} for share in shares]
    registry.apply(
        {"work": task, "attempt": "one", "worker": "tcp://w", "first": 0, "items": reports}
    )
    page.run()
    return task


def texts(page):
    return [each.value for each in page.text]


def test_before_any_report_the_page_shows_what_it_waits_for(page):
    assert [each.value for each in page.markdown] == ["We count. " + sentence("task working")]
    assert texts(page) == ["0 reports"]


def test_a_long_task_shows_its_progress_and_all_its_reports(registry, page):
    report(registry, page, 0.1, 0.4)
    assert page.get("progress")[0].proto.value == 40
    assert page.get("progress")[0].proto.text == "We count."
    assert texts(page) == ["2 reports"]


def test_stop_ends_it_and_its_reports_stay_on_the_page(registry, page):
    task = report(registry, page, 0.1, 0.4)
    page.button(key=f"stop_{task}").click().run()
    page.run()
    assert registry.result(task).state == "stopped"
    assert [each.value for each in page.warning] == ["You stopped this."]
    assert texts(page) == ["2 stored"]
    assert not page.session_state["learner"].requests["here"].pending


def test_who_leaves_the_page_and_comes_back_finds_it_going_on(registry, page):
    report(registry, page, 0.1, 0.4)
    page.session_state["elsewhere"] = True
    page.run()
    assert texts(page) == []
    page.session_state["elsewhere"] = False
    report(registry, page, 0.1, 0.4, 0.6)
    assert texts(page) == ["3 reports"]


def test_who_comes_back_too_late_reads_that_it_was_stopped(registry, page):
    report(registry, page, 0.1)
    registry.lease_seconds = 0.0
    time.sleep(0.01)
    page.run()
    assert page.warning[0].value == sentence("task unwatched")
    assert texts(page) == ["1 stored"]
