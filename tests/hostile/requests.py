"""Requests no browser of a learner would send; each with the status it ends in."""

LONG = "a" * 9000

# Method, path, headers, body, and the statuses it may end in.
REQUESTS: dict[str, tuple[str, str, dict[str, str], bytes | None, set[int]]] = {
    f"{method} {path}": (method, path, {}, None, statuses)
    for method, path, statuses in (
        ("GET", "/../../etc/passwd", {400, 404}),
        ("GET", "/..%2f..%2fetc%2fpasswd", {400, 404}),
        ("GET", "/%2e%2e/%2e%2e/etc/passwd", {400, 404}),
        ("GET", "/static/../../server/server_logging.py", {400, 404}),
        ("GET", "/static/%2e%2e/%2e%2e/__init__.py", {400, 404}),
        ("GET", "/static/..%5c..%5c__init__.py", {400, 404}),
        ("GET", "//evil.example/", {400}),
        ("GET", "//server/share", {400}),
        ("GET", "/C:/Windows/win.ini", {400, 404}),
        ("GET", "/media/../app.py", {400, 404}),
        ("GET", "/media/nothing.png", {404}),
        ("GET", "/media/%00.png", {400, 404}),
        ("GET", "/component/unrolled_draw_pad/../../app.py", {400, 404}),
        ("GET", "/component/x/index.html", {404}),
        ("GET", "/_stcore/bidi-components/unrolled_draw_pad/view.js", {404}),
        ("GET", "/_stcore/bidi-components/x/../../../app.py", {400, 404}),
        ("GET", "/_stcore/metrics", {404}),
        ("GET", "/_stcore/script-health-check", {404}),
        ("GET", "/_stcore/agent/openapi.json", {404}),
        ("POST", "/_stcore/agent/interact", {404}),
        ("POST", "/_stcore/agent/mcp", {404}),
        ("GET", "/_stcore/", {404}),
        ("GET", "/_stcore/stream", {404, 405, 426}),
        ("GET", "/_stcore/upload_file/a/b", {404, 405}),
        ("GET", "/app/static/x", {404}),
        ("GET", "/auth/login", {404}),
        ("GET", "/oauth2callback?code=1", {404}),
        ("POST", "/", {405}),
        ("PUT", "/healthz", {405}),
        ("DELETE", "/", {405}),
        ("PATCH", "/draw", {405}),
        ("TRACE", "/", {405}),
        ("CONNECT", "/", {400, 405}),
        ("BREW", "/", {405}),
        ("POST", "/_stcore/health", {405}),
        ("POST", "/_stcore/host-config", {405}),
        ("GET", f"/{LONG[:400]}", {414}),
        ("GET", f"/?picture={LONG}", {414}),
        ("GET", f"/_stcore/health?{LONG}", {414}),
        ("HEAD", f"/?picture={LONG}", {414}),
    )
} | {
    "a foreign host": ("GET", "/", {"Host": "evil.example"}, None, {400}),
    "a host that is none": ("GET", "/", {"Host": "a b c"}, None, {400}),
    "a host with a password": ("GET", "/", {"Host": "localhost@evil.example"}, None, {400}),
    "a host with a strange port": ("GET", "/", {"Host": "localhost:port"}, None, {400}),
    "no host": ("GET", "/", {"Host": ""}, None, {400}),
    "an upload from a foreign page": (
        "PUT",
        "/_stcore/upload_file/a/b",
        {"Origin": "https://evil.example"},
        b"x",
        {403},
    ),
    "an upload from an origin that is none": (
        "PUT",
        "/_stcore/upload_file/a/b",
        {"Origin": "null"},
        b"x",
        {403},
    ),
    "an upload without a token": ("PUT", "/_stcore/upload_file/a/b", {}, b"x", {403}),
    "an upload of 26 MB": ("PUT", "/_stcore/upload_file/a/b", {}, bytes(26 << 20), {403, 413}),
    "an upload to another folder": (
        "PUT",
        "/_stcore/upload_file/../x",
        {},
        b"x",
        {400, 403, 404, 405},
    ),
    "a deletion without a token": ("DELETE", "/_stcore/upload_file/a/b", {}, None, {403}),
    "a range that is none": ("GET", "/", {"Range": "bytes=9-1"}, None, {200, 400, 416}),
    "many ranges": ("GET", "/", {"Range": "bytes=" + "0-1," * 2000 + "5-6"}, None, {200, 206, 416}),
    "a cookie of 9,000 letters": ("GET", "/", {"Cookie": f"a={LONG}"}, None, {200, 400, 431}),
    "a forged token and seat": (
        "GET",
        "/",
        {"Cookie": "_streamlit_xsrf=2|x|y|z; unrolled_place=../../etc; _streamlit_session=e30.x.y"},
        None,
        {200},
    ),
    "a body where none belongs": ("GET", "/healthz", {}, b"x" * 1000, {200, 400}),
}

RAW: dict[str, bytes] = {
    "no request at all": b"\x00\xff\x00\xff\r\n\r\n",
    "half a request": b"GET / HTTP/1.1\r\nHost: loc",
    "a request of version 9": b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
    "a header without a name": b"GET / HTTP/1.1\r\nHost: localhost\r\n: x\r\n\r\n",
    "a header that hides another": b"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\rY: b\r\n\r\n",
    "two lengths": b"PUT /_stcore/upload_file/a/b HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
    "a length and chunks": b"PUT /_stcore/upload_file/a/b HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a negative length": b"PUT /_stcore/upload_file/a/b HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Length: -1\r\n\r\n",
    "a chunk of no length": b"PUT /_stcore/upload_file/a/b HTTP/1.1\r\nHost: localhost\r\n"
    b"Transfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n0\r\n\r\n",
    "100,000 letters of headers": b"GET / HTTP/1.1\r\nHost: localhost\r\n"
    + b"X: " + b"a" * 100_000 + b"\r\n\r\n",
    "2,000 headers": b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: a\r\n" * 2000 + b"\r\n",
    "a handshake of version 7": b"GET /_stcore/stream HTTP/1.1\r\nHost: localhost\r\n"
    b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 7\r\n"
    b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
    "a handshake without a key": b"GET /_stcore/stream HTTP/1.1\r\nHost: localhost\r\n"
    b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\r\n",
    "a greeting in TLS": bytes.fromhex("16030100a5010000a10303") + bytes(160),
}  # fmt: skip
"""Bytes on the line, each ending in a refusal of the 400s or a closed line."""

TARGETS: dict[str, bytes] = {
    line: f"{line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
    for line in ("GET foo", "OPTIONS *", "GET ?picture=a", "PUT _stcore/upload_file/a/b")
}
"""Requests for something that is no path; each is refused by us, and not by who reads the line."""
