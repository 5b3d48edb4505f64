"""What the browser gets of the network's answer."""

from typing import TypedDict

from components.ui.wire_format import BrowserNetwork


class Payload(TypedDict):
    """The prediction in a sentence, and what the browser needs to write the next one itself."""

    text: str
    classes: list[str]
    network: BrowserNetwork | None  # None where Python alone computes
    words: dict[str, str]
