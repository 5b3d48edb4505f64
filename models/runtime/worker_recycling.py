"""Worker recycling: restart workers whose memory has has_grown, when they are idle.

TensorFlow never frees the memory of a compiled network, about 18 MB for each architecture
(``benchmarks.many_trainings``). So a process that has compiled many is replaced, one at a time.
"""

from models.runtime.worker_monitor import Worker, WorkerMonitor

MAX_GROWTH_BYTES = 500 << 20  # since the worker was warm: about 35 architectures
MAX_MEMORY_FRACTION = 0.8  # of its limit


def has_grown(worker: Worker) -> bool:
    """Return whether a worker should be restarted."""
    heartbeat = worker.heartbeat
    growth = heartbeat.get("memory", 0) - heartbeat.get("warm_bytes", 0)
    limit = MAX_MEMORY_FRACTION * heartbeat.get("limit", 0)
    return bool(heartbeat.get("warm")) and (
        growth > MAX_GROWTH_BYTES or 0 < limit < heartbeat["memory"]
    )


def worker_to_restart(monitor: WorkerMonitor, busy: set[str]) -> str | None:
    """Return the worker to restart now; None while none is due, or another one warms up.

    Args:
        monitor: of the workers.
        busy: addresses of workers that have runs.
    """
    workers = monitor.workers
    if any(each.replaced or not each.heartbeat.get("warm") for each in workers.values()):
        return None
    idle = (
        address
        for address, worker in workers.items()
        if address not in busy and not worker.heartbeat["jobs"] and has_grown(worker)
    )
    return next(idle, None)
