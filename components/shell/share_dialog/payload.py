"""What the browser gets of a link to share."""

from typing import NotRequired, TypedDict


class Room(TypedDict):
    """How others reach this server."""

    url: str
    said: str


class Drawn(TypedDict):
    """A link's QR code as svg, or why it has none."""

    of: str
    code: NotRequired[str]
    problem: NotRequired[str]


class Payload(TypedDict):
    """A link, and what is written around it."""

    page: str | None  # None is the address bar's own link, behind a button
    query: str | None  # what stands behind the "?" of another page's link
    room: Room
    coded: bool
    drawn: Drawn | None
    words: dict[str, str]
