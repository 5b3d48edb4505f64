"""What the browser gets of a drawing pad."""

from typing import TypedDict


class Payload(TypedDict):
    """The learner's picture in whole levels of ink."""

    side: int
    channels: int
    levels: int  # of full ink
    full: float  # what full ink is shown as
    pixels: str  # base64, a byte a value
    revision: int  # grows when Python changes the picture
    has_finer_original: bool  # whether Python has the same picture in finer pixels
    acknowledged: int  # the number of the last report that came
    compact: bool  # whether it shows only what one needs to draw a digit
    fills: bool  # whether it fills the box it is in, with the tools that a stage needs
    invitation: str  # stands on a blank pad; "" for none
    words: dict[str, str]
