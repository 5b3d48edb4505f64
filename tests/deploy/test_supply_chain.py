"""What the lesson stands on: locked by hash, listed, and under licenses that are named."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.installed import wanted_here
from deploy.sbom import bill_of_materials

ROOT = Path(__file__).parents[2]


def test_the_bill_of_materials_is_valid_cyclonedx():
    # Takes three seconds to load, which every worker would spend to find the tests here.
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    text = json.dumps(bill_of_materials())
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None


def test_the_bill_of_materials_names_every_package_once_with_what_it_needs():
    bill = bill_of_materials()
    names = [each["purl"] for each in bill["components"] if "pypi" in each.get("purl", "")]
    assert len(names) == len(set(names)) == len(wanted_here())
    needs = {each["ref"]: each["dependsOn"] for each in bill["dependencies"]}
    (keras,) = (ref for ref in needs if ref.startswith("pkg:pypi/keras@"))
    assert any(ref.startswith("pkg:pypi/numpy@") for ref in needs[keras])


@pytest.mark.skipif(sys.platform == "win32", reason="the containers are Linux's")
def test_keys_are_made_once_and_fit_each_other(tmp_path):
    def make() -> None:
        subprocess.run(["sh", ROOT / "deploy" / "make-keys.sh", tmp_path], check=True)

    make()
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(made) == {"ca.pem", "cluster.pem", "cluster.key", "cookie-secret"}
    assert all(path.stat().st_mode & 0o77 == 0 for path in tmp_path.iterdir())
    subprocess.run(
        ["openssl", "verify", "-CAfile", tmp_path / "ca.pem", tmp_path / "cluster.pem"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    make()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == made
