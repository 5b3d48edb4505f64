"""Error responses: one plain sentence, and no implementation details."""

from starlette.types import Scope, Send

SENTENCES = {
    400: "This is not a request the lesson understands.",
    403: "This is not allowed from here; please open the lesson's page again.",
    404: "There is nothing at this address.",
    405: "This address does not take such requests.",
    413: "This is larger than the lesson takes.",
    414: "This address is longer than the lesson's links ever are.",
    416: "The file has no such part.",
    429: "That was too much at once; please wait a moment.",
    500: "Something went wrong on our side.",
    503: "The lesson cannot answer just now; please try again in a moment.",
}
DEFAULT_SENTENCE = "This did not work."
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
