"""Log: one event, one line, and nothing in it about anybody; in every process of the lesson.

Dask's own processes begin with it where their configuration names it as a ``preload``.
"""

import json
import logging
import re
import sys
import time
import traceback

from models.config import settings

LONGEST = 300  # letters of an event
OURS = ("models", "server", "unrolled")  # whose events are worth a line when all is well
DASKS = ("distributed", "tornado", "bokeh")  # some of these families have handlers of their own
# What a learner sent, or what tells who they are: addresses, and the long words that name
# sessions, runs and drawings.
PRIVATE = re.compile(
    r"\b\d{1,3}(?:\.\d{1,3}){3}\b(?::\d+)?"
    r"|(?<![\w:])(?:[0-9a-fA-F]{1,4}:){1,7}(?::[0-9a-fA-F]{1,4}){1,7}"
    r"|(?<![\w:])(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}"
    r"|\b(?=[\w+=-]*\d)(?=[\w+=-]*[A-Za-z])[\w+=-]{20,}"
)

AS_IT_IS = {"as_it_is": True}  # an event's ``extra``, where what it names is no secret


def discreet(text: str) -> str:
    """Leave out what nobody needs to know.

    >>> discreet("Session 6f9619ff-8b86-4d01-b42d-00cf4fc964ff of 10.1.2.3:5061 is gone")
    'Session … of … is gone'
    """
    return PRIVATE.sub("…", text)


def _said(record: logging.LogRecord) -> str:
    said = record.getMessage()
    return said if getattr(record, "as_it_is", False) else discreet(said)


class Plain(logging.Formatter):
    """A line to read."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        """Write the event's first line."""
        record.message = _said(record)
        return super().formatMessage(record)

    def formatException(self, problem: tuple) -> str:  # noqa: N802
        """Write where it went wrong."""
        return discreet(super().formatException(problem))


class Json(logging.Formatter):
    """A line of JSON, for programs that collect them."""

    def format(self, record: logging.LogRecord) -> str:
        """Write an event."""
        when = time.gmtime(record.created)
        event = {
            "time": f"{time.strftime('%Y-%m-%dT%H:%M:%S', when)}.{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "source": record.name,
            "event": _said(record)[:LONGEST],
        }
        if record.exc_info and (problem := record.exc_info[1]) is not None:
            places = traceback.extract_tb(problem.__traceback__)
            event["problem"] = type(problem).__name__
            event["says"] = discreet(str(problem))[:LONGEST]
            event["places"] = [f"{each.filename}:{each.lineno} {each.name}" for each in places]
        return json.dumps(event, ensure_ascii=False)


def begin(form: str) -> None:
    """Have everything that happens here written to the error output.

    Args:
        form: plain or json.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Json() if form == "json" else Plain())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.captureWarnings(True)
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)
    for name in [*DASKS, *logging.root.manager.loggerDict]:
        if name.partition(".")[0] in DASKS:
            logger = logging.getLogger(name)
            join(logger)
            logger.setLevel(max(logger.level, logging.WARNING))


def join(logger: logging.Logger) -> None:
    """Let a logger that has a handler of its own use ours."""
    logger.handlers.clear()
    logger.propagate = True


def dask_setup(_server: object) -> None:
    """Begin in a process that Dask started; it calls this."""
    begin(settings.read().log)
