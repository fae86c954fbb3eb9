"""Asks in a process of its own: a driver that hangs, or takes the process down, is a finding as well."""

from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection

import msgspec

from pi_pose.doctor.finding import Finding
from pi_pose.settings import Settings

Check = Callable[[Settings], Finding]

LIMIT_SECONDS = 60.0
"""A first picture from a camera, or the packages read from a worn SD card, may take half of that."""


def ask(check: Check, chosen: Settings, limit_seconds: float = LIMIT_SECONDS) -> Finding:
    """Return what `check` found; a failed finding when it never ended, or did not survive."""
    # Spawned, not forked: drivers do not survive a fork.
    context = get_context("spawn")
    answers, answer = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(check, chosen, answer))
    process.start()
    answer.close()
    try:
        if answers.poll(limit_seconds):
            return _received(answers)
        return _unwell(check, f"did not answer within {limit_seconds:.0f} seconds")
    except EOFError:
        process.join()
        return _unwell(check, f"took its process down (exit code {process.exitcode})")
    finally:
        process.kill()
        process.join()


def _answer(check: Check, chosen: Settings, answer: Connection) -> None:
    try:
        found = check(chosen)
    except Exception as error:  # noqa: BLE001  whatever is wrong there, the other checks go on
        found = _unwell(check, f"{type(error).__name__}: {error}")
    answer.send_bytes(msgspec.json.encode(found))


def _received(answers: Connection) -> Finding:
    return msgspec.json.decode(answers.recv_bytes(), type=Finding)


def _unwell(check: Check, found: str) -> Finding:
    return Finding.failed(
        check.__name__, found, "switch it off and on; if that is no help: sudo ./install.sh"
    )
