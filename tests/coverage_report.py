"""Print what the tests run, package by package: ``python -m tests.coverage_report``.

The data file is ``.coverage``, or the one that ``COVERAGE_FILE`` names.
"""

import json
import tempfile
from collections import defaultdict
from pathlib import Path, PurePosixPath

from coverage import Coverage

Counts = dict[str, int]  # of statements and branches, by coverage's own names
RUN, ALL = ("covered_lines", "covered_branches"), ("num_statements", "num_branches")


def package_of(file: str) -> str:
    """Return the package that a file counts for: ``models/nn``, ``pages``, or the file itself."""
    return "/".join(PurePosixPath(file).parent.parts[:2]) or file


def by_package(files: dict[str, Counts]) -> dict[str, Counts]:
    """Add up the files' counts in each package."""
    packages: defaultdict[str, Counts] = defaultdict(lambda: dict.fromkeys((*RUN, *ALL), 0))
    for file, counts in files.items():
        for name in (*RUN, *ALL):
            packages[package_of(file)][name] += counts[name]
    return dict(packages)


def percent(counts: Counts) -> float:
    """Return the share of statements and branches that are run, 100 without any."""
    total = sum(counts[name] for name in ALL)
    return 100 * sum(counts[name] for name in RUN) / total if total else 100.0


def measured() -> dict[str, Counts]:
    """Return each file's counts from the data that all processes wrote."""
    coverage = Coverage()
    coverage.load()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "coverage.json")
        coverage.json_report(outfile=str(report), ignore_errors=True)
        files = json.loads(report.read_text("utf-8"))["files"]
    return {PurePosixPath(name).as_posix(): each["summary"] for name, each in files.items()}


def main() -> None:
    """Print a line for each package, then one for all."""
    files = measured()
    rows = sorted(by_package(files).items())
    total = {name: sum(each[name] for _, each in rows) for name in (*RUN, *ALL)}
    print(f"{'package':28} {'statements':>10} {'not run':>8} {'branches':>9} {'run':>7}")
    for name, counts in [*rows, ("all", total)]:
        missed = counts["num_statements"] - counts["covered_lines"]
        print(
            f"{name:28} {counts['num_statements']:10,} {missed:8,}"
            f" {counts['num_branches']:9,} {percent(counts):6.1f}%"
        )


if __name__ == "__main__":
    main()
