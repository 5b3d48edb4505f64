"""What the browser gets to store of the learner's network."""

from typing import TypedDict


class Payload(TypedDict):
    """The network and the run it comes from."""

    id: str  # of the session
    isRestored: bool  # whether the session has what the tab stored before
    retries: int
    state: str  # what the tab stores beside the network, as JSON
    run: str
    network: str | None  # None is the one that is stored
