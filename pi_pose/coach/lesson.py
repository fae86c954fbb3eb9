"""Teaching a pose at the glass: a countdown, three takes, and a look at whether they are any good."""

from collections import Counter

import numpy as np
from msgspec import Struct, field

from pi_pose.coach import embedding, visibility
from pi_pose.coach.embedding import Rows, row
from pi_pose.coach.taught import TaughtPose
from pi_pose.estimate import Estimate, Reason

NOBODY = Reason("nobody")

TAKES = ("hold", "step_back", "turn")
"""The texts `lesson.<take>`. From a few distances and sides: a pose must be known again from where it was not
taught."""

READY_SECONDS, MOVE_SECONDS, TAKE_SECONDS = 5.0, 3.0, 1.2
FEWEST, MOST = 5, 20
"""Frames of a take that are needed, and that are kept."""

STILL = 0.1
"""How far a frame may be from the middle of its take; a body held still is half as far."""


class Take(Struct):
    """One stretch of holding the pose."""

    began: float
    """When its countdown did."""
    wait: float
    rows: list[Rows] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    """The names that its frames have already."""
    obstacle: Reason = NOBODY
    """What was wrong with the last frame that did not count."""


class Refusal(Struct, frozen=True):
    """Why a pose is not learned: the text `lesson.<key>`."""

    key: str
    obstacle: Reason | None = None
    known: str | None = None
    """The name it has already."""


class Lesson:
    """One pose, taught. Timestamps are those of the frames."""

    def __init__(self, name: str, started: float) -> None:
        self.name = name
        self._takes = [Take(started, READY_SECONDS)]
        self.refusal: Refusal | None = None
        """Why the pose cannot be learned, once that is clear."""
        self.learned: TaughtPose | None = None
        """The pose, once it is."""

    @property
    def over(self) -> bool:
        """Whether there is an outcome."""
        return self.refusal is not None or self.learned is not None

    @property
    def take(self) -> str:
        """What the person should do: one of TAKES."""
        return TAKES[len(self._takes) - 1]

    def seconds_left(self, now: float) -> float:
        """Return the time until the pose must be held; not above zero while it must."""
        take = self._takes[-1]
        return take.began + take.wait - now

    def observe(self, estimate: Estimate) -> None:
        """Take note of one frame."""
        since = -self.seconds_left(estimate.timestamp)
        if self.over or since < 0:
            return
        take = self._takes[-1]
        _note(take, estimate)
        if since >= TAKE_SECONDS:
            self._finish(take, estimate.timestamp)

    def _finish(self, take: Take, timestamp: float) -> None:
        self.refusal = _flaw(take, self.name)
        if self.refusal is None and len(self._takes) < len(TAKES):
            self._takes.append(Take(timestamp, MOVE_SECONDS))
        elif self.refusal is None:
            self.learned = TaughtPose(self.name, np.concatenate([_some(take.rows) for take in self._takes]))


def _note(take: Take, estimate: Estimate) -> None:
    if estimate.pose is None:
        return
    if (obstacle := visibility.obstacle(estimate.pose, visibility.hidden(estimate.model))) is not None:
        take.obstacle = obstacle
        return
    take.rows.append(row(estimate.pose, estimate.size_wh))
    if estimate.classification.label is not None:
        take.known.append(estimate.classification.label)


def _flaw(take: Take, name: str) -> Refusal | None:
    """What is wrong with a take, None if nothing is."""
    if len(take.rows) < FEWEST:
        return Refusal("hidden", obstacle=take.obstacle)
    if _restlessness(np.array(take.rows)) > STILL:
        return Refusal("restless")
    others = Counter(known for known in take.known if known != name)
    if others.total() > len(take.rows) / 2:
        return Refusal("known", known=others.most_common(1)[0][0])
    return None


def _restlessness(rows: Rows) -> float:
    """How far the frames of a take are from the middle of all, most of the time."""
    found = embedding.embed(rows)
    return float(np.percentile(embedding.distances(found, np.median(found, axis=0, keepdims=True)), 75))


def _some(rows: list[Rows]) -> Rows:
    """At most MOST frames, evenly spread."""
    chosen = np.linspace(0, len(rows) - 1, min(MOST, len(rows))).round().astype(int)
    return np.array([rows[i] for i in chosen])
