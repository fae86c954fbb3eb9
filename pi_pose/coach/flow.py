"""A guided flow, as its file describes it: poses to hold one after the other."""

from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from pi_pose import document, plain_file
from pi_pose.coach.sides import Side
from pi_pose.document import MAX_SENTENCE, DocumentError, shortened
from pi_pose.errors import FlowError

SHIPPED = Path(__file__).with_name("flows")

SUFFIX = ".yaml"


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of a flow's file."""

    pose: str
    """A label of the classifier."""
    seconds: Annotated[float, Meta(ge=1, le=600)]
    """How long to hold it, on each side."""
    sides: Literal["none", "left", "right", "both"] = "none"
    rest_seconds: Annotated[float, Meta(ge=0, le=600)] = 5
    """The break after it, on each side."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=100)]


class Task(msgspec.Struct, frozen=True):
    """One pose on one side."""

    pose: str
    side: Side | None
    seconds: float
    rest_seconds: float


class Flow(msgspec.Struct, frozen=True):
    """Tasks in their order, at least one."""

    name: str
    tasks: tuple[Task, ...]


def shipped() -> list[str]:
    """List the names of the flows that came with the mirror."""
    return sorted(file.name.removesuffix(SUFFIX) for file in SHIPPED.iterdir() if file.name.endswith(SUFFIX))


def load(name: str) -> Flow:
    """Read a shipped flow by its name, or one of the owner's by its path. Raises FlowError."""
    path = Path(name).expanduser()
    try:
        own = name.endswith(SUFFIX)
        content = plain_file.read(path if own else SHIPPED / f"{name}{SUFFIX}", document.MAX_BYTES)
        file = msgspec.convert(document.read(content.decode(), name).data, _File)
    except FileNotFoundError as error:
        known = ", ".join(shipped())
        raise FlowError(f"there is no flow {name}; known are {known}, or name a {SUFFIX} file") from error
    except OSError as error:
        raise FlowError(f"the flow {name} cannot be read: {error.strerror}") from error
    except (DocumentError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise FlowError(f"the flow {name} cannot be used: {shortened(str(error), MAX_SENTENCE)}") from error
    return Flow(path.stem if own else name, tuple(task for step in file.steps for task in _tasks(step)))


def _tasks(step: Step) -> list[Task]:
    sides = {"none": (None,), "both": tuple(Side)}.get(step.sides) or (Side(step.sides),)
    return [Task(step.pose, side, step.seconds, step.rest_seconds) for side in sides]
