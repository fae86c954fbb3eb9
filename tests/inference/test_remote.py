"""An interpreter in a child process, and an Edge TPU in it that does what no process survives."""

import gc
import os
import subprocess
import sys
import threading
from multiprocessing import Pipe
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path

import numpy as np
import pytest

from pi_pose.errors import InterpreterError
from pi_pose.inference import child, edgetpu
from pi_pose.inference.interpreter import Interpreter, Request
from pi_pose.inference.movenet import MoveNet
from pi_pose.inference.remote import Limits, RemoteInterpreter
from tests import waiting
from tests.conftest import ROOT
from tests.edgetpu import Stick
from tests.networks import dots
from tests.runtimes import RUNTIMES

PICTURE = np.zeros((1, 192, 192, 3), np.uint8)
PICTURE[0, 40, 50] = 255

BRISK = Limits(invoke=0.3)


@pytest.fixture
def compiled(tmp_path: Path) -> Path:
    path = tmp_path / "dots_edgetpu.tflite"
    path.write_bytes(dots.movenet_edgetpu())
    return path


def test_it_answers_what_the_interpreter_answers_here(lightning: Path) -> None:
    remote, local = RemoteInterpreter(Request(lightning)), Interpreter(lightning)
    rng = np.random.default_rng(0)
    for _ in range(3):
        picture = rng.integers(0, 255, (1, 192, 192, 3), np.uint8)
        assert (remote.invoke(picture)[0] == local.invoke(picture)[0]).all()
    assert remote.runtime == local.runtime
    remote.close()


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_the_runtime_hands_the_compiled_part_to_the_delegate(
    stick: Stick, compiled: Path, runtime: str
) -> None:
    stick.behave("work")
    remote = RemoteInterpreter(Request(compiled, runtime=runtime, accelerator="edgetpu"))
    pose = MoveNet(remote, "dots").estimate(PICTURE[0])
    assert pose.xy == pytest.approx(
        dots.BODY_YX[:, ::-1] + np.array([50.5, 40.5], np.float32) / 192, abs=1e-6
    )
    remote.close()


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ("refuse", "the device is not there, is in use, or may not be used by this user"),
        ("mismatch", "the process that runs it was ended by SIGABRT"),
        ("crash", "the process that runs it was ended by SIGABRT"),
        ("crash 2", "the process that runs it was ended by SIGABRT"),
        ("fail", "the model failed: the stand-in was told to fail"),
        ("fail 2", "the model failed: the stand-in was told to fail"),
        ("hang 2", r"no answer within 0.3 s$"),
    ],
)
def test_whatever_it_does_this_process_only_gets_an_error(
    stick: Stick, compiled: Path, order: str, told: str
) -> None:
    stick.behave(order)
    with pytest.raises(InterpreterError, match=told):
        invoke_often(RemoteInterpreter(Request(compiled, accelerator="edgetpu"), BRISK))


def invoke_often(remote: RemoteInterpreter) -> None:
    for _ in range(4):
        remote.invoke(PICTURE)


def test_the_first_invoke_may_take_longer(stick: Stick, compiled: Path) -> None:
    stick.behave("hang")
    remote = RemoteInterpreter(Request(compiled, accelerator="edgetpu"), Limits(first=0.4, invoke=0.1))
    with pytest.raises(InterpreterError, match=r"no answer within 0.4 s$"):
        remote.invoke(PICTURE)


def test_one_that_failed_stays_failed_and_leaves_no_memory(stick: Stick, compiled: Path) -> None:
    stick.behave("fail 1")
    remote = RemoteInterpreter(Request(compiled, accelerator="edgetpu"))
    remote.invoke(PICTURE)
    name = remote._memory[0].name
    for _ in range(2):
        with pytest.raises(InterpreterError):
            remote.invoke(PICTURE)
    with pytest.raises(FileNotFoundError):
        SharedMemory(name)
    remote.close()
    remote.close()


WRONG_ANSWERS: list[list[child.Packed]] = [
    [],
    [child.pack(np.zeros((1, 1, 17, 3), np.float32))] * 2,
    [child.pack(np.zeros((1, 1, 17, 3), np.float64))],
    [child.pack(np.zeros((1, 1, 16, 3), np.float32))],
    [child.pack(np.zeros((17, 3), np.float32))],
    [child.Packed("f4", (1, 1, 17, 3), bytes(8))],
]
"""What no MoveNet answers."""

HOLDS_ONE = """
import sys, time
from pathlib import Path
from pi_pose.inference.interpreter import Request
from pi_pose.inference.remote import RemoteInterpreter

if __name__ == "__main__":
    held = RemoteInterpreter(Request(Path(sys.argv[1])))
    print(held._process.pid, flush=True)
    time.sleep(600)
"""


def test_a_parent_that_is_killed_leaves_no_process_behind(tmp_path: Path) -> None:
    model, script = tmp_path / "dots.tflite", tmp_path / "holds_one.py"
    model.write_bytes(dots.movenet(64))
    script.write_text(HOLDS_ONE)
    with subprocess.Popen(
        [sys.executable, str(script), str(model)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as parent:
        assert parent.stdout is not None
        held = Path("/proc", parent.stdout.readline().strip())
        assert held.is_dir()
        parent.kill()
    waiting.until(lambda: not held.is_dir())


def test_one_that_nobody_has_a_use_for_ends_its_process(tmp_path: Path) -> None:
    model = tmp_path / "dots.tflite"
    model.write_bytes(dots.movenet(64))
    remote = RemoteInterpreter(Request(model))
    process = remote._process
    assert process.is_alive()
    del remote
    gc.collect()
    waiting.until(lambda: not process.is_alive())


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"\xc1", b"\x93" * 100_000, child.encode(child.Order("memory", (1,), "u1"))),
        *(child.encode(child.Answer(tensors)) for tensors in WRONG_ANSWERS),
    ],
)
def test_a_child_that_answers_with_nonsense_is_given_up(content: bytes, tmp_path: Path) -> None:
    model = tmp_path / "dots.tflite"
    model.write_bytes(dots.movenet(64))
    remote = RemoteInterpreter(Request(model))
    ours, theirs = Pipe()
    remote._connection.close()
    remote._connection = ours
    theirs.send_bytes(content)
    with pytest.raises(InterpreterError, match="answered with nonsense"):
        remote.invoke(np.zeros((1, 64, 64, 3), np.uint8))


@pytest.mark.parametrize(
    "packed",
    [
        child.Packed("O", (1,), bytes(8)),
        child.Packed("u1", (10**9,), b"abc"),
        child.Packed("no type", (1,), b"a"),
        child.Packed("(" * 1000, (1,), b"a"),
    ],
    ids=lambda packed: packed.dtype[:8],
)
def test_a_tensor_that_is_none_is_never_built(packed: child.Packed) -> None:
    with pytest.raises(ValueError, match=r".+"):
        child.unpack(packed)


def test_closing_it_ends_an_invoke_under_way(stick: Stick, compiled: Path) -> None:
    stick.behave("hang 1")
    remote = RemoteInterpreter(Request(compiled, accelerator="edgetpu"), Limits(invoke=3600))
    remote.invoke(PICTURE)
    failures: list[str] = []

    def invoke() -> None:
        try:
            remote.invoke(PICTURE)
        except InterpreterError as error:
            failures.append(str(error))

    caller = threading.Thread(target=invoke)
    caller.start()
    remote.close()
    caller.join()
    assert len(failures) == 1


# The runtime's own Delegate trips over itself when there was no library to load.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_library_that_is_not_installed_is_told(compiled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edgetpu, "LIBRARY", "libnowhere.so.1")
    with pytest.raises(
        InterpreterError, match=r"libnowhere.so.1 is not installed .*; run ./install.sh --coral"
    ):
        Interpreter(compiled, accelerator="edgetpu")


def package(folder: Path, module: str, source: str) -> None:
    path = folder / "pycoral" / module
    path.parent.mkdir(parents=True)
    (folder / "pycoral/__init__.py").touch()
    (path.parent / "__init__.py").touch()
    path.write_text(source)


PYCORAL = """
from ai_edge_litert.interpreter import Interpreter

def make_interpreter(path):
    return Interpreter(path.replace("_edgetpu", ""))
"""


def test_pycoral_is_used_where_it_is_installed(
    compiled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package(tmp_path, "utils/edgetpu.py", PYCORAL)
    (tmp_path / "dots.tflite").write_bytes(dots.movenet())
    monkeypatch.syspath_prepend(tmp_path)
    remote = RemoteInterpreter(Request(compiled, accelerator="edgetpu"))
    assert remote.invoke(PICTURE)[0].shape == (1, 1, 17, 3)
    remote.close()


def test_the_coral_reef_project_of_the_same_name_is_recognised_and_left_alone(
    stick: Stick,
    compiled: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    package(tmp_path, "atlas/reefs.py", "raise RuntimeError")
    (tmp_path / "pycoral/__init__.py").write_text("raise RuntimeError")
    monkeypatch.syspath_prepend(tmp_path)
    stick.behave("work")
    remote = RemoteInterpreter(Request(compiled, accelerator="edgetpu"))
    assert remote.invoke(PICTURE)[0].shape == (1, 1, 17, 3)
    remote.close()
    assert "the package pycoral that is installed is not Google's, and not used" in capfd.readouterr().err
