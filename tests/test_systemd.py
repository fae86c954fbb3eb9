"""What systemd hears from the mirror, over a real datagram socket."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pi_pose import systemd
from pi_pose.systemd import Notifier

MESSAGES = 5_000
"""Far more than a socket holds for a listener who does not listen."""


@pytest.fixture(params=["/notify", "@pi-pose-test-notify"], ids=["file", "abstract"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return f"{tmp_path}{request.param}" if request.param.startswith("/") else str(request.param)


@pytest.fixture
def listener(address: str) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(address.replace("@", "\0"))
        listening.settimeout(5)
        yield listening


@pytest.fixture
def notifier(address: str, listener: socket.socket) -> Iterator[Notifier]:
    assert listener.fileno() >= 0
    notifier = Notifier({"NOTIFY_SOCKET": address})
    yield notifier
    notifier.close()


def test_every_message_arrives_in_systemds_words(notifier: Notifier, listener: socket.socket) -> None:
    notifier.ready()
    notifier.alive()
    notifier.tell("lightning   12 fps: Chair")
    notifier.stopping()
    heard = [listener.recv(4096).decode() for _ in range(4)]
    assert heard == ["READY=1", "WATCHDOG=1", "STATUS=lightning   12 fps: Chair", "STOPPING=1"]


def flood(notifier: Notifier) -> None:
    for _ in range(MESSAGES):
        notifier.alive()


def test_a_deaf_listener_costs_no_time(notifier: Notifier) -> None:
    sending = threading.Thread(target=flood, args=[notifier], daemon=True)
    sending.start()
    sending.join(timeout=10)
    assert not sending.is_alive()


def drain(listener: socket.socket) -> None:
    while listener.recv(4096):
        pass


def test_a_listener_who_listens_again_is_heard_again(notifier: Notifier, listener: socket.socket) -> None:
    flood(notifier)
    listener.settimeout(0)
    with pytest.raises(BlockingIOError):
        drain(listener)
    notifier.tell("here I am")
    assert listener.recv(4096) == b"STATUS=here I am"


def test_a_listener_who_is_gone_is_no_fault(notifier: Notifier, listener: socket.socket) -> None:
    listener.close()
    notifier.alive()


def test_without_systemd_nothing_is_said() -> None:
    notifier = Notifier({})
    notifier.ready()
    notifier.close()
    notifier.close()


def test_a_power_off_is_asked_for_by_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(tmp_path))
    assert systemd.power_off()
    assert [path.name for path in tmp_path.iterdir()] == ["power-off"]


def test_without_systemd_nobody_can_be_asked_to_power_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RUNTIME_DIRECTORY", raising=False)
    assert not systemd.power_off()
