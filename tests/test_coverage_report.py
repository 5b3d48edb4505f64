import os
import subprocess
import sys
from pathlib import Path

from coverage import CoverageData

from tests.coverage_report import by_package, package_of, percent

ROOT = Path(__file__).parents[1]
ONE = {"covered_lines": 3, "num_statements": 4, "covered_branches": 1, "num_branches": 4}


def test_a_file_counts_for_its_package_and_a_lone_file_for_itself():
    names = ["models/nn/dense.py", "components/ui/js/deep/at.py", "pages/home.py", "app.py"]
    assert [package_of(name) for name in names] == ["models/nn", "components/ui", "pages", "app.py"]


def test_a_packages_counts_are_the_sums_of_its_files():
    (counts,) = by_package({"models/nn/a.py": ONE, "models/nn/b.py": ONE}).values()
    assert counts == {name: 2 * count for name, count in ONE.items()}
    assert percent(counts) == 50


def test_a_process_that_a_test_starts_is_measured_too(tmp_path):
    # It runs in another folder and leaves at once, as a worker does.
    inner = "import os, models.nn.flatten; os._exit(0)"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}], cwd='/')"
    data = tmp_path / "data"
    measure = [sys.executable, "-m", "coverage", "run", f"--data-file={data}", f"--source={ROOT}"]
    (tmp_path / "outer.py").write_text(outer)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    subprocess.run([*measure, tmp_path / "outer.py"], cwd=ROOT, env=environment, check=True)
    combined = CoverageData(str(data))
    for part in tmp_path.glob("data.*"):
        each = CoverageData(str(part))
        each.read()
        combined.update(each)
    assert combined.lines(str(ROOT / "models" / "nn" / "flatten.py"))
