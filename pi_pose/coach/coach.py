"""Watches somebody train: holds, repetitions, hints, advice and flows, frame by frame."""

from msgspec import Struct

from pi_pose.coach import angles, sides, syllabus
from pi_pose.coach.counting import Counting
from pi_pose.coach.cues import Cue
from pi_pose.coach.flow import Flow
from pi_pose.coach.guided import Guided, Progress
from pi_pose.coach.hints import Hinter
from pi_pose.coach.holds import Hold, HoldTimer
from pi_pose.coach.seen import Advice, Guide
from pi_pose.coach.sides import Side
from pi_pose.coach.tally import Bests, Count, HeldKey, Rep
from pi_pose.estimate import Estimate
from pi_pose.settings import Settings

WORTH_SECONDS = 2.0
"""Whoever holds a pose for less was on the way to another."""

SWITCH_SECONDS = 8.0
"""How long the other side is asked for."""


class Coaching(Struct, frozen=True):
    """What the coach has to say after one frame."""

    hold: Hold | None = None
    """The one that goes on."""
    best: float = 0.0
    """The longest one before of the same pose and side, seconds; 0 when there was none."""
    switch_to: Side | None = None
    """The side that is to follow."""
    count: Count | None = None
    hint: str | None = None
    """The text `hint.<hint>`."""
    advice: Advice | None = None
    progress: Progress | None = None
    """Of the flow, while there is one."""
    cues: tuple[Cue, ...] = ()
    ended: tuple[Hold | Rep, ...] = ()
    """What ended with this frame, and is worth remembering."""


class Coach:
    """Watches one person."""

    def __init__(self, settings: Settings, bests: Bests) -> None:
        self._settings = settings
        self._timer = HoldTimer(settings.holds)
        self._syllabus = syllabus.load()
        self._counting = Counting(self._syllabus.exercises)
        self._hinter, self._guide = Hinter(), Guide()
        self._bests: dict[HeldKey, float] = dict(bests)
        self._one_side: Hold | None = None
        """The last hold, as long as the other side of it was not held."""
        self._guided: Guided | None = None

    def adapt(self, settings: Settings) -> None:
        """Follow a change of the settings."""
        self._settings = settings
        self._timer.settings = settings.holds

    def begin(self, flow: Flow, timestamp: float) -> Coaching:
        """Start a flow, in the place of the one that goes on, and return what is to be said at once."""
        self._guided = Guided(flow, timestamp)
        return Coaching(progress=self._guided.progress)

    def leave(self) -> Coaching:
        """Stop watching: returns the hold that went on, if it was worth it, and how far a flow came."""
        hold, self._timer.hold = self._timer.hold, None
        guided, self._guided = self._guided, None
        return Coaching(ended=self._remembered(hold), progress=guided.progress if guided else None)

    def observe(self, estimate: Estimate) -> Coaching:
        """Take note of one frame."""
        now = estimate.timestamp
        body = angles.figure(estimate, self._settings.thresholds.keypoint_score)
        lesson = self._syllabus.lesson(estimate.classification.label)
        before = self._timer.hold
        over = self._timer.observe(estimate.classification, sides.tell(body, lesson.sides), now)
        hold = self._timer.hold
        rep = self._counting.observe(None if hold else body, now)
        ended = self._remembered(over) + ((rep,) if rep else ())
        cues = self._cues(hold, before, rep, now)
        busy = estimate.classification.label is not None or self._counting.count(now) is not None
        return Coaching(
            hold=hold,
            best=self._bests.get((hold.label, hold.side), 0.0) if hold else 0.0,
            switch_to=self._switch_to(now),
            count=None if hold else self._counting.count(now),
            hint=self._hinter.observe(body, lesson.hints, now),
            advice=self._guide.observe(estimate, self._settings.thresholds.keypoint_score, busy=busy),
            progress=self._guided.progress if self._guided else None,
            cues=cues,
            ended=ended,
        )

    def _cues(self, hold: Hold | None, before: Hold | None, rep: Rep | None, now: float) -> tuple[Cue, ...]:
        if self._guided is not None:
            return self._guided.observe(hold, now)
        if hold is not None and (before is None or hold.started != before.started):
            return (Cue.ENTER,)
        return (Cue.COUNT,) if rep else ()

    def _remembered(self, hold: Hold | None) -> tuple[Hold, ...]:
        """A hold that is over, if it is worth it."""
        if hold is None or hold.seconds < WORTH_SECONDS:
            return ()
        key = hold.label, hold.side
        self._bests[key] = max(hold.seconds, self._bests.get(key, 0.0))
        answered = self._one_side is not None and self._one_side.label == hold.label
        self._one_side = None if answered or hold.side is None else hold
        return (hold,)

    def _switch_to(self, now: float) -> Side | None:
        """The other side, for a while after one side is done; a flow says itself what comes."""
        done = self._one_side
        if done is None or done.side is None or self._timer.hold is not None or self._guided is not None:
            return None
        return done.side.other if now - done.confirmed <= SWITCH_SECONDS else None
