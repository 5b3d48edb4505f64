"""Compression of websockets: a page's messages are decompressed one by one, as it takes them."""

from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from server.streamlit_internals import widen_compression

CHUNK_BYTES = 1024  # parsed at once; decompressed, they may be a thousand times as many


class IncrementalProtocol(WebSocketsSansIOProtocol):
    """Uvicorn's protocol, fed with small chunks.

    Uvicorn's own stops reading after a message, but first decompresses all that came with it.
    That may be a quarter of a megabyte: a hundred compressed messages, each of the largest size.
    Here the rest stays compressed.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.unread = bytearray()
        if self.config.ws_per_message_deflate:
            widen_compression(self.conn)

    def data_received(self, data: bytes) -> None:
        """Buffer what comes, and parse it as far as the page takes messages."""
        self.unread += data
        self._feed()

    async def receive(self) -> Any:
        """Return the page's next message."""
        message = await super().receive()
        self._feed()
        return message

    async def send(self, message: Any) -> None:
        """Send a message of the page's; after a close, what comes is parsed and dropped."""
        await super().send(message)
        self._feed()

    def _feed(self) -> None:
        while self.unread and not self.read_paused and not self.transport.is_closing():
            chunk = bytes(self.unread[:CHUNK_BYTES])
            del self.unread[:CHUNK_BYTES]
            super().data_received(chunk)
