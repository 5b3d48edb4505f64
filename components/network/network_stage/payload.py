"""What the browser gets of the network for a scene."""

from typing import Literal, TypedDict

from components.ui.wire_format import BrowserNetwork, PackedNumbers

SceneName = Literal["whole", "hidden", "logits", "exp", "largest", "certainty", "order", "solved"]


class Reading(TypedDict):
    """An image's way through the network, exact, before the browser can compute it."""

    input: PackedNumbers  # (rows * columns,)
    hidden: PackedNumbers  # (units,)
    logits: list[float]
    probabilities: list[float]


class Moved(TypedDict):
    """The image moved to the right, and what its pixels add to one logit less another."""

    by: int  # pixels
    control: str  # the label of the page's slider for it
    reading: Reading
    one: int  # the classes that are compared
    other: int
    before: PackedNumbers  # (rows * columns,): of the image where it was
    after: PackedNumbers


class OrderTest(TypedDict):
    """Test images read in two orders, and the accuracy of all 10,000."""

    images: str  # base64, a byte a pixel
    labels: list[int]
    by_row: list[int]  # the predictions
    by_column: list[int]
    right: float  # the accuracy, from 0 to 1
    wrong: float


class Payload(TypedDict):
    """A scene of the network, and the numbers that it shows."""

    scene: SceneName
    open: bool  # whether the answer to the scene's question may be seen
    has_pad: bool  # whether there is a pad beside it, which it follows
    is_example: bool  # whether nothing was drawn, and an example is shown instead
    columns: int  # of the image
    classes: list[str]
    words: dict[str, str]
    picture: Reading
    moved: Moved | None
    tests: OrderTest | None
    network: BrowserNetwork
