"""`python -m tests.fuzz config --seconds 60`: a target, ever new files, and the one that breaks it kept."""

import argparse
import sys
import time
import traceback
from pathlib import Path
from random import Random

from tests.fuzz.mutation import TOKENS, mutate
from tests.fuzz.targets import TARGETS, Target

SLOW_SECONDS = 1.0
"""Of processor time for one file. A Raspberry Pi takes longer, and the watchdog waits for twenty."""


MOST_CHARACTERS = 3_000
"""Of a traceback: what was read may stand in it."""


def main() -> int:
    """Fuzz, and return 1 when something broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    parser.add_argument("--repeat", type=Path, metavar="FILE", help="read this file once")
    chosen = parser.parse_args()
    target = TARGETS[chosen.target]
    if chosen.repeat:
        target.read(chosen.repeat.read_bytes())
        return 0
    return _run(chosen.target, target, chosen.seconds, chosen.seed)


def _run(name: str, target: Target, seconds: float, seed: int) -> int:
    random, until = Random(seed), time.monotonic() + seconds
    count, slowest = 0, 0.0
    while time.monotonic() < until:
        content = mutate(target.seeds, random, TOKENS)
        count += 1
        started = time.process_time()
        try:
            target.read(content)
        except Exception:  # noqa: BLE001  whatever it is, it is what was looked for
            print(traceback.format_exc()[-MOST_CHARACTERS:])
            return _kept(name, content, f"broke at file {count} of seed {seed}")
        slowest = max(slowest, time.process_time() - started)
        if slowest > SLOW_SECONDS:
            return _kept(name, content, f"took {slowest:.1f} s at file {count} of seed {seed}")
    print(f"{name}: {count} files in {seconds:.0f} s, seed {seed}; the slowest took {slowest * 1000:.0f} ms")
    return 0


def _kept(name: str, content: bytes, what: str) -> int:
    path = Path("build", f"fuzz-{name}")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    print(f"{name} {what}; again with: python -m tests.fuzz {name} --repeat {path}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
