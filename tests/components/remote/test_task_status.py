import time

import pytest
from streamlit.testing.v1 import AppTest

from components.state.session import Session
from models.runtime import task_registry
from models.runtime.cluster_connection import Status
from tests.pages.visit import errors


class _Ready:
    status = Status("ready", "The trainer is ready.")


@pytest.fixture
def asked(monkeypatch):
    """The lesson's own registry, as if a trainer stood behind it: the test says what it posts."""
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
    st.button("Go", key="go", on_click=submit, args=("here", "mark", "keras_trace", {}))
    asked = current_session().requests.get("here")

    def show(news):
        st.text(f"{len(news)} told")

    if asked is not None:
        if await_result(asked, str, "We count.", show):
            st.text(f"answer {asked.result}")
        if asked.reports:
            st.text(f"{len(asked.reports)} kept")


@pytest.fixture
def page(asked):
    at = AppTest.from_function(_page, default_timeout=60)
    at.session_state["learner"] = Session()
    at.run().button(key="go").click().run()
    assert errors(at) == []
    return at


def tell(registry, page, *shares):
    """Let the task's job post news."""
    task = page.session_state["learner"].requests["here"].task
    news = [{"progress": share} for share in shares]
    registry.apply({"work": task, "attempt": "one", "worker": "tcp://w", "first": 0, "items": news})
    page.run()
    return task


def texts(page):
    return [each.value for each in page.text]


def test_before_any_news_the_page_says_what_it_waits_for(page):
    assert [each.value for each in page.markdown] == ["We count. The trainer is at it."]
    assert texts(page) == ["0 told"]


def test_a_long_errand_shows_how_far_it_is_and_all_it_told(asked, page):
    tell(asked, page, 0.1, 0.4)
    assert page.get("progress")[0].proto.value == 40
    assert page.get("progress")[0].proto.text == "We count."
    assert texts(page) == ["2 told"]


def test_stop_ends_it_and_its_news_stay_on_the_page(asked, page):
    task = tell(asked, page, 0.1, 0.4)
    page.button(key=f"stop_{task}").click().run()
    page.run()
    assert asked.answer(task).state == "stopped"
    assert [each.value for each in page.warning] == ["You stopped this."]
    assert texts(page) == ["2 kept"]
    assert not page.session_state["learner"].requests["here"].pending


def test_who_leaves_the_page_and_comes_back_finds_it_going_on(asked, page):
    tell(asked, page, 0.1, 0.4)
    page.session_state["elsewhere"] = True
    page.run()
    assert texts(page) == []
    page.session_state["elsewhere"] = False
    tell(asked, page, 0.1, 0.4, 0.6)
    assert texts(page) == ["3 told"]


def test_who_comes_back_too_late_reads_that_it_was_stopped(asked, page):
    tell(asked, page, 0.1)
    asked.lease_seconds = 0.0
    time.sleep(0.01)
    page.run()
    assert "Nobody waited" in page.warning[0].value
    assert texts(page) == ["1 kept"]
