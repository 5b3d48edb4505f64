"""Forgetting: a class that nobody is in any more is deleted, whatever the clock says.

A class is over 24 hours after its last sign of life. A clock that was set forward makes all look
old at once, so a class goes only if a second look, some time later by a clock that nobody sets,
finds no sign of life since the first: pages that are open give one within minutes (`seats.state`).
"""

import time
from collections.abc import Callable

from sqlalchemy import delete, select

from models.classes.database import Database
from models.classes.seats import TOUCH_SECONDS
from models.classes.tables import CLASS

LIFE_SECONDS = 24 * 3600
LOOK_SECONDS = 2 * TOUCH_SECONDS  # from one look to the next, at least


class Forgetting:
    """What one process saw of the classes at its last look."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], float] = time.time,
        steady_clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin without having looked.

        Args:
            database: of classes.
            clock: the time of day, in seconds, which may be set.
            steady_clock: seconds that only grow.
        """
        self._database, self._clock, self._steady_clock = database, clock, steady_clock
        self._old: dict[str, float] = {}  # what looked old at the last look, and its sign of life
        self._looked: float | None = None

    def forget(self) -> int:
        """Delete the classes that are over, if it is time to look; return their number.

        Raises:
            LearnerError: the database is away.
        """
        now = self._steady_clock()
        if self._looked is not None and now - self._looked < LOOK_SECONDS:
            return 0
        self._looked = now
        with self._database.transaction() as connection:
            rows = connection.execute(select(CLASS.c.code, CLASS.c.seen))
            seen = {row.code: row.seen for row in rows}
            # From a clock that was set back again, a sign of life may lie in the future.
            old = {code: at for code, at in seen.items() if abs(self._clock() - at) > LIFE_SECONDS}
            over = [code for code, at in old.items() if self._old.get(code) == at]
            if over:
                connection.execute(delete(CLASS).where(CLASS.c.code.in_(over)))
        self._old = {code: at for code, at in old.items() if code not in over}
        return len(over)
