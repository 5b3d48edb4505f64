"""A learner without a browser: speaks Streamlit's websocket protocol, as of 1.67."""

import asyncio
import json
import time
from dataclasses import dataclass, field
from types import TracebackType

import streamlit
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

VERSION = "1.67"  # the protocol is Streamlit's own affair and may change with every version
PATIENCE = 120.0  # seconds

assert streamlit.__version__.startswith(VERSION), f"written for Streamlit {VERSION}"


@dataclass
class Learner:
    """One session on one page.

    ``texts`` and ``buttons`` hold what the page shows now, by its place; ``fragment`` is the
    part of it with the most elements, which ticks; ``interval`` how often it asks for that.
    """

    url: str
    page: str
    query: str = "scene=40"  # of its address: the whole page of a lesson told in scenes
    texts: dict[tuple[int, ...], str] = field(default_factory=dict)
    buttons: dict[str, str] = field(default_factory=dict)
    ticking: str = ""
    interval: float = 0.0
    elements: dict[str, int] = field(default_factory=dict)
    components: dict[str, str] = field(default_factory=dict)  # our widgets' ids, by folder
    fragments: dict[str, str] = field(default_factory=dict)  # that they stand in
    data: dict[str, dict] = field(default_factory=dict)  # what they were sent last, by folder
    script: str = ""  # the page's, as Streamlit names it
    messages: int = 0  # that came, and their bytes
    bytes: int = 0
    _socket: ClientConnection | None = None

    async def __aenter__(self) -> "Learner":
        address = self.url.replace("http", "ws", 1) + "/_stcore/stream"
        self._socket = await connect(
            address, subprotocols=["streamlit"], origin=self.url, max_size=None, open_timeout=60
        )
        await self.run()
        return self

    async def __aexit__(
        self, kind: type | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._socket.close()

    @property
    def fragment(self) -> str:
        """The part of the page that ticks, or would."""
        return self.ticking or max(self.elements, key=self.elements.get, default="")

    def says(self, words: str) -> bool:
        """Whether the page shows some words."""
        return any(words in text for text in self.texts.values())

    async def run(
        self, fragment: str = "", pressed: str = "", component: str = "", value: str = ""
    ) -> float:
        """Have the page, or a part of it, run once.

        Args:
            fragment: the part; "" is the whole page.
            pressed: a button's label.
            component: one of our widgets, by its folder, that reports something; as in a browser
                the fragment that it stands in runs.
            value: what it reports, as JSON.

        Returns:
            Seconds until all of it was here.
        """
        ticks = bool(fragment)
        if component:
            fragment = self.fragments[component]
        state = ClientState(
            page_name=self.page,
            page_script_hash=self.script,
            fragment_id=fragment,
            query_string=self.query,
        )
        state.is_auto_rerun = ticks
        if pressed:
            state.widget_states.widgets.add(id=self.buttons[pressed], trigger_value=True)
        if component:
            state.widget_states.widgets.add(id=self.components[component], json_value=value)
        began = time.perf_counter()
        await self._socket.send(BackMsg(rerun_script=state).SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while not self._take(await self._socket.recv()):
                pass
        return time.perf_counter() - began

    def _take(self, sent: bytes) -> bool:
        """Take a message in; whether it was a run's last."""
        self.messages += 1
        self.bytes += len(sent)
        message = ForwardMsg.FromString(sent)
        kind = message.WhichOneof("type")
        if kind == "delta":
            self._see(tuple(message.metadata.delta_path), message.delta)
        elif kind == "auto_rerun":
            self.ticking, self.interval = (
                message.auto_rerun.fragment_id,
                message.auto_rerun.interval,
            )
        elif kind == "navigation":
            self.script = message.navigation.page_script_hash
        elif kind == "new_session" and not message.metadata.run.fragment_ids:
            self.texts.clear()
            self.buttons.clear()
            self.elements.clear()
            self.ticking, self.interval = "", 0.0
        rerun = ForwardMsg.FINISHED_EARLY_FOR_RERUN  # another run follows by itself
        return kind == "script_finished" and message.script_finished != rerun

    def _see(self, place: tuple[int, ...], delta) -> None:
        if delta.fragment_id:
            self.elements[delta.fragment_id] = self.elements.get(delta.fragment_id, 0) + 1
        element = delta.new_element
        kind = element.WhichOneof("type")
        self.texts.pop(place, None)
        if kind == "button":
            self.buttons[element.button.label] = element.button.id
        elif kind == "markdown":
            self.texts[place] = element.markdown.body
        elif kind == "alert":
            self.texts[place] = element.alert.body
        elif kind == "progress":
            self.texts[place] = element.progress.text
        elif kind == "bidi_component":
            component = element.bidi_component
            name = component.component_name.removeprefix("unrolled_")
            self.components[name] = component.id
            self.fragments[name] = delta.fragment_id
            if text := component.json or component.mixed.json:
                self.data[name] = json.loads(text)
