"""Files are sent compressed, once compressed and kept, and nothing else is touched."""

import asyncio
import gzip

import pyarrow
import pytest
from starlette.responses import FileResponse

from server import compression
from server.compression import Compression
from tests.server.test_shell import alone, answer, says

SCRIPT = b"go(); " * 500
FOR_GOOD = (b"cache-control", b"public, max-age=31536000, immutable")
BOTH = "gzip, deflate, br"


def script(body=SCRIPT, kind=b"text/javascript; charset=utf-8", *more, status=200):
    return says(body, kind, (b"content-length", str(len(body)).encode()), *more, status=status)


@pytest.mark.parametrize(("takes", "encoding"), [(BOTH, b"br"), ("gzip", b"gzip")])
def test_a_text_is_sent_in_fewer_bytes_and_reads_the_same(takes, encoding):
    tagged = script(SCRIPT, b"text/css", (b"etag", b'"1"'), (b"accept-ranges", b"bytes"))
    status, headers, body = answer(Compression(tagged), accept_encoding=takes)
    whole = {
        b"br": lambda: pyarrow.decompress(body, len(SCRIPT), "brotli", asbytes=True),
        b"gzip": lambda: gzip.decompress(body),
    }[encoding]()
    assert (status, whole) == (200, SCRIPT)
    assert headers == {
        b"content-type": b"text/css",
        b"content-encoding": encoding,
        b"content-length": str(len(body)).encode(),
        b"etag": b'W/"1"',
        b"vary": b"accept-encoding",
    }
    assert len(body) < len(SCRIPT) / 10


@pytest.mark.parametrize(
    ("app", "asked"),
    [
        (script(), {}),
        (script(), {"accept_encoding": "identity, gzip;q=0, br; q=0"}),
        (script(), {"accept_encoding": BOTH, "range": "bytes=0-9"}),
        (script(b"go()"), {"accept_encoding": BOTH}),
        (script(status=206), {"accept_encoding": BOTH}),
        (script(status=404), {"accept_encoding": BOTH}),
        (script(SCRIPT, b"font/woff2"), {"accept_encoding": BOTH}),
        (script(SCRIPT, b"text/css", (b"content-encoding", b"zstd")), {"accept_encoding": BOTH}),
    ],
)
def test_what_is_no_whole_text_or_not_asked_for_compressed_goes_as_it_is(app, asked):
    assert answer(Compression(app), **asked) == answer(app, **asked)


def test_a_file_for_good_is_compressed_once_for_each_encoding_and_a_page_each_time(monkeypatch):
    count = []
    monkeypatch.setitem(compression.ENCODERS, "gzip", lambda body: count.append(1) or b"small")

    async def thirty(app):
        told = []

        async def send(message):
            told.append(message)

        scope = {"type": "http", "method": "GET", "path": "/static/js/a.js"}
        scope["headers"] = [(b"accept-encoding", b"gzip")]
        await asyncio.gather(*(app(scope, None, send) for _ in range(30)))
        assert sum(message.get("body") == b"small" for message in told) == 30

    alone(thirty(Compression(script(SCRIPT, b"text/javascript", FOR_GOOD))))
    assert len(count) == 1
    alone(thirty(Compression(script(SCRIPT, b"text/html"))))
    assert len(count) == 31


@pytest.mark.parametrize("turns", range(12))
def test_a_file_whose_first_reader_goes_is_whole_for_the_next(tmp_path, turns):
    (path := tmp_path / "a.js").write_bytes(SCRIPT * 100)

    async def app(scope, receive, send):
        response = FileResponse(path, headers={"cache-control": FOR_GOOD[1].decode()})
        await response(scope, receive, send)

    async def leave():  # the browser goes: at once, or after a few turns of the loop
        for _ in range(turns):
            await asyncio.sleep(0)
        return {"type": "http.disconnect"}

    async def stay():
        await asyncio.Event().wait()

    told = []

    async def send(message):
        told.append(message)

    compressing = Compression(app)
    headers = [(b"accept-encoding", b"gzip")]
    scope = {"type": "http", "method": "GET", "path": "/", "headers": headers}
    alone(compressing(scope, leave, send))
    told.clear()
    alone(compressing(scope, stay, send))
    assert gzip.decompress(told[1]["body"]) == SCRIPT * 100


def test_a_websocket_and_an_upload_are_left_alone():
    through = []

    async def app(scope, receive, send):
        through.append((receive, send))

    for scope in (
        {"type": "websocket", "headers": [(b"accept-encoding", b"gzip")]},
        {"type": "http", "method": "PUT", "headers": [(b"accept-encoding", b"gzip")]},
    ):
        alone(Compression(app)(scope, "heard", "said"))
    assert through == [("heard", "said")] * 2
