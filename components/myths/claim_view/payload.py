"""The payload of a claim's experiment."""

from typing import Literal, TypedDict


class Payload(TypedDict):
    """The program that tests a claim, and what came of it."""

    code: str
    verdict: Literal["", "true", "false"]  # "" while it is not known, or not to be seen
    text: str  # what Keras found, or what it waits for
    words: dict[str, str]
