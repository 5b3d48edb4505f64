"""Settings come from one table, and the README lists them as it does."""

import re
from collections.abc import Iterator
from dataclasses import fields

from checks.rules import ROOT, different, read, relative, rule, unless
from models.config.settings import Environment

READERS = {"models/config/settings.py", "server/process_setup.py"}
IN_WORKERS = {
    "models/worker/plugin.py",
    "models/worker/local_cluster.py",
    "models/tasks/run_script.py",
}


@rule
def readme_settings() -> Iterator[str]:
    """The README lists every setting with its default, in the order of the table."""
    rows = [each.metadata for each in fields(Environment)]
    expected = [(row["name"], row["default_text"], row["description"]) for row in rows]
    table = re.findall(r"^\| `([A-Z_]+)` \| (.*) \| (.*) \|$", read("README.md"), re.MULTILINE)
    yield from different("README.md: settings", len(table), len(expected))
    for found, row in zip(table, expected, strict=False):
        yield from different("README.md", found, row)


@rule
def environment_readers() -> Iterator[str]:
    """Only the table of settings and what runs in workers read the environment."""
    found = {
        relative(path)
        for folder in ("components", "models", "pages", "server")
        for path in (ROOT / folder).rglob("*.py")
        if re.search(r"\benviron\b|\bgetenv\b", path.read_text("utf-8"))
    }
    yield from different("readers of the environment", found - READERS - IN_WORKERS, set())
    yield from unless("environ" not in read("app.py"), "app.py")
