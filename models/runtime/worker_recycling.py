"""Renewal: a worker that has grown makes room for a new one, when it has nothing to do.

TensorFlow never gives back what a compiled network took, about 18 MB for each architecture
(``benchmarks.many_trainings``). So a process that has met many is replaced, one at a time.
"""

from models.runtime.worker_monitor import Watchdog, Worker

GROWN_BYTES = 500 << 20  # since it was warm: about 35 architectures
FULL = 0.8  # of what it may have


def grown(worker: Worker) -> bool:
    """Whether a worker should make room for a new one."""
    pulse = worker.pulse
    more = pulse.get("memory", 0) - pulse.get("young", 0)
    limit = FULL * pulse.get("limit", 0)
    return bool(pulse.get("warm")) and (more > GROWN_BYTES or 0 < limit < pulse["memory"])


def due(watchdog: Watchdog, busy: set[str]) -> str | None:
    """Say which worker to replace now; None while none has to, or another one gets warm.

    Args:
        watchdog: knows the workers.
        busy: those that have runs.
    """
    workers = watchdog.workers
    if any(each.replaced or not each.pulse.get("warm") for each in workers.values()):
        return None
    idle = (
        address
        for address, worker in workers.items()
        if address not in busy and not worker.pulse["jobs"] and grown(worker)
    )
    return next(idle, None)
