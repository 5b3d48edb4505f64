"""How long a class takes to vote, and how soon the teacher's screen is right.

Run: python -m benchmarks.class_votes [seats]

All seats of a class vote at once, from threads, in a database of SQLite's and, where Debian's
PostgreSQL is installed, in one of its own; then thirty seats draw ten drawings each. What is
counted is checked: a vote or a drawing that is lost or counted twice ends the benchmark.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from models.classes.database import Database
from models.classes.drawings import add_drawing, drawings, next_label, set_own
from models.classes.seats import begin_class, join, state
from models.classes.votes import reveal, tally, vote
from tests.models.classes.postgres import PROGRAMS, serve_postgres

SEATS, THREADS, ARTISTS, EACH = 200, 40, 30, 10  # 40 threads are what Starlette has
PLACE = "network.order"
INK = bytes(range(1, 113)) * 7


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that some work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measure(name: str, database: Database, count: int) -> None:
    """Let a class sit down, vote and draw, and print what it took."""
    begun = begin_class(database)
    with ThreadPoolExecutor(THREADS) as pool:
        seats = list(pool.map(lambda _: join(database, begun.code).id, range(count)))
        each: list[float] = []

        def answer(number: int) -> None:
            each.append(timed(lambda: vote(database, begun.code, seats[number], PLACE, number % 4)))

        took = timed(lambda: list(pool.map(answer, range(count))))
        shown = timed(lambda: tally(database, begun.code, PLACE))
        polls = timed(lambda: list(pool.map(lambda _: state(database, begun.code), seats)))
    reveal(database, begun.code, begun.key, PLACE)
    (only,) = tally(database, begun.code, PLACE)
    if sum((only.answers or {}).values()) != count:
        raise RuntimeError(f"{count} seats voted, {only.answers} were counted")
    print(
        f"{name}: {count} votes at once in {took:.2f} s (median {statistics.median(each):.3f} s, "
        f"longest {max(each):.2f} s); the tally then takes {1000 * shown:.1f} ms, "
        f"{count} pages that ask what is new {polls:.2f} s"
    )
    draw(name, database)


def draw(name: str, database: Database) -> None:
    """Let thirty seats draw at once, and print what it took."""
    begun = begin_class(database)
    names = tuple("0123456789")
    set_own(database, begun.code, begun.key, names, ARTISTS, review=False)
    seats = [join(database, begun.code).id for _ in range(ARTISTS)]

    def one(seat: str) -> None:
        for _ in range(EACH):
            label = next_label(database, begun.code, seat)
            add_drawing(database, begun.code, seat, label or 0, INK)

    with ThreadPoolExecutor(ARTISTS) as pool:
        took = timed(lambda: list(pool.map(one, seats)))
    found = drawings(database, begun.code)
    if [each.number for each in found] != list(range(1, ARTISTS * EACH + 1)):
        raise RuntimeError(f"{ARTISTS * EACH} drawings were sent, {len(found)} are there")
    print(f"{name}: {len(found)} drawings of {ARTISTS} seats at once in {took:.2f} s")


@contextmanager
def databases() -> Iterator[dict[str, Database]]:
    """Open a database of each kind."""
    with tempfile.TemporaryDirectory() as folder:
        found = {"SQLite": Database(f"sqlite:///{Path(folder) / 'classes.sqlite3'}")}
        if not PROGRAMS:
            yield found
            return
        with serve_postgres() as url:
            yield found | {"PostgreSQL": Database(url)}


def main() -> None:
    """Measure once, with each database."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else SEATS
    with databases() as found:
        for name, database in found.items():
            measure(name, database, count)
            database.close()


if __name__ == "__main__":
    main()
