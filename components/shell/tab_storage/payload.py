"""What the browser gets to store of the session."""

from typing import TypedDict


class Payload(TypedDict):
    """What outlives a reload."""

    id: str  # of the session
    stored: str  # answers and runs, as JSON
    isRestored: bool  # whether the session has what the tab stored before
    retries: int
    session: str  # Streamlit's id
