"""compose.yaml is valid, careful with rights, and of one mind with what it starts."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields

import yaml
from compose_spec import PyCompose

from checks.rules import different, read, rule, unless
from models.config.settings import Environment
from models.config.settings import read as read_settings

TEXT = read("compose.yaml")
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
READERS = ("lesson", "web-1", "web-2", "worker")  # of the lesson's settings
REPLICAS = ("web-1", "web-2")
OURS = [name for name, service in SERVICES.items() if service["image"] == "unrolled"]
HEALTH_OF_THE_IMAGE = re.compile(r"^HEALTHCHECK .*\n +CMD \[\"python\"", re.MULTILINE)
RIGHTS = {
    "read_only": True,
    "cap_drop": ["ALL"],
    "security_opt": ["no-new-privileges:true"],
}


def filled_in(text: str) -> str:
    """Return the text with each variable's default in its place, as compose puts it there."""
    return re.sub(r"\$\{\w+:?-([^}]*)\}", r"\1", text)


@rule
def specification() -> Iterator[str]:
    """compose.yaml is what the specification describes."""
    # By way of YAML's own reader, which puts what is shared in its places.
    project = PyCompose.from_json(json.dumps(yaml.safe_load(filled_in(TEXT))))
    project.validate()
    yield from different("services", set(project.service_names()), set(SERVICES))


@rule
def default_services() -> Iterator[str]:
    """Without a profile one service starts."""
    started = [name for name, each in SERVICES.items() if "profiles" not in each]
    yield from different("started", started, ["lesson"])


@rule
def compose_rights() -> Iterator[str]:
    """No service may do more than it must."""
    for name, service in SERVICES.items():
        yield from different(name, {key: service.get(key) for key in RIGHTS}, RIGHTS)
        for limit in ("mem_limit", "pids_limit"):
            yield from unless(service.get(limit), f"{name}: no {limit}")
        more = {"privileged", "cap_add", "network_mode", "pid"} & set(service)
        yield from different(name, more, set())


@rule
def published_ports() -> Iterator[str]:
    """Only the lesson and nginx are published, and on this machine alone."""
    for name, service in SERVICES.items():
        if name in ("lesson", "nginx"):
            for port in service["ports"]:
                given = filled_in(port)
                yield from unless(given.startswith("127.0.0.1:"), f"{name}: {port}")
        else:
            yield from unless("ports" not in service, f"{name} has ports")
            yield from different(f"{name}: networks", service["networks"], ["inside"])
    yield from different("inside", COMPOSE["networks"]["inside"], {"internal": True})


@rule
def own_variables() -> Iterator[str]:
    """Each port has a variable of its own, and one variable opens all of them to the network."""
    ports = [port for name in ("lesson", "nginx") for port in SERVICES[name]["ports"]]
    variables = [re.findall(r"\$\{(\w+):-", port) for port in ports]
    yield from different("opened by", {each[0] for each in variables}, {"LISTEN"})
    names = [each[1] for each in variables]
    yield from different("ports", len(set(names)), len(names))
    yield from unless(not set(names) & {"LISTEN"}, f"ports are {names}")


@rule
def rotated_logs() -> Iterator[str]:
    """No service's log fills the disk."""
    for name, service in SERVICES.items():
        options = service.get("logging", {}).get("options", {})
        yield from unless({"max-size", "max-file"} <= set(options), f"{name}: {options}")


@rule
def compose_writes() -> Iterator[str]:
    """Everything a service writes has a place that is not the disk."""
    for name, service in SERVICES.items():
        limited = any(place.startswith("/tmp:size=") for place in service["tmpfs"])
        yield from unless(limited, f"{name}: /tmp without a size")
        written = [place for place in service.get("volumes", []) if not place.endswith(":ro")]
        yield from different(name, written, ["keys:/keys"] if name == "keys" else [])


@rule
def compose_health() -> Iterator[str]:
    """Every service but the one that ends reports whether it is well."""
    for name, service in SERVICES.items():
        check = service.get("healthcheck")
        if name == "keys":
            yield from different(name, check, {"disable": True})
        elif check is None:
            of_image = name in ("lesson", *REPLICAS) and service["image"] == "unrolled"
            yield from unless(of_image, f"{name}: no healthcheck")
            known = HEALTH_OF_THE_IMAGE.search(read("Dockerfile"))
            yield from unless(known, "Dockerfile: no HEALTHCHECK by python")
        else:
            way, program, *words = check["test"]
            known = (way, program) in (("CMD", "python"), ("CMD", "wget")) and "curl" not in words
            yield from unless(known, f"{name}: {check['test']}")


@rule
def one_cookie_secret() -> Iterator[str]:
    """All replicas sign with one secret: a learner may come to any."""
    given = 'STREAMLIT_SERVER_COOKIE_SECRET="$$(cat /keys/cookie-secret)"; exec '
    for name in REPLICAS:
        start = SERVICES[name]["command"][-1]
        yield from unless(given in start, f"{name}: {start}")
        yield from different(f"{name}: volumes", SERVICES[name]["volumes"], ["keys:/keys:ro"])
    made = re.search(r">cookie-secret$", read("deploy/make-keys.sh"), re.MULTILINE)
    yield from unless(made, "deploy/make-keys.sh makes no cookie-secret")


@rule
def compose_tls() -> Iterator[str]:
    """The parts of the cluster speak TLS, with keys that they only read."""
    for name in set(OURS) - {"lesson", "keys"}:
        given = SERVICES[name]["environment"]
        address = given["DASK_SCHEDULER_ADDRESS"]
        yield from unless(address.startswith("tls://scheduler:"), f"{name}: {address}")
        yield from different(name, given["DASK_CONFIG"], "/app/deploy/dask.yaml")
        yield from different(name, SERVICES[name]["volumes"], ["keys:/keys:ro"])


@rule
def settings_handed_on() -> Iterator[str]:
    """What is set where compose is called reaches every service that reads it."""
    # A name without a value is handed on as it is set there or in .env, and else not at all.
    settings = {each.metadata["name"] for each in fields(Environment)}
    ours = {setting for setting in settings if setting.startswith("UNROLLED_")}
    for name in READERS:
        given = SERVICES[name]["environment"]
        named = {setting for setting in given if setting.startswith("UNROLLED_")}
        yield from different(name, named, ours)
        set_here = {setting for setting in named if given[setting] is not None}
        own = {"UNROLLED_HOSTS"} if name == "lesson" else set()
        yield from different(f"{name}: with values", set_here, own)
    lesson = SERVICES["lesson"]["environment"]
    yield from different("FORWARDED_ALLOW_IPS", lesson.get("FORWARDED_ALLOW_IPS", ""), None)
    empty_is_any = lesson["UNROLLED_HOSTS"].startswith("${UNROLLED_HOSTS-")
    yield from unless(empty_is_any, "UNROLLED_HOSTS: empty has to be any name")


@rule
def own_names() -> Iterator[str]:
    """The lesson answers only to the names of the machine that it is published on."""
    lesson = yaml.safe_load(filled_in(TEXT))["services"]["lesson"]
    addresses = [port.partition(":")[0] for port in lesson["ports"]]
    yield from different("ports", addresses, ["127.0.0.1"])
    hosts = read_settings({"UNROLLED_HOSTS": lesson["environment"]["UNROLLED_HOSTS"]}).hosts
    yield from different("UNROLLED_HOSTS", hosts, ("localhost", "127.0.0.1"))


@rule
def dependencies() -> Iterator[str]:
    """Every service that another waits for exists."""
    for name, service in SERVICES.items():
        for other in service.get("depends_on", {}):
            yield from unless(other in SERVICES, f"{name} waits for {other}")


@rule
def nginx_of_compose() -> Iterator[str]:
    """Nginx knows the replicas by their ports, and may start on any number of cores."""
    configuration = read("deploy/nginx.conf")
    for name in REPLICAS:
        port = SERVICES[name]["environment"]["PORT"]
        yield from unless(f"server {name}:{port} " in configuration, f"no server {name}:{port}")
        chosen = re.search(rf"~:{port}\$\s+{name[-1]};", configuration)
        yield from unless(chosen, f"{name} is not chosen by its port {port}")
    (workers,) = re.findall(r"^worker_processes (\w+);", configuration, re.MULTILINE)
    few = 1 <= int(workers) < SERVICES["nginx"]["pids_limit"] / 4
    yield from unless(few, f"worker_processes {workers}")
