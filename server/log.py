"""Log: as in the lesson's other processes, and Streamlit's and uvicorn's events with the rest."""

import logging

import streamlit.logger

from models.config import logging_setup


def begin(form: str) -> None:
    """Have everything that happens here written to the error output.

    Args:
        form: plain or json.
    """
    logging_setup.begin(form)
    streamlit.logger.setup_formatter = _join
    streamlit.logger.init_uvicorn_logs()
    for logger in streamlit.logger._loggers.values():
        _join(logger)


def _join(logger: logging.Logger) -> None:
    """Let one of Streamlit's loggers, each of which has a handler of its own, use ours."""
    logging_setup.join(logger)
    if logger.name.startswith("uvicorn"):  # which has a line for every page that opens
        logger.setLevel(logging.WARNING)
