"""The cluster of compose.yaml on this machine: its own commands and files, as real processes."""

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.deploy.nginx import needed, nginx
from tests.deploy.supervised_process import ROOT, Member, answers, free_port
from tests.models.waiting import wait_until

SERVICES = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]


@dataclass(frozen=True)
class Cluster:
    """Everything that runs, and where it answers."""

    url: str
    scheduler: Member
    workers: tuple[Member, ...]
    webs: dict[str, Member]  # by the seat a learner's cookie names
    ports: dict[str, int]
    log: Path  # nginx's
    said: Path  # the others' events
    folder: Path  # where its keys are
    address: str  # the scheduler's


def keys_in(folder: Path) -> dict[str, str]:
    """Make keys as compose's service does; say by the environment where they lie."""
    subprocess.run(["sh", ROOT / "deploy" / "make-keys.sh", folder], check=True)
    place = {"CA_FILE": folder / "ca.pem"}
    for part in ("SCHEDULER", "WORKER", "CLIENT"):
        place |= {f"{part}__CERT": folder / "cluster.pem", f"{part}__KEY": folder / "cluster.key"}
    names = {f"DASK_DISTRIBUTED__COMM__TLS__{name}": str(path) for name, path in place.items()}
    return names | {"DASK_CONFIG": str(ROOT / "deploy" / "dask.yaml")}


def shipped(service: str, **changed: str) -> tuple[str, ...]:
    """Take a service's command from compose.yaml, with other ports."""
    _, part, *words = SERVICES[service]["command"]
    for old, new in changed.items():
        words[words.index("--" + old.replace("_", "-")) + 1] = new
    return ("-m", f"distributed.cli.dask_{part}", "--host", "127.0.0.1", *words)


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """Run nginx, two web processes, a scheduler with TLS and a worker."""
    needed()
    door, dask, web_1, web_2 = (free_port() for _ in range(4))
    keys, address = keys_in(folder), f"tls://127.0.0.1:{dask}"
    there = keys | {"DASK_SCHEDULER_ADDRESS": address, "PYTHONPATH": str(ROOT)}
    there |= {name: value for name, value in SERVICES["worker"]["environment"].items() if value} | {
        "DASK_SCHEDULER_ADDRESS": address,
        "DASK_CONFIG": keys["DASK_CONFIG"],
    }
    secret = (folder / "cookie-secret").read_text().strip()
    there["UNROLLED_LOG"] = "json"
    said = folder / "said.log"
    with said.open("a") as output, ExitStack() as ends:

        def member(*command: str, **environment: str) -> Member:
            started = Member(*command, said=output, **environment)
            ends.callback(started.close)
            return started

        scheduler = member(
            *shipped("scheduler", port=str(dask)), "--dashboard-address", ":0", **there
        )
        workers = [member(*shipped("worker", dashboard_address=":0"), **there)]
        webs = {
            seat: member(
                "app.py",
                PORT=str(port),
                HEADLESS="1",
                STREAMLIT_SERVER_COOKIE_SECRET=secret,
                **there,
            )
            for seat, port in {"1": web_1, "2": web_2}.items()
        }
        log = ends.enter_context(nginx(folder, door, web_1, web_2))
        for port in (web_1, web_2, door):
            wait_until(lambda port=port: answers(port), f"{port} answers")
        ports = {"1": web_1, "2": web_2}
        url = f"http://localhost:{door}"
        yield Cluster(url, scheduler, tuple(workers), webs, ports, log, said, folder, address)
