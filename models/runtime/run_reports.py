"""Run reports: figures of all runs together."""

from dataclasses import dataclass

from models.runtime.cluster_connection import ClusterConnection
from models.runtime.worker_monitor import Worker


@dataclass(frozen=True)
class Tally:
    """How many runs there are."""

    queued: int
    active: int
    ended: dict[str, int]  # since the start of the registry, by final state


@dataclass(frozen=True)
class RetainedBytes:
    """How many bytes ended runs take."""

    memory: int  # of this process
    spilled: int  # in files


@dataclass(frozen=True)
class Debug:
    """Where the runs and their trainer are."""

    connection: ClusterConnection
    workers: dict[str, Worker]  # by address
    placed: dict[str, str]  # address of the worker by run
    has_polled: bool  # whether the scheduler has listed its workers
