"""Speaks to a real server as a browser does, or as no browser would."""

import http.client
import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from tests.browser.server import Server

PATIENCE = 60.0  # seconds; never reached where things work
_addresses = count(1)


@dataclass(frozen=True)
class Answer:
    """What a request got."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def elsewhere() -> dict[str, str]:
    """Headers that make a request another client's, as a proxy that is believed writes them."""
    number = next(_addresses)
    return {"X-Forwarded-For": f"10.7.{number >> 8}.{number & 255}"}


def ask(
    server: Server,
    path: str,
    method: str = "GET",
    headers: dict[str, str] | None = None,
    body: bytes | None = None,
) -> Answer:
    """Send one request, exactly as it is given."""
    where = urlsplit(server.url)
    connection = http.client.HTTPConnection(where.hostname, where.port, timeout=PATIENCE)
    try:
        connection.putrequest(method, path, skip_host="Host" in (headers or {}))
        sent = elsewhere() | (headers or {})
        if body is not None and "Transfer-Encoding" not in sent:
            sent = {"Content-Length": str(len(body))} | sent
        for name, value in sent.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        got = connection.getresponse()
        named = {name.lower(): value for name, value in got.getheaders()}
        return Answer(got.status, named, got.read())
    finally:
        connection.close()


def say_raw(server: Server, said: bytes) -> bytes:
    """Send bytes that may be no request at all, and take what comes back."""
    where = urlsplit(server.url)
    with socket.create_connection((where.hostname, where.port), timeout=PATIENCE) as line:
        line.sendall(said)
        line.shutdown(socket.SHUT_WR)
        found = b""
        while part := line.recv(65536):
            found += part
        return found


@contextmanager
def page(
    server: Server, protocols: tuple[str, ...] = (), **headers: str
) -> Iterator[ClientConnection]:
    """Open a page's websocket."""
    with connect(
        f"{server.url.replace('http', 'ws', 1)}/_stcore/stream",
        subprotocols=protocols or None,
        additional_headers=elsewhere() | {key.replace("_", "-"): v for key, v in headers.items()},
        max_size=None,
        open_timeout=PATIENCE,
        close_timeout=2,
    ) as line:
        yield line


@contextmanager
def pages(server: Server, count: int) -> Iterator[None]:
    """Open so many pages at once."""
    with ExitStack() as opened:
        for _ in range(count):
            opened.enter_context(page(server))
        yield


def say_until_closed(line: ClientConnection, said: bytes) -> None:
    """Take in what a page is told until its websocket is closed for what it says: an error."""
    line.send(said)
    while True:
        line.recv(timeout=PATIENCE)


def run(**state: object) -> bytes:
    """The message that has a page's script run."""
    message = BackMsg()
    message.rerun_script.SetInParent()
    for name, value in state.items():
        setattr(message.rerun_script, name, value)
    return message.SerializeToString()


def told(line: ClientConnection) -> list[ForwardMsg]:
    """Everything a page is told until its script has come to its end."""
    found = []
    while not found or found[-1].WhichOneof("type") != "script_finished":
        found.append(ForwardMsg.FromString(line.recv(timeout=PATIENCE)))
    return found


def session_of(said: list[ForwardMsg]) -> str:
    """Which session a page's first script was told it is."""
    (begun,) = (each for each in said if each.WhichOneof("type") == "new_session")
    return begun.new_session.initialize.session_id


def upload(server: Server, session: str, file: str, size: int, **headers: str) -> Answer:
    """Send a picture file of so many bytes, as a page does."""
    path, sent, body = _upload(server, session, file, size)
    return ask(server, path, "PUT", sent | headers, body)


@contextmanager
def half_an_upload(
    server: Server, session: str, size: int = 100_000
) -> Iterator[tuple[socket.socket, bytes]]:
    """Send the first half of a picture file; give its line, and the half that is left."""
    where = urlsplit(server.url)
    path, sent, body = _upload(server, session, "half", size)
    sent |= {"Host": where.netloc, "Content-Length": str(len(body))}
    lines = [f"PUT {path} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items()), "", ""]
    with socket.create_connection((where.hostname, where.port), timeout=PATIENCE) as line:
        half = len(body) // 2
        line.sendall("\r\n".join(lines).encode() + body[:half])
        yield line, body[half:]


def heard(line: socket.socket) -> Answer:
    """Wait for the answer to what was sent over a line."""
    got = http.client.HTTPResponse(line)
    got.begin()
    return Answer(got.status, {name.lower(): said for name, said in got.getheaders()}, got.read())


def _upload(
    server: Server, session: str, file: str, size: int
) -> tuple[str, dict[str, str], bytes]:
    token = ask(server, "/_stcore/health").headers["set-cookie"]
    token = re.search(r"_streamlit_xsrf=([^;]+)", token)[1]
    line = "--------------a"
    body = (
        (
            f'--{line}\r\nContent-Disposition: form-data; name="f"; filename="f.png"\r\n'
            f"Content-Type: image/png\r\n\r\n"
        ).encode()
        + bytes(size)
        + f"\r\n--{line}--\r\n".encode()
    )
    sent = {
        "Content-Type": f"multipart/form-data; boundary={line}",
        "Cookie": f"_streamlit_xsrf={token}",
        "X-Xsrftoken": token,
        "Origin": server.url,
    }
    return f"/_stcore/upload_file/{session}/{file}", sent, body


def works(server: Server) -> None:
    """A newcomer sees the lesson, whatever others did."""
    with page(server) as line:
        line.send(run(page_name="glossary"))
        said = b"".join(each.SerializeToString() for each in told(line))
    assert b"Glossary" in said
