"""What the browser gets to store of the learner's network."""

from typing import TypedDict


class Payload(TypedDict):
    """The network and the run it comes from."""

    id: str
    recalled: bool
    asks: int
    about: str
    run: str
    network: str | None  # None is the one that is stored
