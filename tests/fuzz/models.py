"""Model files with a few wrong bytes, and what becomes of a process that loads one.

`python -m tests.fuzz.models --count 10000` tries so many in processes of their own; the ones that crash or
hang it are then loaded by the mirror's own loader, which has to survive that and to say what is wrong.
"""

import argparse
import os
import resource
import signal
import struct
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from pi_pose.errors import PiPoseError
from pi_pose.inference import networks
from pi_pose.inference.interpreter import Interpreter
from pi_pose.provision.loading import Loader, answer_once
from pi_pose.settings import Model, Models, NamedModel, Settings
from tests.networks import dots

HANG_SECONDS = 10
MEMORY_BYTES = 4 << 30

NUMBERS = (0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
"""What a length or an offset had better not be."""

HARMLESS = ("refused", "answers")
OUTCOMES = (*HARMLESS, "raises")


@cache
def good() -> list[bytes]:
    """Return whole models: a MoveNet, a PoseNet and a MultiPose, all small."""
    return [dots.movenet(64), dots.posenet(side=65), dots.multipose()]


def mutants(seed: int) -> Iterator[bytes]:
    """Yield one damaged model after another, the same ones for the same seed."""
    random = Random(seed)
    while True:
        content = bytearray(random.choice(good()))
        for _ in range(random.choice([1, 1, 2, 4])):
            _damage(content, random)
        if random.random() < 0.05:
            del content[random.randrange(len(content)) :]
        yield bytes(content)


def _damage(content: bytearray, random: Random) -> None:
    place = random.randrange(len(content) - 8)
    match random.randrange(4):
        case 0:
            content[place] ^= 1 << random.randrange(8)
        case 1:
            content[place] = random.choice([0, 1, 127, 128, 255])
        case 2:
            place &= ~3
            content[place : place + 4] = struct.pack(
                "<I", random.choice([*NUMBERS, random.randrange(len(content))])
            )
        case _:
            other = random.randrange(len(content) - 8)
            content[place : place + 4] = content[other : other + 4]


def tried(contents: Sequence[bytes]) -> list[str]:
    """Load and invoke each of them in a process of its own: refused, answers, SIGSEGV, SIGALRM..."""
    with TemporaryDirectory() as folder:
        for number, content in enumerate(contents):
            Path(folder, str(number)).write_bytes(content)
        done = subprocess.run(
            [sys.executable, "-m", "tests.fuzz.models", "--folder", folder],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    return done.stdout.split()


def load(content: bytes) -> str:
    """Load a model as the mirror does, and return what it says: ok, or a sentence."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "mine.tflite")
        path.write_bytes(content)
        chosen = Settings(
            model=Model(name="mine", folder=folder), models=Models(named={"mine": NamedModel(path=str(path))})
        )
        try:
            Loader(chosen, lambda _here, _size: None).load("mine")
        except PiPoseError as error:
            return str(error)
        return "ok"


def _try_all(folder: Path) -> None:
    """In the process that `tried` starts: fork for each file, so that the runtime is loaded once."""
    Interpreter(Path("good"), content=good()[0])
    for number in range(len(list(folder.iterdir()))):
        content = (folder / str(number)).read_bytes()
        if (child := os.fork()) == 0:
            _invoke(content)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(OUTCOMES[status] if status >= 0 else signal.Signals(-status).name, flush=True)


def _invoke(content: bytes) -> None:
    """Read it as each kind of pose model, and let it answer; never returns."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    signal.alarm(HANG_SECONDS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    outcome = "refused"
    try:
        for kind in networks.KINDS:
            with suppress(PiPoseError):
                answer_once(networks.read(Interpreter(Path("mine"), content=content), kind, "mine"))
                outcome = "answers"
    except BaseException:  # noqa: BLE001  whatever is no sentence
        traceback.print_exc()
        outcome = "raises"
    os._exit(OUTCOMES.index(outcome))


def main() -> None:
    """Try many, and have the mirror load every one that is dangerous."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.models")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.folder:
        _try_all(chosen.folder)
        return
    contents = list(islice(mutants(chosen.seed), chosen.count))
    outcomes = tried(contents)
    counted = ", ".join(f"{count} {what}" for what, count in Counter(outcomes).most_common())
    print(f"{chosen.count} damaged models of seed {chosen.seed}, each in a process of its own: {counted}")
    dangerous = [c for c, what in zip(contents, outcomes, strict=True) if what not in HARMLESS]
    said = Counter(load(content).rpartition("tflite")[2].strip() for content in dangerous)
    for sentence, count in said.most_common():
        print(f"{count:5} of the dangerous ones: the mirror says {sentence!r}, and goes on")


if __name__ == "__main__":
    main()
