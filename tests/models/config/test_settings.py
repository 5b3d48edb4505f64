"""Settings from the environment are typed and bounded."""

import os
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import psutil
import pytest
from dask.utils import parse_bytes

from models.config.parsers import byte_size
from models.config.settings import Environment, read
from models.worker.local_cluster import worker_environment
from models.worker.plugin import lower_priority

ROOT = Path(__file__).parents[3]
BAD = {
    "PORT": ("http", "0", "65536", "-1", "8501.5", "9" * 30),
    "HOST": ("two words", "http://localhost", "a/b", "-"),
    "UNROLLED_WORKERS": ("0", "257", "two"),
    "UNROLLED_WORKER_MEMORY": ("2 apples", "1MB", "2PB", "-2GB", "nan", "1e9"),
    "UNROLLED_NICENESS": ("20", "-5", "kind"),
    "DASK_SCHEDULER_ADDRESS": ("scheduler", "http://scheduler:8786", "tcp://scheduler"),
    "UNROLLED_PAGES": ("0", "many"),
    "UNROLLED_PAGES_OF_ONE": ("0", "all"),
    "UNROLLED_REQUESTS": ("9", "∞"),
    "UNROLLED_EVENTS": ("4", "٣٣"),
    "UNROLLED_UPLOADS": ("1MB", "all"),
    "UNROLLED_ALL_UPLOADS": ("1kB", "101GB"),
    "UNROLLED_PUBLIC_URL": (
        "lesson.school.example",
        "ftp://school.example",
        "https://school.example/?seed=1",
        "https://user@school.example",
        "https://school.example/a b",
        "https://school.example//evil",
    ),
    "STREAMLIT_SERVER_BASE_URL_PATH": ("a b", "a//b", "a/b/c", "../a", "a?b"),
    "UNROLLED_HOSTS": ("school example", "a,,b", "lesson.example:8501"),
    "UNROLLED_ORIGINS": ("school.example", "https://school.example/path", "*"),
    "UNROLLED_EMBEDDERS": ("javascript:alert(1)", "https://a.example; script-src *"),
    "FORWARDED_ALLOW_IPS": ("proxy", "10.0.0.0/99", "10.0.0.1/8"),
    "UNROLLED_LOG": ("xml", "JSON "[:4]),
    "UNROLLED_METRICS_PORT": ("metrics", "70000"),
    "UNROLLED_METRICS_HOST": ("http://here",),
}


def rows():
    return [each.metadata for each in fields(Environment)]


def test_nothing_set_gives_the_defaults_and_an_empty_value_is_not_set():
    assert read({}) == read({row["name"]: "" for row in rows()}) == Environment()


TYPOS = {
    "UNROLLED_PAGE": "UNROLLED_PAGE is no setting of the lesson; did you mean UNROLLED_PAGES?",
    "UNROLLED_HOST": "UNROLLED_HOST is no setting of the lesson; did you mean UNROLLED_HOSTS?",
    "UNROLLED_NONSENSE": "UNROLLED_NONSENSE is no setting of the lesson.",
}


@pytest.mark.parametrize(("name", "sentence"), TYPOS.items(), ids=TYPOS)
def test_a_setting_that_is_none_is_refused_with_what_may_have_been_meant(name, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        read({name: "100"})


def test_what_kubernetes_says_of_a_service_called_unrolled_is_no_setting():
    told = {"UNROLLED_SERVICE_HOST": "10.0.0.1", "UNROLLED_PORT_8501_TCP_PORT": "8501"}
    assert read(told | {"UNROLLED_PORT": "tcp://10.0.0.1:8501"}) == Environment()


@pytest.mark.parametrize(("name", "value"), [(n, value) for n in BAD for value in BAD[n]])
def test_a_bad_value_is_refused_in_a_sentence_with_name_value_and_what_is_allowed(name, value):
    (allowed,) = (row["parser"].allowed for row in rows() if row["name"] == name)
    with pytest.raises(ValueError, match="has to be") as refusal:
        read({name: value})
    assert str(refusal.value) == f"{name} is {value[:60]!r}; it has to be {allowed}."


def test_every_setting_but_those_that_take_anything_has_bad_values_above():
    anything = {"HEADLESS", "STREAMLIT_SERVER_COOKIE_SECRET"}
    assert set(BAD) == {row["name"] for row in rows()} - anything


def test_a_secret_is_not_kept_where_it_could_be_shown():
    found = read({"STREAMLIT_SERVER_COOKIE_SECRET": "open sesame"})
    assert found.cookie_secret is True
    assert "sesame" not in repr(found)


@pytest.mark.parametrize(("given", "handed_on"), [("", "10"), (" 3 ", "3")])
def test_the_workers_of_this_machine_step_back_as_far_as_is_said(monkeypatch, given, handed_on):
    monkeypatch.setenv("UNROLLED_NICENESS", given)
    assert worker_environment()["UNROLLED_NICENESS"] == handed_on


def test_good_values_are_read_into_what_they_mean():
    found = read(
        {
            "PORT": " 9000 ",
            "HOST": "::1",
            "UNROLLED_WORKER_MEMORY": "1500MB",
            "DASK_SCHEDULER_ADDRESS": "tls://scheduler:8786",
            "UNROLLED_PUBLIC_URL": "https://school.example:8443/unrolled/",
            "UNROLLED_HOSTS": "lesson.school.example, *.school.example,10.0.0.7",
            "UNROLLED_ORIGINS": "https://school.example:8443",
            "FORWARDED_ALLOW_IPS": "10.0.0.0/8,::1",
        }
    )
    assert (found.port, found.host, found.worker_memory) == (9000, "::1", 1_500_000_000)
    assert found.scheduler == "tls://scheduler:8786"
    assert found.public_url == "https://school.example:8443/unrolled"
    assert found.hosts == ("lesson.school.example", "*.school.example", "10.0.0.7")
    assert found.origins == ("https://school.example:8443",)
    assert found.proxies == ("10.0.0.0/8", "::1/128")


def test_a_worker_elsewhere_steps_back_only_if_that_is_said(monkeypatch):
    before = psutil.Process().nice()
    monkeypatch.setenv("UNROLLED_NICENESS", "")
    lower_priority()
    assert psutil.Process().nice() == before


@pytest.mark.parametrize("text", ["2GB", "2GiB", "1500MB", "1.5 GB", "900 MiB", "750000kB", "2G"])
def test_amounts_of_memory_mean_what_dask_takes_them_for(text):
    assert byte_size("1MB", "1TB").read(text) == parse_bytes(text)


def test_the_lesson_does_not_start_with_a_bad_setting_and_says_so_in_one_line():
    bad = os.environ | {"PORT": "http", "HEADLESS": "1"}
    done = subprocess.run(
        [sys.executable, "app.py"], cwd=ROOT, env=bad, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == "PORT is 'http'; it has to be a whole number from 1 to 65,535.\n"
