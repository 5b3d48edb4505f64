"""Error responses: one plain sentence, and no implementation details."""

from starlette.types import Scope, Send

from models.languages import in_language
from models.texts import Sentence, sentence
from server.request_info import reader_language

STATUSES = (400, 403, 404, 405, 413, 414, 416, 429, 500, 503)  # that have a sentence of their own
PLAIN_TEXT = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
HAS_SENTENCE = "unrolled.has_sentence"  # marks the first message of an error response of ours


def error_sentence(status: int) -> Sentence:
    """Return what an error response with this status tells."""
    return sentence(f"status {status}") if status in STATUSES else sentence("status")


def for_reader(text: Sentence, scope: Scope) -> bytes:
    """Return a sentence in the language of whoever sent a request."""
    with in_language(reader_language(scope)):
        return str(text).encode()


async def send_error(
    scope: Scope,
    send: Send,
    status: int,
    body: bytes | Sentence | None = None,
    headers: list[tuple[bytes, bytes]] | None = None,
) -> None:
    """Answer an HTTP request, or a websocket's handshake, with an error.

    Args:
        scope: of the request.
        send: to the client.
        status: 400 or above.
        body: where it is not the status's sentence: another one, or a page.
        headers: where the body is not plain text.
    """
    kind = "websocket.http.response" if scope["type"] == "websocket" else "http.response"
    body = error_sentence(status) if body is None else body
    body = for_reader(body, scope) if isinstance(body, Sentence) else body
    sized = [*(headers or PLAIN_TEXT), (b"content-length", str(len(body)).encode())]
    start = {"type": f"{kind}.start", "status": status, "headers": sized, HAS_SENTENCE: True}
    await send(start)
    sent = b"" if scope.get("method") == "HEAD" else body
    await send({"type": f"{kind}.body", "body": sent})
