"""The lesson below a path of its own, whether a proxy takes that path off or not."""

import pytest

from models.config.public_address import find_public_address
from models.config.settings import read
from server.base_path import BasePath
from tests.event_loop import alone

BASE = "/school/lesson"


def asked(path, base=BASE, query=b"", kind="http"):
    """Return the path that the lesson was asked for, or where the browser is sent."""
    found = []

    async def lesson(scope, receive, send):
        found.append(scope["path"])
        assert scope["path"].encode() == scope["raw_path"]

    async def send(message):
        found.extend(
            value.decode() for key, value in message.get("headers", ()) if key == b"location"
        )

    scope = {"type": kind, "path": path, "raw_path": path.encode(), "query_string": query}
    alone(BasePath(lesson, base)(scope, None, send))
    return found


@pytest.mark.parametrize("inner", ["/", "/dense", "/widgets/abc/ui/js/dom.js", "/_stcore/health"])
def test_the_base_path_is_taken_off_and_may_have_been_before(inner):
    assert asked(BASE + inner) == [inner]
    assert asked(inner) == [inner]
    assert asked(BASE + inner, base="") == [BASE + inner]


def test_a_websocket_finds_its_way_too():
    assert asked(f"{BASE}/_stcore/stream", kind="websocket") == ["/_stcore/stream"]


def test_without_its_slash_the_base_path_leads_to_the_first_page_and_keeps_the_query():
    assert asked(BASE) == ["./lesson/"]
    assert asked(BASE, query=b"seed=7") == ["./lesson/?seed=7"]


def test_a_path_that_only_begins_alike_is_another_one():
    assert asked("/school/lessons") == ["/school/lessons"]


@pytest.mark.parametrize("given", ["lesson", "/lesson", "lesson/", "/lesson/"])
def test_the_base_path_is_written_with_slashes_or_without(given):
    assert read({"STREAMLIT_SERVER_BASE_URL_PATH": given}).base_path == "/lesson"
    assert read({"STREAMLIT_SERVER_BASE_URL_PATH": "/"}).base_path == ""


def test_the_address_that_others_are_told_has_the_base_path():
    given = read({"HOST": "10.0.0.7", "STREAMLIT_SERVER_BASE_URL_PATH": "lesson"})
    assert find_public_address(given).url == "http://10.0.0.7:8501/lesson"
