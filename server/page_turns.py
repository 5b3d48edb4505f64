"""Page turns: what a browser still sends for a page that was left goes to the page it turned to.

A browser goes on sending for the page it shows until the next one begins: a training's tick, or a
stroke's end. Streamlit would run that page once more, for a moment, and its front end would put the
parts of one page into another's place, which takes everything off the screen for good.
"""

from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState


@dataclass
class Turns:
    """Which page a browser has turned to, and which ones it may still be sending for.

    Turned from page to page faster than they are shown, it shows each of them for a moment, and
    sends for it then, however long ago it turned on.
    """

    page: str = ""  # the hash of the page's script; empty until the browser has heard it
    query: str = ""  # the link it turned there with
    here: set[str] = field(default_factory=set)  # widgets its last message named
    left: dict[str, set[str]] = field(default_factory=dict)  # widgets of other pages alone, by page

    def takes(self, asked: ClientState) -> bool:
        """Have a message ask for the page that its browser has turned to.

        Args:
            asked: changed in place.

        Returns:
            Whether it is to be passed on: a tick of a page that was left is not.
        """
        page, widgets = asked.page_script_hash, {each.id for each in asked.widget_states.widgets}
        if not page or not self.page or page == self.page:
            self.page, self.here = page, widgets
            return True
        if not (asked.fragment_id or asked.is_auto_rerun or widgets & self.left.get(page, set())):
            # It turns: such a message names none of the widgets that are on one page only.
            self.left[self.page] = self.here - widgets
            self.page, self.query, self.here = page, asked.query_string, widgets
            return True
        if asked.is_auto_rerun:
            return False
        asked.fragment_id = ""
        asked.page_script_hash, asked.query_string = self.page, self.query
        return True


class PageTurns:
    """Stands between each websocket and Streamlit; what comes here can be read already."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        turns = Turns()

        async def heard() -> Message:
            while True:
                message = await receive()
                frame = message.get("bytes")
                if message["type"] != "websocket.receive" or frame is None:
                    return message
                said = BackMsg.FromString(frame)
                if not said.HasField("rerun_script"):
                    return message
                if turns.takes(said.rerun_script):
                    return {**message, "bytes": said.SerializeToString()}

        await self.app(scope, heard, send)
