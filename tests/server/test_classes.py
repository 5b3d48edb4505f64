"""What the open pages of a class are told."""

import asyncio
import json
import time
from dataclasses import dataclass

import pytest
from starlette.routing import Route

from models.classes.database import Database
from models.classes.seats import ClassState, begin_class, join, state
from models.texts import LearnerError, sentence
from server import classes
from server.classes import GUESSES, SECONDS_A_GUESS, Guesses, route
from tests.event_loop import alone

KNOWN = ClassState(version=7, seats=3, lead="dense?scene=3", shown="")
RIGHT, WRONG = "ABCD34", "AAAAAA"


@dataclass
class Page:
    """An open page, at an address."""

    app: Route
    address: str = "10.0.0.7"

    async def ask(self, code: str, **headers: str) -> tuple[int, dict[str, str], str]:
        """Return the status, headers and text of what the page is told."""
        told = []

        async def send(message):
            told.append(message)

        async def receive():
            return {"type": "http.request"}

        given = [(key.replace("_", "-").encode(), value.encode()) for key, value in headers.items()]
        scope = {
            "type": "http",
            "method": "GET",
            "path": f"/class/{code}/state",
            "path_params": {"code": code},
            "headers": given,
            "client": (self.address, 50_000),
        }
        await self.app.app(scope, receive, send)
        answered = {key.decode(): value.decode() for key, value in told[0]["headers"]}
        return told[0]["status"], answered, told[1].get("body", b"").decode()

    async def statuses(self, code: str, count: int) -> list[int]:
        return [(await self.ask(code))[0] for _ in range(count)]


def known(code: str) -> ClassState:
    if code != RIGHT:
        raise LearnerError("class unknown")
    return KNOWN


def test_a_page_learns_what_everybody_may_know_and_the_next_time_only_whether_it_changed():
    async def scenario():
        page = Page(route(known, Guesses()))
        status, headers, text = await page.ask("abc-d34")
        again = await page.ask(RIGHT, if_none_match=headers["etag"])
        changed = await page.ask(RIGHT, if_none_match='"6"')
        return status, json.loads(text), again, changed[0]

    status, told, again, changed = alone(scenario())
    assert (status, changed) == (200, 200)
    assert told == {"version": 7, "seats": 3, "lead": "dense?scene=3", "shown": ""}
    assert (again[0], again[2]) == (304, "")


@pytest.mark.parametrize("code", [WRONG, "A", "A" * 400, "../../etc", "\0", "’; drop table"])
def test_a_code_that_is_none_is_told_so_in_the_readers_language(code):
    status, _, text = alone(Page(route(known, Guesses())).ask(code, accept_language="es"))
    assert status == 404
    assert text.startswith("No hay ninguna clase")


def test_who_tries_codes_has_to_wait_also_with_the_right_one_and_nobody_else_does():
    async def scenario():
        app = route(known, Guesses())
        page, other = Page(app), Page(app, "10.0.0.8")
        tried = await page.statuses(WRONG, GUESSES)
        return tried, await page.ask(WRONG), await page.ask(RIGHT), await other.ask(RIGHT)

    tried, *refused, other = alone(scenario())
    assert tried == [404] * GUESSES
    for status, headers, _ in refused:
        assert status == 429
        assert 1 <= int(headers["retry-after"]) <= SECONDS_A_GUESS + 1
    assert other[0] == 200


def test_guesses_that_are_made_at_once_are_counted_too():
    def slow(code: str) -> ClassState:
        time.sleep(0.05)
        return known(code)

    async def scenario():
        page = Page(route(slow, Guesses()))
        codes = [f"AAAA{a}{b}" for a in "ABCDEFHJKM" for b in "ABCDEFHJKM"]
        return [status for status, *_ in await asyncio.gather(*map(page.ask, codes))]

    statuses = alone(scenario())
    assert statuses.count(404) == GUESSES
    assert statuses.count(429) == 100 - GUESSES


def test_a_whole_class_behind_one_address_asks_at_once_and_nobody_waits():
    def slow(code: str) -> ClassState:
        time.sleep(0.05)
        return known(code)

    async def scenario():
        page, found = Page(route(slow, Guesses())), []
        for _ in range(3):
            found += await asyncio.gather(*(page.ask(RIGHT) for _ in range(4 * GUESSES)))
        return found

    assert {status for status, *_ in alone(scenario())} == {200}


def test_guesses_come_back_with_time(monkeypatch):
    guesses = Guesses()
    assert [guesses.take("10.0.0.7") for _ in range(GUESSES)] == [0] * GUESSES
    assert 0 < guesses.take("10.0.0.7") <= SECONDS_A_GUESS
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 2 * SECONDS_A_GUESS)
    assert guesses.take("10.0.0.7") == 0


def test_right_codes_are_no_guesses():
    assert set(alone(Page(route(known, Guesses())).statuses(RIGHT, 2 * GUESSES))) == {200}


def test_however_many_pages_ask_at_once_the_database_is_asked_once():
    asked = []

    def slow(code: str) -> ClassState:
        asked.append(code)
        time.sleep(0.2)
        return KNOWN

    async def scenario():
        page = Page(route(slow, Guesses()))
        first = asyncio.create_task(page.ask(RIGHT))
        await asyncio.sleep(0.05)
        first.cancel()  # whoever goes away takes it from nobody else
        return await asyncio.gather(*(page.ask(RIGHT) for _ in range(8)))

    assert {status for status, *_ in alone(scenario())} == {200}
    assert len(asked) == 1


def test_a_database_that_is_away_is_a_sentence_and_no_guess(monkeypatch):
    monkeypatch.setattr(classes, "FRESH_SECONDS", 0.0)

    def away(_code: str) -> ClassState:
        raise LearnerError("class unavailable")

    async def scenario():
        page = Page(route(away, Guesses()))
        return await page.statuses(RIGHT, GUESSES + 5), (await page.ask(RIGHT))[2]

    statuses, text = alone(scenario())
    assert set(statuses) == {503}
    assert text == sentence("class unavailable")


def test_a_page_of_a_real_class_sees_who_sits_down(tmp_path, monkeypatch):
    monkeypatch.setattr(classes, "FRESH_SECONDS", 0.0)
    database = Database(f"sqlite:///{tmp_path / 'classes.sqlite3'}")
    code = begin_class(database).code

    async def scenario():
        page = Page(route(lambda each: state(database, each), Guesses()))
        _, headers, first = await page.ask(code)
        join(database, code)
        _, _, then = await page.ask(code, if_none_match=headers["etag"])
        return json.loads(first)["seats"], json.loads(then)["seats"]

    assert alone(scenario()) == (0, 1)
    database.close()
