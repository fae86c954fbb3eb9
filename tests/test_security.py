"""What an intruder would look for, and does not find."""

import ast
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import pi_pose
from pi_pose.errors import DownloadError
from pi_pose.models import download
from tests.conftest import ROOT
from tests.waiting import until

SOURCES = sorted(Path(pi_pose.__file__).parent.rglob("*.py"))

PICKLING = {"pickle", "cPickle", "_pickle", "marshal", "shelve", "dill", "joblib", "cloudpickle"}

RUNS_TEXT = {
    *("eval", "exec", "os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput"),
    *("yaml.load", "yaml.full_load", "yaml.unsafe_load", "yaml.load_all", "yaml.full_load_all"),
}

UNSAFE_RULES = {
    *("S102", "S301", "S302", "S307", "S310", "S323", "S501", "S506", "S602", "S604", "S605", "S609")
}
"""Of flake8-bandit: exec, pickle, marshal, eval, addresses, certificates, yaml.load, shells."""


INTRUDER = """import pickle, subprocess, yaml
pickle.loads(b"")
yaml.load("")
subprocess.run("ls", shell=True)
"""


def called(node: ast.Call) -> str:
    return ast.unparse(node.func)


def offences(path: Path) -> Iterator[str]:
    """Yield everything in a module that would run what somebody else wrote."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.partition(".")[0] in PICKLING)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in PICKLING:
            yield str(node.module)
        elif isinstance(node, ast.Call):
            name = called(node)
            words = {word.arg: ast.unparse(word.value) for word in node.keywords}
            if name in RUNS_TEXT or words.get("shell", "False") != "False":
                yield ast.unparse(node)
            if words.get("allow_pickle", "False") != "False" or name.endswith((".recv", ".UnsafeLoader")):
                yield ast.unparse(node)  # a multiprocessing connection's recv takes pickles


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_nothing_runs_or_unpickles_what_somebody_else_wrote(path: Path) -> None:
    assert list(offences(path)) == []


@pytest.mark.parametrize(
    "text",
    [
        *("import pickle", "from joblib import load", "yaml.load(text)", "os.system(command)", "eval(text)"),
        *("subprocess.run(command, shell=True)", "np.load(path, allow_pickle=True)", "connection.recv()"),
    ],
)
def test_each_of_these_would_be_found(text: str, tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text(text)
    assert list(offences(path))


def test_ruff_looks_for_them_too_and_the_rule_is_switched_off_nowhere() -> None:
    for path in SOURCES:
        for line in path.read_text(encoding="utf-8").splitlines():
            off = line.partition("# noqa:")[2].split()
            switched = {code.strip(",") for code in off} & UNSAFE_RULES
            # The address was examined on the line before.
            assert switched <= ({"S310"} if path.name == "download.py" else set()), f"{path}: {line}"
    found = subprocess.run(
        [Path(sys.executable).with_name("ruff"), "check", "--stdin-filename", "pi_pose/intruder.py", "-"],
        cwd=ROOT,
        input=INTRUDER,
        capture_output=True,
        text=True,
        check=False,
    )
    assert {"S301", "S506", "S602"} <= set(found.stdout.split())


@pytest.mark.parametrize(
    "address",
    [
        *("http://example.org/model.tflite", "ftp://example.org/model.tflite", "file:///etc/passwd"),
        *("http://127.0.0.1.example.org/x", "data:text/plain,x", "//example.org/x", "HTTP://example.org/"),
    ],
)
def test_only_https_is_downloaded(address: str) -> None:
    with pytest.raises(DownloadError, match="only https addresses are allowed"):
        download.read(address, 100)


@contextmanager
def sending_on(target: str) -> Iterator[str]:
    """Serve nothing but a redirection."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(302)
            self.send_header("Location", target)
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("target", ["http://example.org/", "ftp://example.org/", "file:///etc/passwd"])
def test_a_server_that_sends_on_to_another_address_must_send_on_to_https(target: str) -> None:
    with sending_on(target) as address, pytest.raises(DownloadError, match=r"only https|not allowed"):
        download.read(address, 100)


def sockets(pid: int) -> set[str]:
    """Return the inodes of the sockets that a process has."""
    found = set()
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # it was the one for this very folder
            target = str(descriptor.readlink())
            if target.startswith("socket:["):
                found.add(target.removeprefix("socket:[").removesuffix("]"))
    return found


def on_the_network(pid: int) -> list[str]:
    """Return the lines of the kernel's tables for sockets of a process that hear or speak to a network."""
    mine, lines = sockets(pid), []
    for table in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6", "udplite", "icmp"):
        path = Path(f"/proc/{pid}/net/{table}")
        if path.exists():
            lines += [line for line in path.read_text().splitlines()[1:] if line.split()[9] in mine]
    return lines


def family(pid: int) -> list[int]:
    """Return a process and all that come from it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in family(int(child)))]


def test_a_running_mirror_has_no_socket_on_any_network(lightning: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(
        f"model: {{folder: {lightning.parent}}}\ncamera: {{source: synthetic}}\n"
        "display: {fullscreen: false, width: 320, height: 240}\n"
    )
    asked = [sys.executable, "-m", "pi_pose", "run", "--config", str(config), "--debug"]
    log = tmp_path / "log"
    with log.open("w") as file, subprocess.Popen(asked, cwd=ROOT, stderr=file) as mirror:
        try:
            # The interpreter and the camera run in threads of their own.
            until(lambda: len(list(Path(f"/proc/{mirror.pid}/task").iterdir())) > 6 and mirror.poll() is None)
            assert [line for pid in family(mirror.pid) for line in on_the_network(pid)] == []
        finally:
            mirror.send_signal(signal.SIGTERM)
    assert mirror.returncode == 0, log.read_text()


def test_a_socket_would_be_seen() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler):
        assert len(on_the_network(os.getpid())) == 1
