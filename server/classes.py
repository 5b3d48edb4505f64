"""Classes: tells the open pages of a class what everybody in it may know.

However many pages ask, the database is asked once in `FRESH_SECONDS`. A code that is none counts
as a guess; an address that has no guess left waits, whether its next code is right or not. In a
day it has 30 + 24 * 3600 / 30 = 2,910 guesses; of 25 ** 6 = 244 million codes, a hundred classes
make one guess in 2.4 million right: an address that tries all day finds one in 840 days.
"""

import asyncio
import time
from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from models.classes.codes import LENGTH, read_code
from models.classes.seats import ClassState
from models.texts import LearnerError, sentence
from server.error_response import PLAIN_TEXT, error_sentence, for_reader
from server.rate_limit import MAX_ADDRESSES, TokenBucket
from server.request_info import client_address

FOLDER = "class"
FRESH_SECONDS = 0.5  # what was read stays true for so long
MAX_CLASSES = 1_000  # whose state is remembered
GUESSES = 30  # wrong codes of an address, perhaps a whole school's, at once
SECONDS_A_GUESS = 30.0  # until it has another
STATUSES = {"class unknown": 404, "class unavailable": 503}
HEADERS = {"cache-control": "no-cache"}


class Guesses:
    """Wrong codes and keys, counted by address, in memory alone."""

    def __init__(self) -> None:
        """Begin with no guesses."""
        self._buckets: OrderedDict[str, TokenBucket] = OrderedDict()

    def take(self, address: str) -> float:
        """Take a guess, before it is known whether it is right: many may be made at once.

        Returns:
            0 if there was one, else the seconds until the address has another.
        """
        bucket = self._buckets.pop(address, None) or TokenBucket(1 / SECONDS_A_GUESS, GUESSES)
        self._buckets[address] = bucket
        if len(self._buckets) > MAX_ADDRESSES:
            self._buckets.popitem(last=False)
        return bucket.take()

    def give_back(self, address: str) -> None:
        """Give a guess back that was right, or could not be looked up."""
        if bucket := self._buckets.get(address):
            bucket.tokens = min(bucket.capacity, bucket.tokens + 1)


class States:
    """What is known of classes for a moment, so that many pages that ask cost one reading."""

    def __init__(self, read_state: Callable[[str], ClassState]) -> None:
        """Know nothing yet.

        Args:
            read_state: returns a class's state, or raises a LearnerError; it may wait.
        """
        self._read = read_state
        self._known: OrderedDict[str, tuple[float, asyncio.Future[ClassState]]] = OrderedDict()

    async def of(self, code: str) -> ClassState:
        """Return a class's state, at most `FRESH_SECONDS` old.

        Raises:
            LearnerError: there is no such class, or its database is away.
        """
        at, found = self._known.pop(code, (0.0, None))
        now = time.monotonic()
        if found is None or now - at > FRESH_SECONDS:
            at, found = now, asyncio.ensure_future(asyncio.to_thread(self._read, code))
        self._known[code] = (at, found)
        if len(self._known) > MAX_CLASSES:
            self._known.popitem(last=False)
        # Whoever goes away while they wait takes the reading from nobody else.
        return await asyncio.shield(found)


def route(read_state: Callable[[str], ClassState], guesses: Guesses) -> Route:
    """Return the route ``/class/<code>/state``, which answers in JSON.

    Args:
        read_state: returns a class's state, or raises a LearnerError; it may wait.
        guesses: of all addresses.
    """
    states = States(read_state)
    # A class behind one address asks for one code at the same moment: that is one guess.
    asking: Counter[tuple[str, str]] = Counter()

    async def guess(address: str, code: str) -> ClassState:
        is_right = True
        asking[address, code] += 1
        try:
            return await states.of(code)
        except LearnerError as error:
            is_right = error.key != "class unknown"
            raise
        finally:
            asking[address, code] -= 1
            if not asking[address, code]:
                del asking[address, code]
                if is_right:
                    guesses.give_back(address)

    async def state(request: Request) -> Response:
        address, code = client_address(request.scope), read_code(request.path_params["code"])
        is_new = not asking[address, code]
        if is_new and (wait := guesses.take(address)):
            return _refusal(request, 429, {"retry-after": str(int(wait) + 1)})
        try:
            if len(code) != LENGTH:
                raise LearnerError("class unknown")
            found = await guess(address, code)
        except LearnerError as error:
            return _refusal(request, STATUSES[error.key], {}, error)
        tag = f'"{found.version}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=HEADERS | {"etag": tag})
        return JSONResponse(asdict(found), headers=HEADERS | {"etag": tag})

    return Route(f"/{FOLDER}/{{code}}/state", state, methods=["GET"])


def _refusal(
    request: Request, status: int, headers: dict[str, str], error: LearnerError | None = None
) -> Response:
    text = error_sentence(status) if error is None else sentence(error.key, **error.gaps)
    plain = {name.decode(): value.decode() for name, value in PLAIN_TEXT}
    return Response(for_reader(text, request.scope), status, headers=plain | headers)
