"""Error responses: one plain sentence, and no implementation details."""

from starlette.types import Scope, Send

from models.texts import sentence

STATUSES = (400, 403, 404, 405, 413, 414, 416, 429, 500, 503)  # that have a sentence of their own
SENTENCES = {status: sentence(f"status {status}") for status in STATUSES}
DEFAULT_SENTENCE = sentence("status")
PLAIN_TEXT = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
HAS_SENTENCE = "unrolled.has_sentence"  # marks the first message of an error response of ours


def error_sentence(status: int) -> bytes:
    """Return the body of an error response with this status."""
    return SENTENCES.get(status, DEFAULT_SENTENCE).encode()


async def send_error(
    scope: Scope,
    send: Send,
    status: int,
    body: bytes | None = None,
    headers: list[tuple[bytes, bytes]] | None = None,
) -> None:
    """Answer an HTTP request, or a websocket's handshake, with an error.

    Args:
        scope: of the request.
        send: to the client.
        status: 400 or above.
        body: where it is not the status's sentence.
        headers: where the body is not plain text.
    """
    kind = "websocket.http.response" if scope["type"] == "websocket" else "http.response"
    body = error_sentence(status) if body is None else body
    sized = [*(headers or PLAIN_TEXT), (b"content-length", str(len(body)).encode())]
    start = {"type": f"{kind}.start", "status": status, "headers": sized, HAS_SENTENCE: True}
    await send(start)
    sent = b"" if scope.get("method") == "HEAD" else body
    await send({"type": f"{kind}.body", "body": sent})
