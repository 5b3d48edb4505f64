"""Logging of the web process: as in the other processes, Streamlit's and uvicorn's events too."""

import logging

from models.config import logging_setup
from server.streamlit_internals import set_up_loggers


def configure(form: str) -> None:
    """Write the log of this process to its error output.

    Args:
        form: plain or json.
    """
    logging_setup.configure(form)
    set_up_loggers(_join)


def _join(logger: logging.Logger) -> None:
    """Replace the handler that each of Streamlit's loggers has by ours."""
    logging_setup.propagate_to_root(logger)
    if logger.name.startswith("uvicorn"):  # which has a line for every page that opens
        logger.setLevel(logging.WARNING)
