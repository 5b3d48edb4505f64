"""What the lesson stands on: locked by hash, listed, and under licences that are named."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.requirements import Requirement

from deploy.installed import locked, packages, same, wanted_here
from deploy.licences import PAGE, page
from deploy.sbom import bill_of_materials

ROOT = Path(__file__).parents[2]


def pins(name: str) -> set[str]:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return {str(Requirement(line.split(" \\")[0])) for line in lines if re.match(r"\w", line)}


def test_the_lock_has_the_very_versions_that_were_tested():
    lock = pins("requirements.lock")
    assert lock <= pins("constraints.txt")
    assert len(lock) > 60


def required() -> set[str]:
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    return {same(Requirement(line.split("#")[0]).name) for line in lines if re.match(r"\w", line)}


def test_the_lock_has_every_requirement():
    assert required() <= {same(pin.name) for pin in locked()}


def test_the_readme_says_why_each_requirement_is_there():
    said = (ROOT / "README.md").read_text("utf-8")
    table = said.split("| dependency |")[1].split("\n\n")[0]
    cells = re.findall(r"^\| (\w.*?) \|", table, re.MULTILINE)
    named = {same(name) for cell in cells for name in re.findall(r"[\w-]+", cell)}
    assert required() - {"tensorflow-cpu"} == named - {"dask"}


def test_every_pin_has_its_hashes():
    text = (ROOT / "requirements.lock").read_text("utf-8")
    blocks = re.split(r"\n(?=\w)", text)[1:]
    assert len(blocks) == len(locked())
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", block) for block in blocks)


def test_what_is_installed_here_is_what_is_locked():
    versions = {same(each.name): each.version for each in packages()}
    for pin in wanted_here():
        assert versions[same(pin.name)] in pin.specifier


def test_the_list_of_licences_is_in_step():
    assert PAGE.read_text("utf-8") == page(), "write it anew: python -m deploy.licences"


@pytest.mark.parametrize("word", ["AGPL", "GNU", "GPL", "not said", "Proprietary"])
def test_no_licence_asks_more_than_we_can_give(word):
    assert word not in page().split("|---|---|")[1]


def test_the_bill_of_materials_is_valid_cyclonedx():
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
