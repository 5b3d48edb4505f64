"""The page to print or to save as an image: the digit, the network, the figures and the date."""

from components.challenge.result_sheet.payload import Payload
from components.ui.widget_bridge import widget


def result_sheet(data: Payload) -> None:
    """Show the page, and let the learner print it or save it."""
    widget("result_sheet")(key="result_page", data=data)
