"""Worker recycling: restart workers whose memory has grown, when they are idle.

TensorFlow never gives back what a compiled network took, about 18 MB for each architecture
(``benchmarks.many_trainings``). So a process that has met many is replaced, one at a time.
"""

from models.runtime.worker_monitor import Worker, WorkerMonitor

GROWN_BYTES = 500 << 20  # since it was warm: about 35 architectures
FULL = 0.8  # of what it may have


def grown(worker: Worker) -> bool:
    """Return whether a worker should be restarted."""
    heartbeat = worker.heartbeat
    more = heartbeat.get("memory", 0) - heartbeat.get("young", 0)
    limit = FULL * heartbeat.get("limit", 0)
    return bool(heartbeat.get("warm")) and (more > GROWN_BYTES or 0 < limit < heartbeat["memory"])


def due(monitor: WorkerMonitor, busy: set[str]) -> str | None:
    """Return the worker to restart now; None while none is due, or another one warms up.

    Args:
        monitor: knows the workers.
        busy: those that have runs.
    """
    workers = monitor.workers
    if any(each.replaced or not each.heartbeat.get("warm") for each in workers.values()):
        return None
    idle = (
        address
        for address, worker in workers.items()
        if address not in busy and not worker.heartbeat["jobs"] and grown(worker)
    )
    return next(idle, None)
