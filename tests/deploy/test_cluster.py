"""The cluster as it is shipped: nginx, two web replicas, a scheduler with TLS and a worker."""

import json
import re
import socket
import ssl
import sys
import urllib.request
from collections import Counter
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.error import HTTPError

import psutil
import pytest
from distributed import Client
from distributed.security import Security
from playwright.sync_api import Browser, Page, expect

from models.texts import sentence
from tests.browser.opening import open_context
from tests.browser.pages import press, settle, shown_field, visit
from tests.deploy.cluster import Cluster, cluster, keys_in
from tests.deploy.supervised_process import answers
from tests.models.waiting import wait_until

pytestmark = [
    pytest.mark.cluster,
    pytest.mark.skipif(sys.platform == "win32", reason="the containers are Linux's"),
]

SLOW = 150_000  # milliseconds
OTHER = {"1": "2", "2": "1"}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    with cluster(tmp_path_factory.mktemp("cluster")) as running:
        yield running


@pytest.fixture
def page(browser: Browser, whole: Cluster) -> Page:
    context = open_context(browser, base_url=whole.url, viewport={"width": 1440, "height": 1000})
    context.set_default_timeout(SLOW)
    yield context.new_page()
    context.close()


def ask(whole: Cluster, cookie: str = "") -> str:
    """Ask for the page; give the seat that nginx hands out, or "" when it leaves it as it is."""
    request = urllib.request.Request(f"{whole.url}/", headers={"Cookie": cookie} if cookie else {})
    with urllib.request.urlopen(request, timeout=20) as answer:
        said = SimpleCookie(answer.headers.get("Set-Cookie", ""))
    return said["unrolled_seat"].value if "unrolled_seat" in said else ""


def seat(page: Page) -> str:
    cookies = {each["name"]: each["value"] for each in page.context.cookies()}
    return cookies["unrolled_seat"]


def progress(page: Page):
    return page.get_by_test_id("stProgress")


def train(page: Page) -> None:
    visit(page, "train")
    page.get_by_label("Epochs").fill("100")
    page.get_by_label("Epochs").press("Enter")
    settle(page)
    press(page, "Train")
    expect(progress(page)).to_contain_text("Running", timeout=SLOW)


def test_who_comes_first_is_sent_to_either_and_who_comes_again_to_the_same(whole):
    before = len(logged(whole))
    drawn = Counter(ask(whole) for _ in range(30))
    assert set(drawn) == {"1", "2"}
    before += 30
    for mine in "12":
        assert {ask(whole, f"unrolled_seat={mine}") for _ in range(5)} == {""}
        # nginx may write a line after it has answered.
        wait_until(lambda until=before + 5: len(logged(whole)) == until, "all is in the log")
        replicas = {line["replica"] for line in logged(whole)[before:]}
        assert replicas == {f"127.0.0.1:{whole.ports[mine]}"}
        before += 5


def logged(whole: Cluster, path: str = "/") -> list[dict]:
    """What nginx wrote of those who asked for a path."""
    lines = map(json.loads, whole.log.read_text("utf-8").splitlines())
    return [line for line in lines if line["path"] == path]


def test_a_forged_seat_is_answered_with_a_true_one(whole):
    assert ask(whole, "unrolled_seat=../../etc") in "12"


def test_the_log_names_nobody_no_session_and_no_drawing(whole):
    urllib.request.urlopen(f"{whole.url}/draw?image=secret", timeout=20).close()
    wait_until(lambda: logged(whole, "/draw"), "it is in the log")
    sends = urllib.request.Request(
        f"{whole.url}/_stcore/upload_file/secret/secret", data=b"secret", method="PUT"
    )
    with pytest.raises(HTTPError):  # of a session that nobody has
        urllib.request.urlopen(sends, timeout=20)
    wait_until(lambda: logged(whole, "/_stcore/upload_file"), "it is in the log")
    said = whole.log.read_text("utf-8")
    assert "secret" not in said
    assert not re.search(r"127\.0\.0\.1(?!:)", said)


def test_a_body_that_no_picture_needs_is_refused_at_the_door(whole):
    with pytest.raises(HTTPError, match="413"):
        urllib.request.urlopen(whole.url, data=bytes(27 << 20), timeout=20)


def test_a_stranger_without_our_certificate_gets_no_word_from_the_scheduler(whole, tmp_path):
    ours, foreign = whole.folder, tmp_path
    keys_in(foreign)  # good keys, but of another authority
    with Client(whole.address, security=trusting(ours, ours), timeout=60) as one_of_us:
        assert one_of_us.submit(sum, (2, 2)).result(timeout=60) == 4
    # The stranger trusts our scheduler; it is the scheduler that does not trust the stranger.
    with pytest.raises((OSError, TimeoutError)):
        Client(whole.address, security=trusting(ours, foreign), timeout=3)
    with pytest.raises(ssl.SSLError, match="UNKNOWN_CA"):
        knock(whole.address, ours, foreign)
    with pytest.raises((OSError, TimeoutError)):
        Client(whole.address.replace("tls", "tcp"), timeout=3)


def trusting(authority: Path, own: Path) -> Security:
    """Trust one folder's authority, and show another's certificate."""
    return Security(
        require_encryption=True,
        tls_ca_file=str(authority / "ca.pem"),
        tls_client_cert=str(own / "cluster.pem"),
        tls_client_key=str(own / "cluster.key"),
    )


def knock(address: str, authority: Path, own: Path) -> bytes:
    """Shake hands with the scheduler, and hear what it says first."""
    hand = ssl.create_default_context(cafile=authority / "ca.pem")
    hand.load_cert_chain(own / "cluster.pem", own / "cluster.key")
    port = int(address.rsplit(":", 1)[1])
    with (
        socket.create_connection(("127.0.0.1", port), timeout=20) as plain,
        hand.wrap_socket(plain, server_hostname="localhost") as secret,
    ):
        return secret.recv(1)


def test_a_training_survives_its_replica_and_its_scheduler(whole, page):
    train(page)
    mine = seat(page)
    process = psutil.Process(whole.webs[mine].process.pid)
    spoken_to = {
        each.raddr.port
        for each in process.net_connections()
        if each.status == "ESTABLISHED" and each.laddr.port != whole.ports[mine]
    }
    assert spoken_to == {int(whole.address.rsplit(":", 1)[1])}, "the scheduler alone"

    # A replica that is gone: its learners come back by themselves on the other, by their link.
    whole.webs[mine].kill()
    wait_until(lambda: seat_after(page, 500) == OTHER[mine], "the other replica has answered")
    settle(page)
    expect(shown_field(page, "Epochs")).to_have_value("100")
    whole.webs[mine].start()
    press(page, "Train")
    expect(progress(page)).to_contain_text("Running", timeout=SLOW)
    press(page, "Pause training")
    expect(progress(page)).to_contain_text("Paused")

    # It stays there, though its first replica is back.
    wait_until(lambda: answers(whole.ports[mine]), "the replica is back")
    assert ask(whole, f"unrolled_seat={seat(page)}") == ""

    # A scheduler that is gone and comes back.
    whole.scheduler.kill()
    told = page.get_by_text(sentence("trainer unreachable"))
    expect(told.first).to_be_visible(timeout=SLOW)
    whole.scheduler.start()
    expect(told).to_have_count(0, timeout=SLOW)
    press(page, "Resume training")
    expect(progress(page)).to_contain_text("Running", timeout=SLOW)
    press(page, "Stop training")
    expect(page.get_by_text(re.compile("^Stopped: epoch"))).to_be_visible(timeout=SLOW)


def test_every_event_of_every_process_is_one_line_of_json(whole):
    # By now replica and scheduler were gone, and the workers with their nannies said so.
    found = [json.loads(line) for line in whole.said.read_text().splitlines()]
    assert {each["source"].partition(".")[0] for each in found} >= {"distributed", "unrolled"}
    assert not any("127.0.0.1" in each["event"] for each in found)


def seat_after(page: Page, milliseconds: int) -> str:
    page.wait_for_timeout(milliseconds)
    return seat(page)
