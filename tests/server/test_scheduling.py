"""Whose page's script runs next: on a clock that the tests turn."""

import heapq
from itertools import count

import pytest

from server.scheduling import (
    MAX_ADDRESSES,
    MAX_RUNNING,
    MAX_RUNNING_PER_ADDRESS,
    NO_CREDIT_INTERVAL,
    RUN_TIMEOUT,
    START_TIMEOUT,
    Client,
    Scheduler,
)

SCRIPT = 0.05  # seconds


class Room:
    """A scheduler with a clock of its own, and pages whose scripts take their time."""

    def __init__(self) -> None:
        self.now, self.order = 0.0, count()
        self.events: list[tuple] = []
        self.scheduler = Scheduler(lambda: self.now, self.later)
        self.log: list[Client] = []  # pages in the order in which their scripts began

    def later(self, seconds: float, call) -> None:
        heapq.heappush(self.events, (self.now + seconds, next(self.order), call))

    def let(self, seconds: float) -> None:
        """Let time pass."""
        until = self.now + seconds
        while self.events and self.events[0][0] <= until:
            self.now, _, call = heapq.heappop(self.events)
            call()
        self.now = until

    def turn(self, page: Client, then=lambda: None, script: float = SCRIPT) -> None:
        """Ask for a page's script; once it has run, do what is to be done then."""

        def run() -> None:
            self.log.append(page)
            self.scheduler.script_started(page)
            self.later(script, end)

        def end() -> None:
            # The next message is there before the last one is answered.
            then()
            self.scheduler.script_finished(page)

        if self.scheduler.request_run(page, run):
            run()

    def flood(self, address: str, pages: int) -> list[Client]:
        """Let so many pages ask again and again, each at once."""
        opened = [self.scheduler.join(address) for _ in range(pages)]

        def again(page: Client) -> None:
            self.turn(page, lambda: again(page))

        for page in opened:
            again(page)
        return opened

    def waits(self, page: Client) -> float:
        """Turn a page; say after how many seconds its script began."""
        asked, begun = self.now, []
        self.turn(page, lambda: begun.append(self.now - SCRIPT))
        while not begun:
            self.let(SCRIPT / 10)
        return begun[0] - asked


def opened(room: Room, address: str, quiet: float = 2.0) -> Client:
    """Open a page, and let its learner read for a while."""
    page = room.scheduler.join(address)
    room.turn(page)
    room.let(quiet)
    room.log.clear()
    return page


@pytest.mark.parametrize("address", ["elsewhere", "school"])
@pytest.mark.parametrize("sockets", [1, 20, 198])
def test_a_learner_who_clicks_as_people_do_waits_for_no_flood(address, sockets):
    room = Room()
    learner = opened(room, address)
    room.flood("school", sockets)
    for _ in range(30):
        room.let(1.0)
        assert room.waits(learner) == 0
    assert len(room.log) > 300


def test_beside_a_learners_script_one_of_a_flood_runs_out_and_no_other_begins():
    room = Room()
    learner = opened(room, "elsewhere")
    room.flood("school", 60)
    room.let(1.01)
    began = len(room.log)
    room.turn(learner, script=0.4)
    room.let(0.39)
    assert room.log[began:] == [learner]
    assert room.scheduler.running == {learner}
    room.let(0.1)
    assert len(room.log) > began + 1


def test_a_page_that_is_new_waits_for_one_script_of_a_flood_of_its_own_address():
    room = Room()
    room.flood("school", 198)
    room.let(20.0)
    began = len(room.log)
    newcomer = room.scheduler.join("school")
    room.turn(newcomer)
    room.let(1.0)
    assert newcomer in room.log[began : began + 2]


def test_pages_that_were_open_for_long_before_they_first_asked_did_not_earn_anything_by_that():
    room = Room()
    pages = [room.scheduler.join("school") for _ in range(20)]
    room.let(10.0)
    for page in pages:
        room.turn(page, script=1000.0)
    assert len(room.scheduler.running) == 1


def test_a_flood_runs_one_script_at_a_time():
    room = Room()
    room.flood("school", 20)
    room.flood("elsewhere", 20)
    for _ in range(100):
        room.let(SCRIPT / 3)
        assert len(room.scheduler.running) == 1


def test_of_two_floods_each_address_gets_half_and_of_one_each_page_the_same():
    room = Room()
    many, two = room.flood("school", 60), room.flood("elsewhere", 2)
    room.let(60.0)
    share = sum(page in two for page in room.log) / len(room.log)
    assert 0.4 < share < 0.6
    of_each = [room.log.count(page) for page in many]
    assert max(of_each) - min(of_each) <= 2
    assert min(of_each) > 0


def test_what_is_asked_too_often_still_runs_twice_a_second_beside_a_class_that_never_rests():
    room = Room()
    learners = [opened(room, f"home {number}", 3.0) for number in range(30)]
    (greedy,) = room.flood("school", 1)

    def click(place: int) -> None:
        if len(learners) > place:
            room.turn(learners[place], script=0.2)
            room.later(0.1, lambda: click((place + 1) % len(learners)))

    click(0)
    room.let(10.0)
    times = room.log.count(greedy)
    assert times >= 10 / NO_CREDIT_INTERVAL - 3
    assert times < len(room.log) / 3


@pytest.mark.parametrize("schools", [2, 30])
def test_a_page_that_is_new_comes_in_where_those_that_are_open_fill_all_the_room(schools):
    room = Room()
    learners = [opened(room, f"school {number % schools}", 3.0) for number in range(30)]

    def click(page: Client) -> None:
        room.turn(page, lambda: room.later(1.0, lambda: click(page)), script=0.3)

    for page in learners:
        click(page)
    room.let(20.0)
    assert room.scheduler.waiting
    newcomers = [room.scheduler.join(address) for address in ("school 0", "elsewhere")]
    for page in newcomers:
        room.turn(page)
    room.let(5.0)
    assert set(newcomers) <= set(room.log)


def test_no_more_scripts_run_at_once_than_may_and_another_address_finds_room():
    room = Room()
    school = [opened(room, "school") for _ in range(10)]
    home, *others = (opened(room, "home") for _ in range(4))
    for page in school:
        room.turn(page, script=1.0)
    assert len(room.scheduler.running) == MAX_RUNNING_PER_ADDRESS
    assert room.waits(home) == 0
    for page in others:
        room.turn(page, script=1.0)
    assert len(room.scheduler.running) == MAX_RUNNING


def test_who_asks_again_while_the_script_runs_is_let_through_as_long_as_they_earned_it():
    room = Room()
    learner = opened(room, "school")
    room.turn(learner, script=1000.0)
    times = 0
    while room.scheduler.request_run(learner, lambda: None):
        times += 1
    assert 10 < times < 100
    assert room.scheduler.waiting == [learner]


def test_a_message_that_sets_off_no_script_is_waited_for_but_a_moment():
    room = Room()
    silent, other = room.scheduler.join("school"), room.scheduler.join("school")
    assert room.scheduler.request_run(silent, lambda: None, certain=False)
    room.turn(other)
    assert other not in room.log
    room.let(START_TIMEOUT)
    assert other in room.log


def test_a_script_that_never_ends_counts_for_some_seconds_and_one_that_begins_late_counts():
    room = Room()
    endless, other = room.scheduler.join("school"), room.scheduler.join("school")
    room.turn(endless, script=1000.0)
    room.turn(other, script=1000.0)
    room.let(RUN_TIMEOUT)
    assert room.scheduler.running == {other}
    room.let(RUN_TIMEOUT)
    assert not room.scheduler.running
    room.scheduler.script_started(endless)
    assert room.scheduler.running == {endless}


def test_whoever_leaves_makes_room_and_waits_for_nothing():
    room = Room()
    first, second, third = (room.scheduler.join("school") for _ in range(3))
    for page in (first, second, third):
        room.turn(page, script=1000.0)
    room.scheduler.leave(second)
    room.scheduler.leave(first)
    assert room.scheduler.running == {third}
    room.scheduler.leave(third)
    assert not room.scheduler.running
    assert not room.scheduler.waiting


def test_what_is_remembered_of_addresses_is_bounded():
    room = Room()
    for number in range(MAX_ADDRESSES + 10):
        room.turn(room.scheduler.join(f"address {number}"), script=0.001)
        room.let(0.002)
    assert len(room.scheduler._usage) == MAX_ADDRESSES
