"""Hostile requests and frames, at a real server: each is refused in a sentence, and all goes on."""

import json
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import quote, urljoin

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from models.texts import sentence
from server.error_response import STATUSES, error_sentence
from server.message_validation import MAX_MESSAGE_BYTES
from server.streamlit_internals import FINISHED_EARLY
from tests.browser.server import ROOT, Server, serve
from tests.browser.watched_server import Watched, watch
from tests.hostile import messages, requests
from tests.hostile.client import (
    ask,
    elsewhere,
    page,
    pages,
    run,
    say_raw,
    say_until_closed,
    session_of,
    told,
    upload,
    works,
)

PLACES = 6
SETTINGS = {
    "UNROLLED_REQUESTS": "10",
    "UNROLLED_EVENTS": "50",
    "UNROLLED_UPLOADS": "2MB",
    "UNROLLED_ALL_UPLOADS": "3MB",
    "UNROLLED_HOSTS": "localhost,127.0.0.1",
    "UNROLLED_ORIGINS": "https://lesson.school.example",
    "UNROLLED_EMBEDDERS": "https://moodle.school.example",
    "DASK_SCHEDULER_ADDRESS": "tcp://127.0.0.1:9",  # no trainer: what is asked here needs none
}
TELLING = (b"Traceback", str(ROOT).encode(), b"site-packages", b"uvicorn", b"starlette", b'File "')


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve(**SETTINGS) as running:
        yield running


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """A class of few places, which the tests that fill it have to themselves."""
    said = tmp_path_factory.mktemp("said")
    with watch(said, **SETTINGS, UNROLLED_PAGES=str(PLACES)) as there:
        yield there


def tells_nothing(content: bytes) -> bool:
    return not any(each.lower() in content.lower() for each in TELLING)


@pytest.mark.parametrize("name", requests.REQUESTS)
def test_a_hostile_request_is_refused_in_a_sentence(server, name):
    method, path, headers, body, statuses = requests.REQUESTS[name]
    answer = ask(server, path, method, headers, body)
    assert answer.status in statuses
    assert tells_nothing(answer.body)
    if answer.status >= 400 and method != "HEAD" and "content-security-policy" in answer.headers:
        assert answer.text in {error_sentence(status) for status in (*STATUSES, 0)}
    assert ask(server, "/healthz").status == 200


@pytest.mark.parametrize("name", requests.RAW)
def test_bytes_that_are_no_request_end_in_a_refusal_or_a_closed_line(server, name):
    answer = say_raw(server, requests.RAW[name])
    assert answer == b"" or re.match(rb"HTTP/1\.[01] (4\d\d|200|505) ", answer)
    assert tells_nothing(answer)
    assert ask(server, "/healthz").status == 200


@pytest.mark.parametrize("line", requests.TARGETS)
def test_a_target_that_is_no_path_is_refused_in_a_sentence_with_the_strict_headers(server, line):
    answer = say_raw(server, requests.TARGETS[line])
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.endswith(error_sentence(400).encode())
    assert b"\r\ncontent-security-policy: default-src 'none'" in answer
    assert ask(server, "/healthz").status == 200


@pytest.mark.parametrize("name", messages.CLOSED)
def test_a_hostile_message_closes_its_own_page_and_no_other(server, name):
    with page(server) as other, page(server) as line:
        with pytest.raises(ConnectionClosed) as closed:
            say_until_closed(line, messages.CLOSED[name])
        why = closed.value.rcvd
        # One that is refused while it is being sent may be cut off before its sender has read why.
        assert why is not None or len(messages.CLOSED[name]) > MAX_MESSAGE_BYTES
        if why is not None:
            assert why.code in (1003, 1007, 1008, 1009)
            assert tells_nothing(why.reason.encode())
        other.send(run(page_name="glossary"))
        assert told(other)


@pytest.mark.parametrize("name", messages.BORNE)
def test_a_message_that_makes_no_sense_is_borne_and_its_page_goes_on(server, name):
    with page(server) as line:
        line.send(messages.BORNE[name])
        line.send(messages.BORNE[name])
        line.send(run(page_name="glossary"))
        said = told(line)
        while not any(b"Glossary" in each.SerializeToString() for each in said):
            said += told(line)
    assert tells_nothing(b"".join(each.SerializeToString() for each in said))
    assert "git_info_changed" not in {each.WhichOneof("type") for each in said}


def test_after_all_that_a_newcomer_sees_the_lesson(server):
    works(server)


def test_a_page_is_told_no_path_and_no_version(server):
    with page(server) as line:
        line.send(run(page_name="draw"))
        said = told(line)
    begun = next(each.new_session for each in said if each.WhichOneof("type") == "new_session")
    about = begun.initialize.environment_info
    assert begun.main_script_path == "/lesson"
    assert (about.python_version, about.server_os) == ("", "")
    assert re.fullmatch("[0-9a-f]{12}", about.streamlit_version)
    assert tells_nothing(b"".join(each.SerializeToString() for each in said))


def test_a_part_of_a_page_that_was_left_is_not_run_again(server):
    with page(server) as line:
        line.send(run(page_name="network"))
        first = told(line)
        (network,) = begun(first)
        listed = next(each.navigation.app_pages for each in first if each.HasField("navigation"))
        dense = next(each.page_script_hash for each in listed if each.url_pathname == "dense")
        part = next(each.delta.fragment_id for each in first if each.delta.fragment_id)
        line.send(run(page_script_hash=network))
        told(line)
        line.send(run(page_script_hash=dense))
        line.send(run(page_script_hash=network, fragment_id=part, is_auto_rerun=True))
        line.send(run(page_script_hash=network, fragment_id=part))
        said = until_whole(line)
        line.send(run(page_script_hash=dense))
        said += until_whole(line)
    assert set(begun(said)) == {dense}


def until_whole(line):
    """Everything a page is told until its script has come to its end, and not to begin anew."""
    said = told(line)
    while said[-1].script_finished == FINISHED_EARLY:
        said += told(line)
    return said


def begun(said):
    """The pages whose scripts began, in their order."""
    return [each.new_session.page_script_hash for each in said if each.HasField("new_session")]


# Headers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/", "/healthz", "/_stcore/health", "/static/nothing", "/nothing"]
)
def test_every_answer_has_the_strict_headers_and_tells_of_no_software(server, path):
    headers = ask(server, path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["object-src"] == policy["form-action"] == "'none'"
    scripts = policy["script-src"].split()
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "data:"} & set(scripts)
    assert policy["frame-ancestors"] == "'self' https://moodle.school.example"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "camera=(self)" in headers["permissions-policy"]
    assert not {"server", "x-powered-by"} & set(headers)
    assert not [name for name in headers if name.startswith("access-control")]


# Addresses ---------------------------------------------------------------------------------------

AS_PAGE = {"Accept": "text/html,*/*"}


@pytest.mark.parametrize(
    ("path", "ways"),
    [
        ("/train/x", ["/train", "/"]),
        ("/Train/x/y.html?seed=3", ["/train?seed=3", "/?seed=3"]),
        ("/trian", ["/train", "/"]),
        ("/nosuchpage", ["/"]),
        ("/static/nothing.js", ["/"]),
        ("/widgets/a", ["/"]),
        ("/train/static/js/index.js", ["/train", "/"]),
        ('/train/"><script>?"><script>', ["/train?%22%3E%3Cscript%3E", "/?%22%3E%3Cscript%3E"]),
    ],
)
def test_an_address_without_a_page_is_a_page_of_ours_with_a_way_back(server, path, ways):
    answer = ask(server, quote(path, safe="/?=%"), headers=AS_PAGE)
    assert answer.status == 404
    assert "There is no page here" in answer.text
    assert answer.headers["content-type"].startswith("text/html")
    assert "set-cookie" not in answer.headers  # it takes no place in the class
    assert "<script" not in answer.text
    links = re.findall('href="([^"]*)"', answer.text)
    assert [urljoin(path, unescape(link)) for link in links] == ways
    assert all(ask(server, way, headers=AS_PAGE).status == 200 for way in ways)


def test_a_browser_finds_a_picture_for_an_answer_that_names_none(server):
    answer = ask(server, "/favicon.ico")
    assert (answer.status, answer.headers["content-type"]) == (200, "image/png")


@pytest.mark.parametrize("path", ["/train/_stcore/health", "/train/_stcore/host-config"])
def test_what_streamlit_tries_on_a_deep_link_is_told_that_nothing_is_there(server, path):
    answer = ask(server, path, headers={"Accept": "application/json, text/plain, */*"})
    assert (answer.status, answer.text) == (404, error_sentence(404))


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/Train", "/train"),
        ("/train.html", "/train"),
        ("/TRAIN.HTML/", "/train"),
        ("/train/?seed=3&hide=a.b", "/train?seed=3&hide=a.b"),
        ("/index.html?seed=%2F", "/?seed=%2F"),
        ("/home", "/"),
        ("/Home.html", "/"),
        # As mail programs and chats make links of what was pasted into them.
        ("/train.", "/train"),
        ("/train)", "/train"),
        ("/Train.html).?seed=3", "/train?seed=3"),
        ("/train?seed=3.", "/train?seed=3"),
        ("/train?seed=3).", "/train?seed=3"),
        ("/train?seed=3&amp;hide=a.b", "/train?seed=3&hide=a.b"),
        ("/?seed=3&amp;amp;hide=a.b%29,", "/?seed=3&hide=a.b"),
    ],
)
def test_a_pages_name_written_otherwise_leads_to_the_page_with_all_that_was_asked(
    server, path, page
):
    for method in ("GET", "HEAD"):
        answer = ask(server, path, method, headers=AS_PAGE)
        assert (answer.status, answer.body) == (301, b"")
        assert "://" not in answer.headers["location"]
        assert urljoin(path, answer.headers["location"]) == page


# Hosts and origins -------------------------------------------------------------------------------


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost", "x://["])
def test_a_foreign_page_gets_no_websocket(server, origin):
    with pytest.raises(InvalidStatus) as refused, page(server, Origin=origin):
        pass
    assert refused.value.response.status_code == 403
    assert refused.value.response.body.decode() == error_sentence(403)


@pytest.mark.parametrize("origin", ["the server's", "https://lesson.school.example", None])
def test_the_lessons_own_pages_those_of_a_listed_origin_and_programs_get_one(server, origin):
    headers = {"Origin": server.url if origin == "the server's" else origin} if origin else {}
    with page(server, **headers) as line:
        line.send(run(page_name="glossary"))
        assert told(line)


def test_the_health_check_answers_under_any_name_as_who_checks_has_only_a_number(server):
    answer = ask(server, "/healthz", headers={"Host": "10.0.0.9:8501"})
    assert answer.status == 200
    said = json.loads(answer.body)
    assert set(said) == {"pages", "training", "workers_ready", "message"}
    assert said["pages"] == "served"
    assert said["training"] in ("starting", "unavailable")
    assert said["message"].endswith(".")


# Sessions ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("forged", ["0" * 36, "..", "a" * 3000, "%00"])
def test_a_forged_session_id_gets_a_session_of_its_own(server, forged):
    with page(server, ("streamlit", "token", forged)) as line:
        line.send(run(page_name="glossary"))
        assert session_of(told(line)) != forged


# Uploads -----------------------------------------------------------------------------------------


def test_uploads_have_a_quota_for_each_page_and_one_for_all(server):
    with page(server) as first, page(server) as second:
        sessions = []
        for line in (first, second):
            line.send(run(page_name="draw"))
            sessions.append(session_of(told(line)))
        one, two = sessions
        assert upload(server, "nobody", "a", 10).status == 400
        assert upload(server, one, "a", 27_000_000).status == 413
        assert upload(server, one, "a", 1_900_000).status == 204
        full = upload(server, one, "b", 300_000)
        assert full.status == 429
        assert full.text == sentence("too many files")
        assert upload(server, two, "a", 900_000).status == 204
        refused = upload(server, two, "b", 900_000)
        assert refused.status == 503
        assert "try again" in refused.text
    works(server)


def test_a_page_holds_twenty_files_at_most(server):
    with page(server) as line:
        line.send(run(page_name="draw"))
        session = session_of(told(line))
        statuses = [upload(server, session, f"f{n}", 10).status for n in range(21)]
    assert statuses == [204] * 20 + [429]


# Too much, too many ------------------------------------------------------------------------------


def test_a_flood_of_requests_is_stopped_for_whoever_sends_it_alone(server):
    flood = elsewhere()
    statuses = [ask(server, "/healthz", headers=flood).status for _ in range(260)]
    assert statuses[:150] == [200] * 150
    assert 429 in statuses
    refused = ask(server, "/healthz", headers=flood)
    assert refused.text == error_sentence(429)
    assert int(refused.headers["retry-after"]) >= 1
    assert ask(server, "/healthz").status == 200


def test_a_flood_of_messages_waits_while_other_pages_go_on(server):
    with page(server) as line:
        for _ in range(400):
            line.send(run(page_name="glossary"))
        works(server)
    works(server)


def test_when_every_place_is_taken_a_newcomer_reads_that_the_class_is_full(small):
    small.everybody_left()
    server, as_page = small.server, {"Accept": "text/html"}
    with pages(server, PLACES):
        full = ask(server, "/draw", headers=as_page)
        assert full.status == 503
        assert int(full.headers["retry-after"]) > 0
        assert "The class is full" in full.text
        assert not re.search(r"src=|href=\"[^\"]|url\(|@import|//", full.text), (
            "it needs no other file"
        )
        with pytest.raises(InvalidStatus) as refused, page(server):
            pass
        assert refused.value.response.status_code == 503
        assert ask(server, "/healthz").status == 200
    small.everybody_left()
    works(server)


def test_a_page_that_is_loaded_again_keeps_its_place_in_a_full_class(small):
    small.everybody_left()
    server, as_page = small.server, {"Accept": "text/html"}
    cookie = ask(server, "/", headers=as_page).headers["set-cookie"].partition(";")[0]
    with page(server, Cookie=cookie), pages(server, PLACES - 1):
        assert ask(server, "/", headers=as_page).status == 503
        assert ask(server, "/", headers=as_page | {"Cookie": cookie}).status == 200
        with page(server, Cookie=cookie) as again:
            again.send(run(page_name="glossary"))
            assert told(again)
