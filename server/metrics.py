"""Prometheus metrics, served on a port of their own."""

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    start_http_server,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.process_collector import ProcessCollector

from models.config.version import VERSION
from models.runtime import run_registry

disable_created_metrics()
REGISTRY = CollectorRegistry()
OPEN_PAGES = Gauge("unrolled_open_pages", "Pages that are open now", registry=REGISTRY)
WAITING_SCRIPTS = Gauge(
    "unrolled_waiting_scripts",
    "Pages whose script waits until others have run",
    registry=REGISTRY,
)
INFO = Gauge("unrolled_info", "1, with the version that runs", ["version"], registry=REGISTRY)
INFO.labels(VERSION).set(1)
REFUSALS = Counter(
    "unrolled_refusals", "Requests that were refused, by reason", ["reason"], registry=REGISTRY
)
SCRIPT_SECONDS = Histogram(
    "unrolled_tick_seconds",
    "From a page's message to the end of what it set off; a tick comes by itself, an event from "
    "its learner",
    ["kind"],
    buckets=(0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=REGISTRY,
)


class TrainingCollector:
    """Reads the registry of runs at each scrape."""

    def collect(self) -> list[GaugeMetricFamily | CounterMetricFamily]:
        """Return the current figures."""
        tally, workers = run_registry.tally(), list(run_registry.workers().values())
        ended = CounterMetricFamily(
            "unrolled_runs", "Runs that ended, by how they did", labels=["end"]
        )
        for outcome, count in sorted(tally.ended.items()):
            ended.add_metric([outcome], count)
        memory = GaugeMetricFamily(
            "unrolled_worker_memory_bytes", "What a training process holds", labels=["worker"]
        )
        for index, heartbeat in enumerate(workers, 1):
            memory.add_metric([str(index)], heartbeat.get("memory", 0))
        return [
            _gauge("unrolled_queue_length", "Runs that wait for a worker", tally.queued),
            _gauge("unrolled_runs_active", "Runs that go on, the paused ones too", tally.active),
            ended,
            _gauge(
                "unrolled_workers_ready",
                "Training processes that are warm",
                sum(bool(heartbeat.get("warm")) for heartbeat in workers),
            ),
            _gauge(
                "unrolled_training_possible",
                "1 while the trainer can be asked and has a process to train in",
                run_registry.status().state == "ready",
            ),
            memory,
        ]


def _gauge(name: str, help_text: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, help_text, value=value)


REGISTRY.register(TrainingCollector())
ProcessCollector(registry=REGISTRY)


def serve(port: int, host: str) -> None:
    """Serve the metrics from a thread until the process ends."""
    start_http_server(port, host, REGISTRY)
