"""SBOM: the list of everything an image is made of, as CycloneDX, for those who must check it.

``python -m deploy.sbom`` prints it; the Dockerfile keeps it at /app/sbom.cdx.json.
"""

import json
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator

from deploy.installed import Package, packages, same

SPECIFICATION = "1.6"
ASK_DEBIAN = ("dpkg-query", "--show", "--showformat=${Package}\t${Version}\t${Architecture}\n")


def bill_of_materials() -> dict:
    """Describe the lesson, its Python packages, Python, and the system's packages, if Debian's."""
    ours = list(packages())
    return {
        "$schema": f"http://cyclonedx.org/schema/bom-{SPECIFICATION}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": SPECIFICATION,
        "version": 1,
        "metadata": {
            "component": {
                "bom-ref": "unrolled",
                "type": "application",
                "name": "unrolled",
                "licenses": [{"license": {"id": "MIT"}}],
            }
        },
        "components": [*map(_library, ours), _python(), *_debian()],
        "dependencies": [
            {"ref": "unrolled", "dependsOn": sorted(_purl(each) for each in ours)},
            *({"ref": _purl(each), "dependsOn": _needs(each, ours)} for each in ours),
        ],
    }


def _purl(package: Package) -> str:
    return f"pkg:pypi/{same(package.name)}@{package.version}"


def _needs(package: Package, ours: list[Package]) -> list[str]:
    return sorted(_purl(each) for each in ours if each.name in package.needs)


def _library(package: Package) -> dict:
    said = (
        {"expression": package.license}
        if package.is_expression
        else {"license": {"name": package.license}}
    )
    return {
        "bom-ref": _purl(package),
        "type": "library",
        "name": package.name,
        "version": package.version,
        "purl": _purl(package),
        "licenses": [said],
    }


def _python() -> dict:
    version = platform.python_version()
    return {
        "bom-ref": f"python@{version}",
        "type": "platform",
        "name": "python",
        "version": version,
        "cpe": f"cpe:2.3:a:python:python:{version}:*:*:*:*:*:*:*",
        "licenses": [{"license": {"id": "PSF-2.0"}}],
    }


def _debian() -> Iterator[dict]:
    if not shutil.which(ASK_DEBIAN[0]):
        return
    said = subprocess.run(ASK_DEBIAN, capture_output=True, text=True, check=True).stdout
    for line in said.splitlines():
        name, version, architecture = line.split("\t")
        purl = f"pkg:deb/debian/{name}@{version.replace(':', '%3A')}?arch={architecture}"
        purl = purl.replace("+", "%2B")
        yield {
            "bom-ref": purl,
            "type": "library",
            "name": name,
            "version": version,
            "purl": purl,
        }


if __name__ == "__main__":
    json.dump(bill_of_materials(), sys.stdout, indent=1)
    print()
