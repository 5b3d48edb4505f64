"""One version, wherever it is stated."""

import re
import tomllib
from collections.abc import Iterator

import yaml

from checks.rules import different, read, rule
from models.config.version import VERSION


@rule
def one_version() -> Iterator[str]:
    """Project, image, manifests and changelog have the version that the lesson has."""
    project = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    yield from different("pyproject.toml", project, VERSION)
    label = re.findall(r'image\.version="([^"]*)"', read("Dockerfile"))
    yield from different("Dockerfile", label, [VERSION])
    images = yaml.safe_load(read("deploy/kubernetes/kustomization.yaml"))["images"]
    yield from different("kustomization.yaml", {each["newTag"] for each in images}, {VERSION})
    (newest, *_) = re.findall(r"^## (.+)$", read("CHANGELOG.md"), re.MULTILINE)
    yield from different("CHANGELOG.md", newest, VERSION)
