"""Settings: every environment variable of the lesson, with its allowed values."""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from typing import Any

from models.config.parsers import (
    BASE_PATHS,
    HOSTS,
    NAME,
    NETWORKS,
    ORIGINS,
    PORTS,
    URLS,
    Parser,
    byte_size,
    integer,
    list_of,
    pattern,
)

PREFIX = "UNROLLED_"
# What the tests use, and what Kubernetes tells pods of a service that is called unrolled.
FOREIGN = re.compile(r"UNROLLED_(TEST_\w+|VECTORS|SERVICE_(HOST|PORT\w*)|PORT(_\d+_\w+)?)")


def setting(
    name: str, default: Any, parser: Parser, description: str, default_text: str = ""
) -> Any:
    """Return a dataclass field that is read from the environment.

    Args:
        name: of the variable.
        default: used where it is not set or empty.
        parser: of its text.
        description: what it does, for the README.
        default_text: the default in words, where the value itself is not readable.
    """
    metadata = {
        "name": name,
        "parser": parser,
        "description": description,
        "default_text": default_text or str(default),
    }
    return field(default=default, metadata=metadata)


@dataclass(frozen=True)
class Environment:
    """All settings; amounts of memory are in bytes, None is not set."""

    port: int = setting("PORT", 8501, PORTS, "where the lesson answers")
    host: str = setting(
        "HOST",
        "localhost",
        pattern(NAME, "a name or an address of this machine"),
        "which network it listens on; `0.0.0.0` is all (the Docker image sets it)",
    )
    headless: str = setting(
        "HEADLESS", "", pattern(".*", "anything"), "any value: do not open a browser", "none"
    )
    workers: int | None = setting(
        "UNROLLED_WORKERS",
        None,
        integer(1, 256),
        "training processes on this machine",
        "one a core, where memory allows",
    )
    worker_memory: int | None = setting(
        "UNROLLED_WORKER_MEMORY",
        None,
        byte_size("500MB", "1TB"),
        "what each of them may have, as in `2GB`; who takes more is replaced",
        "a fair share, 6 GiB at most",
    )
    niceness: int = setting(
        "UNROLLED_NICENESS",
        10,
        integer(0, 19),
        "how far training steps back where this machine has pages to show, from 0 to 19",
        "10; a cluster's workers: 0",
    )
    scheduler: str | None = setting(
        "DASK_SCHEDULER_ADDRESS",
        None,
        pattern(
            r"(?:tcp|tls|ws|wss)://[^\s/]+:[0-9]{1,5}", "an address, as in tcp://scheduler:8786"
        ),
        "train on a Dask cluster of your own instead of this machine",
        "none",
    )
    pages: int = setting(
        "UNROLLED_PAGES",
        200,
        integer(1, 10_000),
        "pages that may be open at once; whoever comes then reads that the class is full",
    )
    pages_of_one: int | None = setting(
        "UNROLLED_PAGES_OF_ONE",
        None,
        integer(1, 10_000),
        "how many of them one address may have, perhaps a whole school's",
        "nine tenths of them",
    )
    requests: int = setting(
        "UNROLLED_REQUESTS",
        100,
        integer(10, 100_000),
        "requests a second from one address, perhaps a whole school's; at once, 20 times as many",
    )
    events: int = setting(
        "UNROLLED_EVENTS",
        30,
        integer(5, 1000),
        "messages a second from one open page; what comes faster waits",
    )
    uploads: int = setting(
        "UNROLLED_UPLOADS",
        55_000_000,
        byte_size("2MB", "1GB"),
        "memory for the picture files of one open page",
        "55MB",
    )
    all_uploads: int = setting(
        "UNROLLED_ALL_UPLOADS",
        300_000_000,
        byte_size("2MB", "100GB"),
        "memory for everybody's picture files together",
        "300MB",
    )
    public_url: str = setting(
        "UNROLLED_PUBLIC_URL",
        "",
        URLS,
        "where others reach the lesson, as in `https://lesson.school.example`: what *Share* writes "
        "on the computer it runs on; its name and origin are allowed",
        "this machine's address in its network",
    )
    base_path: str = setting(
        "STREAMLIT_SERVER_BASE_URL_PATH",
        "",
        BASE_PATHS,
        "the path below which the lesson answers, as `lesson` in `https://school.example/lesson/`",
        "none: the root",
    )
    hosts: tuple[str, ...] = setting(
        "UNROLLED_HOSTS",
        (),
        list_of(HOSTS),
        "names the lesson is reached by, as in `lesson.school.example`; other requests are refused",
        "`localhost`, `127.0.0.1` and `[::1]` where `HOST` is this machine only, else any",
    )
    origins: tuple[str, ...] = setting(
        "UNROLLED_ORIGINS",
        (),
        list_of(ORIGINS),
        "further origins its pages may come from, where a proxy changes the `Host`",
        "its own only",
    )
    embedders: tuple[str, ...] = setting(
        "UNROLLED_EMBEDDERS",
        (),
        list_of(ORIGINS),
        "origins that may show the lesson in a frame, as in `https://moodle.school.example`",
        "its own only",
    )
    proxies: tuple[str, ...] = setting(
        "FORWARDED_ALLOW_IPS",
        ("127.0.0.1",),
        list_of(NETWORKS),
        "proxies whose `X-Forwarded-For` is believed",
        "127.0.0.1",
    )
    # Streamlit reads the secret itself; here stands only whether there is one.
    cookie_secret: bool = setting(
        "STREAMLIT_SERVER_COOKIE_SECRET",
        False,  # noqa: FBT003 - the default itself, as in every row
        Parser(bool, "anything"),
        "signs the cookies; several web processes behind one proxy need the same, and a long one",
        "another at every start",
    )
    log: str = setting(
        "UNROLLED_LOG",
        "plain",
        pattern("plain|json", "plain or json"),
        "how events are written to the error output: a line to read, or a line of JSON",
    )
    metrics_port: int | None = setting(
        "UNROLLED_METRICS_PORT", None, PORTS, "where Prometheus finds the metrics", "none: nowhere"
    )
    metrics_host: str = setting(
        "UNROLLED_METRICS_HOST",
        "127.0.0.1",
        pattern(NAME, "a name or an address of this machine"),
        "which network the metrics are on; keep it private",
    )


def read(given: Mapping[str, str] = os.environ) -> Environment:
    """Read all settings.

    Args:
        given: variables and their values; an empty one counts as not set.

    Raises:
        ValueError: one is not allowed, or is no setting at all; the sentence names it, and its
            value and what is allowed, or what may have been meant.

    >>> read({"PORT": "9000"}).port
    9000
    >>> read({"PORT": "http"})
    Traceback (most recent call last):
    ValueError: PORT is 'http'; it has to be a whole number from 1 to 65,535.
    """
    names = [each.metadata["name"] for each in fields(Environment)]
    for name in given:
        if name.startswith(PREFIX) and name not in names and not FOREIGN.fullmatch(name):
            raise ValueError(f"{name} is no setting of the lesson{_hint(name, names)}")
    found = {}
    for each in fields(Environment):
        name, parser = each.metadata["name"], each.metadata["parser"]
        if not (text := given.get(name, "").strip()):
            continue
        try:
            found[each.name] = parser.read(text)
        except ValueError:
            raise ValueError(f"{name} is {text[:60]!r}; it has to be {parser.allowed}.") from None
    return Environment(**found)


def _hint(name: str, names: Sequence[str]) -> str:
    """Return the setting that may have been meant, as the rest of a sentence.

    >>> _hint("UNROLLED_PAGE", ["UNROLLED_PAGES", "UNROLLED_LOG"])
    '; did you mean UNROLLED_PAGES?'
    """
    close = get_close_matches(name, names, 1, 0.8)
    return f"; did you mean {close[0]}?" if close else "."
