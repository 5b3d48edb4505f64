"""Refusal: one sentence, and nothing about how the lesson is made."""

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
OTHERWISE = "This did not work."
PLAIN = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
REFUSED = "unrolled.refused"  # in an answer's first message: it says already what it should


def sentence(status: int) -> bytes:
    """Say what an answer with this status tells whoever asked."""
    return SENTENCES.get(status, OTHERWISE).encode()


async def refuse(
    scope: Scope,
    send: Send,
    status: int,
    body: bytes | None = None,
    headers: list[tuple[bytes, bytes]] | None = None,
) -> None:
    """Answer a request, or the wish to open a websocket, with a refusal.

    Args:
        scope: of the request.
        send: to whoever asked.
        status: 400 or above.
        body: what they read, where it is not the status's sentence.
        headers: where it is not plain text.
    """
    kind = "websocket.http.response" if scope["type"] == "websocket" else "http.response"
    body = sentence(status) if body is None else body
    sized = [*(headers or PLAIN), (b"content-length", str(len(body)).encode())]
    await send({"type": f"{kind}.start", "status": status, "headers": sized, REFUSED: True})
    shown = b"" if scope.get("method") == "HEAD" else body
    await send({"type": f"{kind}.body", "body": shown})


def header(scope: Scope, name: bytes) -> str | None:
    """Read a header of a request; None where it is not there."""
    found = next((value for key, value in scope["headers"] if key == name), None)
    return None if found is None else found.decode("latin-1")
