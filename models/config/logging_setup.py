"""Logging setup for all processes: one line per event, personal data redacted.

Dask's own processes run it where their configuration names it as a ``preload``.
"""

import json
import logging
import re
import sys
import time
import traceback
from typing import Any

from models.config import settings

MAX_CHARACTERS = 300  # of an event
OWN_LOGGERS = ("models", "server", "unrolled")  # logged from INFO on
DASK_LOGGERS = (
    "distributed",
    "tornado",
    "bokeh",
)  # some of these have handlers of their own
# Personal data: addresses, and the long identifiers of sessions, runs and drawings.
PRIVATE = re.compile(
    r"\b\d{1,3}(?:\.\d{1,3}){3}\b(?::\d+)?"
    r"|(?<![\w:])(?:[0-9a-fA-F]{1,4}:){1,7}(?::[0-9a-fA-F]{1,4}){1,7}"
    r"|(?<![\w:])(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}"
    r"|\b(?=[\w+=-]*\d)(?=[\w+=-]*[A-Za-z])[\w+=-]{20,}"
)

UNREDACTED = {"as_it_is": True}  # an event's ``extra``, where it contains no personal data


def redact(text: str) -> str:
    """Replace addresses and identifiers with an ellipsis.

    >>> redact("Session 6f9619ff-8b86-4d01-b42d-00cf4fc964ff of 10.1.2.3:5061 is gone")
    'Session … of … is gone'
    """
    return PRIVATE.sub("…", text)


def _message(record: logging.LogRecord) -> str:
    message = record.getMessage()
    return message if getattr(record, "as_it_is", False) else redact(message)


class Plain(logging.Formatter):
    """Formats an event as a readable line."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        """Return the event's first line, redacted."""
        record.message = _message(record)
        return super().formatMessage(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802
        """Return the traceback, redacted."""
        return redact(super().formatException(ei))


class Json(logging.Formatter):
    """Formats an event as a line of JSON, for log collectors."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the event as JSON."""
        when = time.gmtime(record.created)
        event: dict[str, object] = {
            "time": f"{time.strftime('%Y-%m-%dT%H:%M:%S', when)}.{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "source": record.name,
            "event": _message(record)[:MAX_CHARACTERS],
        }
        if record.exc_info and (error := record.exc_info[1]) is not None:
            frames = traceback.extract_tb(error.__traceback__)
            event["problem"] = type(error).__name__
            event["says"] = redact(str(error))[:MAX_CHARACTERS]
            event["places"] = [f"{each.filename}:{each.lineno} {each.name}" for each in frames]
        return json.dumps(event, ensure_ascii=False)


def configure(form: str) -> None:
    """Configure logging to stderr in this process.

    Args:
        form: plain or json.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Json() if form == "json" else Plain())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.captureWarnings(True)
    for name in OWN_LOGGERS:
        logging.getLogger(name).setLevel(logging.INFO)
    for name in [*DASK_LOGGERS, *logging.root.manager.loggerDict]:
        if name.partition(".")[0] in DASK_LOGGERS:
            logger = logging.getLogger(name)
            propagate_to_root(logger)
            logger.setLevel(max(logger.level, logging.WARNING))


def propagate_to_root(logger: logging.Logger) -> None:
    """Remove a logger's own handlers and let it propagate to ours."""
    logger.handlers.clear()
    logger.propagate = True


def dask_setup(_server: object) -> None:
    """Configure a process that Dask started; called by Dask."""
    configure(settings.read().log)
