"""Scheduling: whose page's script runs next, so that whoever asks most waits.

Python runs one script at a time, however many have begun: each one more makes the others slower.
So a few run at once, and the others wait where they come from, as nobody reads on from their
websockets meanwhile. Whose turn it is:

- **A page earns its runs by being quiet.** While nothing of it runs or waits, it earns script time,
  up to a few seconds, and its runs spend it. A learner thinks between two clicks and always has
  some; a page that asks again as soon as it is answered never has any. Pages that have none run
  one at a time, and as a rule only where no other page has anything to do.
- **Addresses share.** Of several pages, the one whose address used the least script time lately
  comes first, and of one address's pages the one that used the least itself.

A page that has time and asks again while its script runs is let through: Streamlit stops what runs
and begins anew, which takes no more room than before.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from math import exp

AT_ONCE = 3  # scripts
OF_ONE = 2  # of one address, so that another one finds room at once
EARNED = 4.0  # seconds of script time by a quiet second, as scripts take longer beside each other
MOST_EARNED = 3.0  # seconds of script time
ENOUGH = 0.2  # seconds of it that a page needs to have time
MEMORY = 10.0  # seconds in which two thirds of what was used are forgotten
POOR_PACE = 0.5  # seconds in which one page that has no time runs, however much the others ask
LEAST = 0.05  # seconds of script time that a run spends, however soon it is begun anew
BEGINS_WITHIN = 1.0  # seconds in which a run has to begin that may not be: of a part that is gone
LONGEST = 5.0  # seconds for which a run counts; one that takes longer goes on beside the others
MOST_ADDRESSES = 10_000

Later = Callable[[float, Callable[[], None]], object]


@dataclass
class Used:
    """Script time that was used lately."""

    seconds: float = 0.0
    at: float = 0.0

    def by(self, now: float, more: float = 0.0) -> float:
        """Say how much it is at a moment, in seconds, after adding some."""
        self.seconds = self.seconds * exp((self.at - now) / MEMORY) + more
        self.at = now
        return self.seconds


@dataclass(eq=False)
class Client:
    """One open page, as the scheduler knows it."""

    address: str
    since: float  # when it was last looked at; all moments are those of the scheduler's clock
    earned: float = 0.0  # seconds of script time
    used: Used = field(default_factory=Used)
    runs: bool = False
    is_poor: bool = False  # while it runs: whether it began without time
    begun: bool = False  # while it runs: whether its script said so
    run: int = 0  # the number of its last run
    go: Callable[[], None] | None = None  # while it waits: to be called when it may run
    number: int = 0  # of the last time it asked
    sure: bool = True  # whether a script runs for certain of what it asked last


class Scheduler:
    """Lets scripts run; to be used from one event loop."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, later: Later | None = None
    ) -> None:
        self.clock, self._later = clock, later
        self.running: set[Client] = set()
        self.waiting: list[Client] = []
        self._used: OrderedDict[str, Used] = OrderedDict()  # by address
        self._numbers = 0
        self._poor_began = float("-inf")

    def join(self, address: str) -> Client:
        """Take in a page that is opened."""
        return Client(address, self.clock())

    def leave(self, client: Client) -> None:
        """Forget a page that is closed."""
        self.withdraw(client)
        self.finished(client)

    def ask(self, client: Client, go: Callable[[], None], sure: bool = True) -> bool:
        """Ask for a run.

        Args:
            client: the page, which waits for nothing else.
            go: called once it may run, where it has to wait.
            sure: whether a script will run for certain.

        Returns:
            Whether it may run at once.
        """
        self._look_at(client)
        self._numbers += 1
        client.number, client.sure = self._numbers, sure
        if client.runs and client.earned >= ENOUGH:
            self._begin(client)
            return True
        self.waiting.append(client)
        may = False

        def at_once() -> None:
            nonlocal may
            may = True

        client.go = at_once
        self._next()
        if not may:
            client.go = go
        return may

    def withdraw(self, client: Client) -> None:
        """Want no run any more."""
        if client.go is not None:
            self._look_at(client)
            self.waiting.remove(client)
            client.go = None

    def began(self, client: Client) -> None:
        """Take in that a page's script runs, whether or not it was asked for."""
        client.begun = True
        if not client.runs:
            self._begin(client, begun=True)

    def finished(self, client: Client) -> None:
        """Take in that a page's script runs no more."""
        if client.runs:
            self._look_at(client)
            client.runs = False
            self.running.remove(client)
            self._next()

    def _look_at(self, client: Client) -> None:
        """Reckon what a page earned or spent since it was last looked at."""
        now = self.clock()
        seconds, client.since = now - client.since, now
        if client.runs:
            client.earned = max(0.0, client.earned - seconds)
            client.used.by(now, seconds)
            self._used_by(client.address).by(now, seconds)
        elif client.go is None and client.run:  # who has not even come in yet does not think
            client.earned = min(MOST_EARNED, client.earned + EARNED * seconds)

    def _used_by(self, address: str) -> Used:
        used = self._used.pop(address, None) or Used(at=self.clock())
        self._used[address] = used
        if len(self._used) > MOST_ADDRESSES:
            self._used.popitem(last=False)
        return used

    def _next(self) -> None:
        """Let run who may."""
        while client := min(filter(self._may, self.waiting), key=self._rank, default=None):
            go = client.go
            self.withdraw(client)
            self._begin(client)
            go()

    def _may(self, client: Client) -> bool:
        if client.runs or len(self.running) >= AT_ONCE:
            return False
        if client.earned >= ENOUGH:
            return sum(other.address == client.address for other in self.running) < OF_ONE
        if any(other.is_poor for other in self.running):
            return False
        return not self.running or self.clock() >= self._poor_began + POOR_PACE

    def _rank(self, client: Client) -> tuple:
        now = self.clock()
        used = self._used.get(client.address, Used())
        # Where those that have time fill the room for good, one that has none, as each that is
        # new, would else wait for ever.
        waits = client.earned < ENOUGH and now < self._poor_began + POOR_PACE
        return (waits, used.by(now), client.used.by(now), client.number)

    def _begin(self, client: Client, begun: bool = False) -> None:
        self._look_at(client)
        client.runs, client.begun, client.run = True, begun, client.run + 1
        client.is_poor = client.earned < ENOUGH
        client.earned = max(0.0, client.earned - LEAST)
        if client.is_poor:
            self._poor_began = client.since
        self.running.add(client)
        later = self._later or asyncio.get_running_loop().call_later
        if not (client.sure or begun):
            later(BEGINS_WITHIN, partial(self._give_up, client, client.run, unless_begun=True))
        later(LONGEST, partial(self._give_up, client, client.run))

    def _give_up(self, client: Client, run: int, unless_begun: bool = False) -> None:
        """Count a run no more, if it still is the one."""
        if client.run == run and not (unless_begun and client.begun):
            self.finished(client)
