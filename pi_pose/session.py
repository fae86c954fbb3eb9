"""What goes on in front of the glass: somebody trains, is led through a flow, or reads what was done."""

import math

from pi_pose import texts
from pi_pose.coach import flow
from pi_pose.coach.coach import Coach, Coaching
from pi_pose.coach.cues import Cue
from pi_pose.coach.guided import Phase, Progress
from pi_pose.coach.tally import Bests
from pi_pose.display.motion import Motion
from pi_pose.display.page import Held, Page
from pi_pose.estimate import Estimate
from pi_pose.frames import Image
from pi_pose.portraits import Portraits
from pi_pose.pose import Pose
from pi_pose.settings import Settings

PAGE_SECONDS = 30.0
"""How long what was done stays on the glass."""


class Session:
    """One person's time at the mirror."""

    def __init__(self, settings: Settings, bests: Bests) -> None:
        self.portraits = Portraits()
        """The thread that draws poses; whoever owns the session starts and stops it."""
        self.coaching = Coaching()
        self._settings = settings
        self._coach = Coach(settings, bests)
        self._motion = Motion()
        self._page: Page | None = None
        self._page_until = -math.inf
        self._somebody = False

    def adapt(self, settings: Settings) -> None:
        """Follow a change of the settings."""
        self._settings = settings
        self._coach.adapt(settings)

    def observe(self, estimate: Estimate) -> tuple[Cue, ...]:
        """Take note of one frame, and return what is to be heard. Raises FlowError, once, on a bad flow."""
        now, somebody = estimate.timestamp, estimate.pose is not None
        stepped_in, self._somebody = somebody and not self._somebody, somebody
        self._motion.observe(estimate.pose, now)
        self.coaching = self._coach.observe(estimate)
        progress = self.coaching.progress
        if progress is not None and progress.phase is Phase.FINISHED:
            self._close_flow(now)
        elif stepped_in and self._settings.flow.autostart and progress is None and now > self._page_until:
            self._begin(now)
        return self.coaching.cues

    def toggle_flow(self, now: float) -> None:
        """Begin the flow of the settings, or end the one that goes on. Raises FlowError."""
        if not self._close_flow(now):
            self._begin(now)

    def skeleton(self, now: float) -> Pose | None:
        """Return where the person's keypoints are by now."""
        return self._motion.at(now)

    def page(self, now: float) -> Page | None:
        """Return what was done, as long as it is to be read."""
        return self._page if now <= self._page_until else None

    def figure(self) -> Image | None:
        """Return the picture of the pose that the flow asks for, once it is drawn."""
        task = self.coaching.progress.task if self.coaching.progress else None
        return self.portraits.get(task) if task else None

    def _begin(self, now: float) -> None:
        self._page_until = -math.inf
        self._coach.begin(flow.load(self._settings.flow.name), now)

    def _close_flow(self, now: float) -> bool:
        """Whether there was one."""
        progress = self._coach.leave_flow()
        self.coaching = Coaching()
        if progress is not None and any(progress.held):
            words = texts.load(self._settings.display.language)
            self._page = Page(words.say("flow.over"), _rows(progress), ())
            self._page_until = now + PAGE_SECONDS
        return progress is not None


def _rows(progress: Progress) -> tuple[Held, ...]:
    return tuple(
        Held(task.pose, task.side, held, done=held >= task.seconds)
        for task, held in zip(progress.flow.tasks, progress.held, strict=True)
    )
