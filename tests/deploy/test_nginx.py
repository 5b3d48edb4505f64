"""The door alone, with nobody or a stand-in behind it: what nginx itself does."""

import gzip
import json
import socket
import ssl
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http.client import (
    HTTPConnection,
    HTTPMessage,
    HTTPResponse,
    HTTPSConnection,
    parse_headers,
)
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from server.error_response import error_sentence
from tests.deploy.cluster import keys_in
from tests.deploy.nginx import nginx, started_by_script, with_tls
from tests.deploy.supervised_process import answers, free_port
from tests.models.waiting import wait_until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the containers are Linux's")

STRICT = "Strict-Transport-Security"
ALWAYS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
AT_ONCE = 100  # requests of a flood on one line
SAID = {"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff"}


TEXT = b"the same again; " * 100
HALF = 500_000  # bytes of a picture file


class Replica(BaseHTTPRequestHandler):
    """A stand-in for a web replica: sends the headers of one, and a text, compressed or not."""

    def do_GET(self) -> None:
        self.send_response(200)
        for name, value in SAID.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "text/javascript")
        if packed := self.path == "/packed":
            self.send_header("Content-Encoding", "br")
        self.end_headers()
        self.wfile.write(b"packed" if packed else TEXT)

    def do_PUT(self) -> None:
        self.rfile.read(HALF)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def certificates_in(folder: Path) -> ssl.SSLContext:
    """Make a certificate as it is mounted; gives what trusts it."""
    keys_in(folder)
    (folder / "cluster.pem").rename(folder / "tls.crt")
    (folder / "cluster.key").rename(folder / "tls.key")
    return ssl.create_default_context(cafile=folder / "ca.pem")


@contextmanager
def replica() -> Iterator[int]:
    """Run a stand-in; gives its port."""
    with HTTPServer(("127.0.0.1", 0), Replica) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def headers(port: int, path: str, trusting: ssl.SSLContext | None = None) -> HTTPMessage:
    """Ask the door, with TLS where an authority is trusted; give the answer's headers."""
    if trusting:
        asked = HTTPSConnection("localhost", port, timeout=20, context=trusting)
    else:
        asked = HTTPConnection("localhost", port, timeout=20)
    asked.request("GET", path)
    return asked.getresponse().headers


def test_a_flood_is_stopped_and_thirty_learners_are_not(tmp_path):
    port, nobody = free_port(), free_port()
    with nginx(tmp_path, port, nobody, nobody) as log:
        wait_until(lambda: answers(port), "nginx answers")
        answered = Counter(status for status, *_ in flood(port, 4700))
    assert "client" not in log.read_text(), "not even trouble tells who asked"
    assert answered[429] >= 100
    assert sum(answered.values()) - answered[429] >= 4000  # 30 learners ask 90 times or so each


def test_where_certificates_are_mounted_the_door_speaks_tls_and_sends_http_there(tmp_path):
    plain, secret, nobody = free_port(), free_port(), free_port()
    trusting = certificates_in(tmp_path)
    with_tls(tmp_path, secret)
    with nginx(tmp_path, plain, nobody, nobody):
        wait_until(lambda: answers(secret), "nginx answers")
        told = HTTPConnection("localhost", plain, timeout=20)
        told.request("GET", "/train?seed=1")
        answer = told.getresponse()
        assert (answer.status, answer.headers["Location"]) == (
            308,
            "https://localhost/train?seed=1",
        )
        for path in ("/nginx-health", "/nginx-health?again"):
            asked = HTTPConnection("localhost", plain, timeout=20)
            asked.request("GET", path)
            assert asked.getresponse().status == 204, "compose asks here, without TLS"
        private = HTTPSConnection("localhost", secret, timeout=20, context=trusting)
        private.request("GET", "/")
        answer = private.getresponse()
        assert answer.status == 502, "no replica is there"


def test_what_the_replicas_have_not_compressed_is_compressed_at_the_door(tmp_path):
    port = free_port()
    with replica() as web, nginx(tmp_path, port, web, web):
        wait_until(lambda: answers(port), "nginx answers")
        for path, encoding, body in (("/plain", "gzip", TEXT), ("/packed", "br", b"packed")):
            asked = HTTPConnection("localhost", port, timeout=20)
            asked.request("GET", path, headers={"Accept-Encoding": "gzip, br"})
            answer = asked.getresponse()
            assert answer.headers["Content-Encoding"] == encoding
            sent = answer.read()
            assert (gzip.decompress(sent) if encoding == "gzip" else sent) == body


def test_a_picture_file_is_passed_on_as_it_comes_and_not_kept_at_the_door(tmp_path):
    port = free_port()
    with replica() as web, nginx(tmp_path, port, web, web):
        wait_until(lambda: answers(port), "nginx answers")
        sends = HTTPConnection("localhost", port, timeout=10)
        sends.putrequest("PUT", "/_stcore/upload_file/a/b")
        sends.putheader("Content-Length", str(2 * HALF))
        sends.endheaders(bytes(HALF))
        assert sends.getresponse().status == 204  # by a replica that has had half of it


def test_over_tls_every_answer_says_that_only_tls_will_do_beside_what_the_replica_says(tmp_path):
    plain, secret = free_port(), free_port()
    trusting = certificates_in(tmp_path)
    with_tls(tmp_path, secret)
    with replica() as web, nginx(tmp_path, plain, web, web):
        wait_until(lambda: answers(secret), "nginx answers")
        said = headers(secret, "/", trusting)
        # The lesson may be shown in another site's frame, where browsers keep no other cookies.
        assert said["Set-Cookie"].endswith("; Path=/; HttpOnly; SameSite=None; Secure")
        assert {name: said[name] for name in SAID} == SAID
        for path in ("/", "/nginx-health", "/%"):  # a replica's, nginx's own, one of nonsense
            (strict,) = headers(secret, path, trusting).get_all(STRICT, [""])
            assert strict == "max-age=31536000", path
        assert STRICT not in headers(plain, "/"), "browsers mind it over TLS alone"


def test_what_the_door_refuses_it_refuses_in_the_lessons_words_and_as_strictly(tmp_path):
    port, nobody = free_port(), free_port()
    refused = {}
    with nginx(tmp_path, port, nobody, nobody):
        wait_until(lambda: answers(port), "nginx answers")
        for method, path, told in (
            ("GET", "/", {}),  # no replica is there
            ("GET", "/%", {}),
            ("GET", "/" + "x" * 9000, {}),
            ("GET", "/", {"Cookie": "x" * 9000}),
            ("POST", "/", {"Content-Length": str(27 << 20)}),
            ("GET", "/refused", {}),  # which is only the door's own
            ("TRACE", "/", {}),
        ):
            answer, body = ask(port, method, path, told)
            refused[answer.status] = (answer.headers, body)
        for status, said, body in flood(port, 4700):
            refused[status] = (said, body)
    assert set(refused) == {400, 404, 405, 413, 414, 429, 502}
    for status, (said, body) in refused.items():
        assert body == error_sentence(503 if status == 502 else status).encode(), status
        is_strict(said)


TARGET = "/draw HTTP/1.1\r\nHost: localhost\r\n"


@pytest.mark.parametrize(
    ("said", "status", "tls"),
    [
        (f"GET {TARGET}\r\n", 400, True),  # plain, where TLS is spoken
        (f"POST {TARGET}Transfer-Encoding: gzip\r\n\r\n", 501, False),
        ("GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", 505, False),
        (f"GET {TARGET}Host: twice\r\n\r\n", 400, False),
        (f"GET {TARGET}: no name\r\n\r\n", 400, False),
        ("nonsense\r\n\r\n", 400, False),
    ],
)
def test_what_no_browser_says_is_refused_in_the_lessons_words_too(tmp_path, said, status, tls):
    plain, secret, nobody = free_port(), free_port(), free_port()
    certificates_in(tmp_path)
    with_tls(tmp_path, secret)
    with nginx(tmp_path, plain, nobody, nobody):
        wait_until(lambda: answers(secret), "nginx answers")
        answer, body = say(secret if tls else plain, said.encode())
    assert answer.status == status
    assert body == error_sentence(400).encode()
    is_strict(answer.headers)


def is_strict(said: HTTPMessage) -> None:
    assert said["Content-Type"] == "text/plain; charset=utf-8"
    assert said["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert {name: said[name] for name in ALWAYS} == ALWAYS
    assert said["Cache-Control"] == "no-store"
    assert said["Server"] == "nginx", "no version"
    assert "Set-Cookie" not in said, "nobody has answered"


def test_the_log_is_json_and_holds_no_ids_whatever_is_asked_for(tmp_path):
    port = free_port()
    asked = {
        "/draw?picture=secret": "/draw",
        "/_stcore/upload_file/secret/secret": "/_stcore/upload_file",
        "//_stcore/./upload%5Ffile/secret/secret": "/_stcore/upload_file",
        "/draw/_stcore/upload_file/secret": "/_stcore/upload_file",
        "/networks/own/secret": "/networks/own",
        "/media/secret.png": "/media",
        '/a"b\\c%0Ad': "/…",
        "/%FF": "/…",
    }
    with replica() as web, nginx(tmp_path, port, web, web) as log:
        wait_until(lambda: answers(port), "nginx answers")
        for path in asked:
            ask(port, "GET", path, {})
        wait_until(lambda: len(log.read_bytes().splitlines()) == len(asked), "all is in the log")
        lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    # One of nginx's workers may write later than another.
    assert sorted(line["path"] for line in lines) == sorted(asked.values())
    assert "secret" not in log.read_text("utf-8")
    for line in lines:
        assert line["source"] == "nginx"
        assert line["method"] == "GET"
        assert line["status"] == "200"
        assert line["replica"] == f"127.0.0.1:{web}"
        assert float(line["seconds"]) < 20
        assert datetime.fromisoformat(line["time"]).tzinfo


def test_without_tls_nobody_is_told_that_only_tls_will_do(tmp_path):
    port = free_port()
    with replica() as web, nginx(tmp_path, port, web, web):
        wait_until(lambda: answers(port), "nginx answers")
        said = headers(port, "/")
    assert said["Set-Cookie"].endswith("; Path=/; HttpOnly; SameSite=Lax")
    assert {name: said[name] for name in SAID} == SAID
    assert STRICT not in said


@pytest.mark.parametrize("mounted", [True, False])
def test_the_door_begins_by_its_script_with_tls_where_certificates_are_mounted(tmp_path, mounted):
    plain, secret = free_port(), free_port()
    certificates, folder = tmp_path / "certificates", tmp_path / "deploy"
    certificates.mkdir()
    folder.mkdir()
    trusting = certificates_in(certificates) if mounted else None
    with started_by_script(folder, plain, secret, certificates):
        wait_until(lambda: answers(secret if mounted else plain), "nginx answers")
        assert answers(secret) is mounted
        asked = HTTPConnection("localhost", plain, timeout=20)
        asked.request("GET", "/nginx-health")
        assert asked.getresponse().status == 204
        if mounted:
            assert STRICT in headers(secret, "/nginx-health", trusting)


def ask(port: int, method: str, path: str, told: dict) -> tuple[HTTPResponse, bytes]:
    """Send the door a request without its body; give the answer and what it says."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.putrequest(method, path)
    for name, value in told.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    return answer, answer.read()


def say(port: int, said: bytes) -> tuple[HTTPResponse, bytes]:
    """Send the door bytes as they are; give the answer and what it says."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(said)
        answer = HTTPResponse(line)
        answer.begin()
        return answer, answer.read()


def flood(port: int, requests: int) -> list[tuple[int, HTTPMessage, bytes]]:
    """Ask without waiting for answers; give each one's status, headers and body.

    The door takes a hundred a second: who asked one after the other on a slow machine was no flood.
    """
    asked, found = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", []
    while len(found) < requests:
        with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
            line.sendall(asked * AT_ONCE)
            answers_told = line.makefile("rb")
            for _ in range(AT_ONCE):
                status = int(answers_told.readline().split()[1])
                said = parse_headers(answers_told)
                found.append((status, said, answers_told.read(int(said["Content-Length"]))))
    return found
