"""Scheduling of page scripts: the pages that request the most wait the longest.

Python runs one script at a time, however many have started: each one more makes the others slower.
So a few run at once, and the others wait at their browser, as their websockets are not read
meanwhile. Which one is next:

- **A page earns credit while idle.** While nothing of it runs or waits, it earns script time, up to
  a few seconds, and its runs spend it. A learner thinks between two clicks and always has credit; a
  page that sends the next request as soon as one is answered never has any. Pages without credit
  run one at a time, and as a rule only while no other page has anything to do.
- **Fair shares by address.** Of several pages, the one whose address used the least script time
  lately comes first, and of one address's pages the one that used the least itself.

A page with credit that requests a run while its script runs may start at once: Streamlit stops what
runs and starts again, which takes no more time than before.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from math import exp

MAX_RUNNING = 3  # scripts at once
MAX_RUNNING_PER_ADDRESS = 2  # so that another address finds room at once
EARN_RATE = 4.0  # seconds of script time per idle second; scripts take longer beside each other
MAX_CREDIT = 3.0  # seconds of script time
MIN_CREDIT = 0.2  # seconds of it that a page needs to count as having credit
DECAY_SECONDS = 10.0  # seconds in which two thirds of the usage are forgotten
NO_CREDIT_INTERVAL = (
    0.5  # seconds in which one page without credit runs, however busy the others are
)
MIN_RUN_COST = 0.05  # seconds of script time that a run spends, however soon it is restarted
START_TIMEOUT = 1.0  # seconds for a run to start that may never do: of a fragment that is gone
RUN_TIMEOUT = 5.0  # seconds for which a run counts; a longer one goes on beside the others
MAX_ADDRESSES = 10_000

CallLater = Callable[[float, Callable[[], None]], object]


@dataclass
class Usage:
    """Script time used lately: an exponentially decaying sum."""

    seconds: float = 0.0
    updated_at: float = 0.0

    def decayed(self, now: float, added: float = 0.0) -> float:
        """Return the seconds at a time, after adding some."""
        self.seconds = self.seconds * exp((self.updated_at - now) / DECAY_SECONDS) + added
        self.updated_at = now
        return self.seconds


@dataclass(eq=False)
class Client:
    """One open page, as the scheduler knows it."""

    address: str
    updated_at: float  # time of the last update, by the scheduler's clock, as all times here
    credit: float = 0.0  # seconds of script time
    usage: Usage = field(default_factory=Usage)
    is_running: bool = False
    without_credit: bool = False  # while it runs: whether it started without
    has_started: bool = False  # while it runs: whether its script has
    run_number: int = 0  # of its last run
    resume: Callable[[], None] | None = None  # while it waits: to call when it may run
    request_number: int = 0  # of its last request
    is_certain: bool = True  # whether a script runs for certain after its last request


class Scheduler:
    """Decides when scripts may run; for use from one event loop."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, call_later: CallLater | None = None
    ) -> None:
        self.clock, self._call_later = clock, call_later
        self.running: set[Client] = set()
        self.waiting: list[Client] = []
        self._usage: OrderedDict[str, Usage] = OrderedDict()  # by address
        self._requests = 0
        self._no_credit_start = float("-inf")

    def join(self, address: str) -> Client:
        """Register a page that is opened."""
        return Client(address, self.clock())

    def leave(self, client: Client) -> None:
        """Remove a page that is closed."""
        self.withdraw(client)
        self.script_finished(client)

    def request_run(
        self, client: Client, resume: Callable[[], None], *, certain: bool = True
    ) -> bool:
        """Request a run.

        Args:
            client: the page, which waits for nothing else.
            resume: called once it may run, where it has to wait.
            certain: whether a script will run for certain.

        Returns:
            Whether it may run at once.
        """
        self._update_credit(client)
        self._requests += 1
        client.request_number, client.is_certain = self._requests, certain
        if client.is_running and client.credit >= MIN_CREDIT:
            self._start(client)
            return True
        self.waiting.append(client)
        allowed = False

        def allow() -> None:
            nonlocal allowed
            allowed = True

        client.resume = allow
        self._start_next()
        if not allowed:
            client.resume = resume
        return allowed

    def withdraw(self, client: Client) -> None:
        """Cancel a request that waits."""
        if client.resume is not None:
            self._update_credit(client)
            self.waiting.remove(client)
            client.resume = None

    def script_started(self, client: Client) -> None:
        """Record that a page's script runs, requested or not."""
        client.has_started = True
        if not client.is_running:
            self._start(client, has_started=True)

    def script_finished(self, client: Client) -> None:
        """Record that a page's script has ended, and start the next one."""
        if client.is_running:
            self._update_credit(client)
            client.is_running = False
            self.running.remove(client)
            self._start_next()

    def _update_credit(self, client: Client) -> None:
        """Add what a page earned or spent since its last update."""
        now = self.clock()
        seconds, client.updated_at = now - client.updated_at, now
        if client.is_running:
            client.credit = max(0.0, client.credit - seconds)
            client.usage.decayed(now, seconds)
            self._usage_of(client.address).decayed(now, seconds)
        elif client.resume is None and client.run_number:  # idle time counts from the first run on
            client.credit = min(MAX_CREDIT, client.credit + EARN_RATE * seconds)

    def _usage_of(self, address: str) -> Usage:
        usage = self._usage.pop(address, None) or Usage(updated_at=self.clock())
        self._usage[address] = usage
        if len(self._usage) > MAX_ADDRESSES:
            self._usage.popitem(last=False)
        return usage

    def _start_next(self) -> None:
        """Start waiting pages, in order of priority, as long as one may."""
        while client := min(
            filter(self._may_start, self.waiting), key=self._priority, default=None
        ):
            resume = client.resume
            self.withdraw(client)
            self._start(client)
            if resume is not None:
                resume()

    def _may_start(self, client: Client) -> bool:
        if client.is_running or len(self.running) >= MAX_RUNNING:
            return False
        if client.credit >= MIN_CREDIT:
            return (
                sum(other.address == client.address for other in self.running)
                < MAX_RUNNING_PER_ADDRESS
            )
        if any(other.without_credit for other in self.running):
            return False
        return not self.running or self.clock() >= self._no_credit_start + NO_CREDIT_INTERVAL

    def _priority(self, client: Client) -> tuple:
        now = self.clock()
        usage = self._usage.get(client.address, Usage())
        # Where pages with credit fill the room for good, one without, as each new page is, would
        # otherwise wait for ever.
        waits = client.credit < MIN_CREDIT and now < self._no_credit_start + NO_CREDIT_INTERVAL
        return (waits, usage.decayed(now), client.usage.decayed(now), client.request_number)

    def _start(self, client: Client, *, has_started: bool = False) -> None:
        self._update_credit(client)
        client.is_running, client.has_started, client.run_number = (
            True,
            has_started,
            client.run_number + 1,
        )
        client.without_credit = client.credit < MIN_CREDIT
        client.credit = max(0.0, client.credit - MIN_RUN_COST)
        if client.without_credit:
            self._no_credit_start = client.updated_at
        self.running.add(client)
        call_later = self._call_later or asyncio.get_running_loop().call_later
        if not (client.is_certain or has_started):
            call_later(
                START_TIMEOUT,
                partial(self._time_out, client, client.run_number, unless_started=True),
            )
        call_later(RUN_TIMEOUT, partial(self._time_out, client, client.run_number))

    def _time_out(self, client: Client, run: int, *, unless_started: bool = False) -> None:
        """Stop counting a run, if it is still the page's current one."""
        if client.run_number == run and not (unless_started and client.has_started):
            self.script_finished(client)
