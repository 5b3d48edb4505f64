"""Reading: of what a websocket sends, a message is unpacked in its turn and none before."""

from starlette.types import Message
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

MOST = 1024  # bytes that are looked at together; unpacked, they may be a thousand times as many


class Reading(WebSocketsSansIOProtocol):
    """Uvicorn's own, which reads no further after a message, but unpacks all that came with it.

    That may be a quarter of a megabyte: a hundred packed messages, each as large as one may be.
    Here the rest is kept as it came.
    """

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)
        self.rest = bytearray()

    def data_received(self, data: bytes) -> None:
        """Take in what comes."""
        self.rest += data
        self._read_on()

    async def receive(self) -> Message:
        """Hand the next message to the page."""
        message = await super().receive()
        self._read_on()
        return message

    async def send(self, message: Message) -> None:
        """Send what the page says; once that is the end, what comes is read and dropped."""
        await super().send(message)
        self._read_on()

    def _read_on(self) -> None:
        while self.rest and not self.read_paused and not self.transport.is_closing():
            part = bytes(self.rest[:MOST])
            del self.rest[:MOST]
            super().data_received(part)
