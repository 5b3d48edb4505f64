"""The network in the browser: what a page needs to compute with it while the pen draws."""

from components.state.network_files import shipped_address
from components.state.session import Session
from components.ui.lesson_text import COMMON
from components.ui.wire_format import BrowserNetwork
from models.nn.flatten import KERAS_ORDER

# Controls of the page, which the browser finds by their labels.
PREPARE_CONTROL, ORDER_CONTROL = "prepare", "read order"


def browser_network(session: Session) -> BrowserNetwork | None:
    """Return the network that the learner sees for their browser; None where it is too large."""
    network = session.network
    address = network.own_address() if network.use_own and network.own_layers else shipped_address()
    if address is None:
        return None
    return _reading(session, address, prepare=network.prepare, read_order=network.read_order)


def lesson_network(session: Session) -> BrowserNetwork:
    """Return the lesson's own network, which reads a prepared drawing row by row.

    So it does whatever the learner chose where the network can be chosen.
    """
    return _reading(session, shipped_address(), prepare=True, read_order=KERAS_ORDER)


def _reading(session: Session, address: str, *, prepare: bool, read_order: str) -> BrowserNetwork:
    return {
        "network": address,
        "prepare": prepare,
        "read_order": read_order,
        "prepare_control": COMMON.label(PREPARE_CONTROL),
        "order_control": COMMON.label(ORDER_CONTROL),
        "picture": session.drawing.checksum,
    }
