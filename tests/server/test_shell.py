"""The page as it comes: Streamlit's own, with our style, scripts and sentences in it."""

import tomllib

import pytest

from models.languages import ORIGINAL
from server import shell
from server.notice import FULL as FULL_NOTICE
from server.notice import notice_pages
from server.security_headers import SecurityHeaders, inline_scripts
from server.shell import FOLDER, INDEX, THEMES, Shell
from tests.event_loop import alone


def answer(app, method="GET", path="/", **headers):
    """Ask an application, and give status, headers and body of what it says."""
    told = []

    async def send(message):
        told.append(message)

    async def receive():
        return {"type": "http.request"}

    asked = [(key.replace("_", "-").encode(), value.encode()) for key, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": asked}
    alone(app(scope, receive, send))
    body = b"".join(message.get("body", b"") for message in told[1:])
    return told[0]["status"], dict(told[0]["headers"]), body


def says(body, kind, *more, status=200):
    """An application that says one thing, and remembers by which headers it was asked."""

    async def app(scope, receive, send):
        app.asked = dict(scope["headers"])
        start = {"type": "http.response.start", "status": status}
        await send(start | {"headers": [(b"content-type", kind), *more]})
        await send({"type": "http.response.body", "body": body[:3], "more_body": True})
        await send({"type": "http.response.body", "body": body[3:]})

    return app


FULL = notice_pages(FULL_NOTICE)[ORIGINAL].encode()
STREAMLITS = says(INDEX.read_bytes(), b"text/html; charset=utf-8", (b"etag", b'"theirs"'))


def test_the_page_is_ours_and_still_loads_all_that_streamlits_does():
    page, theirs = shell.page_html().decode(), INDEX.read_text("utf-8")
    assert "<title>Unrolled</title>" in page
    assert page.count('data-notice="') >= 4
    assert "agent" not in page
    assert "Streamlit app" not in page
    for line in theirs.splitlines():
        if "static/" in line or 'id="root"' in line:
            assert line in page


def test_the_first_paint_has_both_themes_colors():
    for theme in ("light", "dark"):
        color = tomllib.loads(THEMES.read_text("utf-8"))["theme"][theme]["backgroundColor"]
        assert color in shell.color_rules()


def test_every_script_of_the_page_may_run_and_stands_alone():
    policy = SecurityHeaders(None).page_headers[-1][1].decode()
    ours = [file.read_text("utf-8") for file in FOLDER.glob("*.js")]
    found = inline_scripts(shell.page_html())
    assert len(found) == len(ours) + len(inline_scripts(INDEX.read_bytes()))
    assert all(script in policy for script in found + inline_scripts(FULL))
    assert all(f"<script>\n{script}</script>" in shell.page_html().decode() for script in ours)


def test_an_index_that_has_become_another_one_is_told_of(monkeypatch, tmp_path):
    other = tmp_path / "index.html"
    other.write_text("<html><title>Streamlit</title></html>")
    monkeypatch.setattr(shell, "INDEX", other)
    with pytest.raises(ValueError, match="service-desc"):
        shell.page_html.__wrapped__()


@pytest.mark.parametrize("path", ["/", "/network"])
def test_wherever_streamlit_shows_its_page_ours_is_shown(path):
    status, headers, body = answer(Shell(STREAMLITS), path=path)
    assert (status, body) == (200, shell.page_html())
    assert headers[b"content-length"] == str(len(body)).encode()
    assert headers[b"cache-control"] == b"no-cache"


def test_of_the_page_one_may_have_the_head_alone():
    status, headers, body = answer(Shell(STREAMLITS), method="HEAD")
    assert (status, body) == (200, b"")
    assert headers[b"content-length"] == str(len(shell.page_html())).encode()


def test_a_browser_that_has_our_page_is_told_so_and_one_that_has_streamlits_is_not():
    ours = answer(Shell(STREAMLITS))[1][b"etag"].decode()
    assert answer(Shell(STREAMLITS), if_none_match=ours)[::2] == (304, b"")
    assert answer(Shell(STREAMLITS), if_none_match='"theirs"', range="bytes=0-9")[0] == 200
    assert STREAMLITS.asked == {}


def test_a_file_or_an_error_is_handed_out_as_it_is():
    script = says(b"go()", b"text/javascript")
    assert answer(Shell(script), path="/static/js/a.js", range="bytes=1-")[2] == b"go()"
    assert script.asked == {b"range": b"bytes=1-"}
    full = says(FULL, b"text/html", status=503)
    assert answer(Shell(full))[::2] == (503, FULL)


@pytest.mark.parametrize("kind", [b"text/javascript; charset=utf-8", b"application/javascript"])
def test_what_can_be_no_page_is_told_only_what_concerns_it(kind):
    page = answer(SecurityHeaders(says(b"<html>", b"text/html")))[1]
    script = answer(SecurityHeaders(says(b"go()", kind)))[1]
    error = answer(SecurityHeaders(says(b"go()", kind, status=404)))[1]
    assert script[b"x-content-type-options"] == b"nosniff"
    assert b"default-src 'none'; script-src 'self'" in script[b"content-security-policy"]
    assert b"frame-ancestors 'self'" in page[b"content-security-policy"]
    assert error[b"content-security-policy"] == page[b"content-security-policy"]
    assert sum(map(len, script.values())) < sum(map(len, page.values())) / 3


def test_a_frame_of_a_site_that_may_embed_the_lesson_is_let_in_and_no_other_header_forbids_it():
    moodle = "https://moodle.school.example"
    page = answer(SecurityHeaders(says(b"<html>", b"text/html"), (moodle,)))[1]
    assert f"frame-ancestors 'self' {moodle}" in page[b"content-security-policy"].decode()
    assert b"x-frame-options" not in page
    assert b"camera=(self)" in page[b"permissions-policy"]


def test_what_streamlits_first_elements_load_later_is_asked_for_too_and_is_there():
    modules = shell.streamlit_modules()
    assert any("BidiComponent" in module for module in modules)
    for module in modules:
        assert (INDEX.parent / module).is_file()
        assert module not in INDEX.read_text("utf-8")


def test_a_streamlit_without_such_a_module_is_told_of(monkeypatch):
    monkeypatch.setattr(shell, "FIRST_ELEMENTS", ("NoSuchElement",))
    with pytest.raises(ValueError, match="NoSuchElement"):
        shell.streamlit_modules.__wrapped__()


def test_each_page_asks_for_the_modules_of_its_own_before_the_body():
    app = Shell(STREAMLITS, modules={"": ["./widgets/0/a.js"], "network": ["./widgets/0/b.js"]})
    (first, network, other) = (answer(app, path=path) for path in ("/", "/network", "/dense"))
    assert b'crossorigin href="./widgets/0/a.js"></head>' in first[2]
    assert b'crossorigin href="./widgets/0/b.js"></head>' in network[2]
    assert other[2] == shell.page_html()
    assert first[1][b"etag"] != network[1][b"etag"]


def test_the_style_of_what_pages_draw_comes_after_streamlits_own():
    page = answer(Shell(STREAMLITS, style=".st-key-bar { color: red }"))[2].decode()
    before, _, after = page.partition("<style>\n.st-key-bar { color: red }</style>")
    assert after.startswith("</body>")
    assert "stylesheet" in before
