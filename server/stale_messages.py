"""Stale messages: what a browser sends for a page that it has left goes to its current page.

A browser goes on sending for the page it shows until the next one starts: a training's tick, or a
stroke's end. Streamlit would run that page once more, and its front end would put elements of one
page into another's positions, which leaves the screen empty for good.
"""

from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState


@dataclass
class Navigation:
    """The page that a browser navigated to last, and those that it may still be sending for.

    Navigating faster than pages are shown, a browser shows each of them for a moment, and sends
    for it then, however long ago it went on.
    """

    page: str = ""  # the hash of the page's script; empty until the browser knows it
    query: str = ""  # of the link that led there
    widgets: set[str] = field(default_factory=set)  # ids of widgets in its last message
    widgets_by_page: dict[str, set[str]] = field(
        default_factory=dict
    )  # ids that only that page has, by page

    def accept(self, state: ClientState) -> bool:
        """Redirect a message to the current page.

        Args:
            state: of the message; changed in place.

        Returns:
            Whether to pass it on: a tick of a page that was left is dropped.
        """
        page, named = state.page_script_hash, {each.id for each in state.widget_states.widgets}
        if not page or not self.page or page == self.page:
            self.page, self.widgets = page, named
            return True
        if not (
            state.fragment_id
            or state.is_auto_rerun
            or named & self.widgets_by_page.get(page, set())
        ):
            # It navigates: such a message names no widget that only the page it leaves has.
            self.widgets_by_page[self.page] = self.widgets - named
            self.page, self.query, self.widgets = page, state.query_string, named
            return True
        if state.is_auto_rerun:
            return False
        state.fragment_id = ""
        state.page_script_hash, state.query_string = self.page, self.query
        return True


class StaleMessageFilter:
    """Middleware between each websocket and Streamlit, behind the message filter."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        navigation = Navigation()

        async def receive_current() -> Message:
            while True:
                message = await receive()
                data = message.get("bytes")
                if message["type"] != "websocket.receive" or data is None:
                    return message
                request = BackMsg.FromString(data)
                if not request.HasField("rerun_script"):
                    return message
                if navigation.accept(request.rerun_script):
                    return {**message, "bytes": request.SerializeToString()}

        await self.app(scope, receive_current, send)
