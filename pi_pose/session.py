"""What goes on in front of the glass: somebody trains, is led through a flow, or reads what was done."""

import math
from datetime import date

from pi_pose import texts
from pi_pose.coach import flow
from pi_pose.coach.coach import Coach, Coaching
from pi_pose.coach.cues import Cue
from pi_pose.coach.guided import Phase
from pi_pose.display.motion import Motion
from pi_pose.display.page import Page
from pi_pose.estimate import Estimate
from pi_pose.frames import Image
from pi_pose.history.past import Past
from pi_pose.history.writer import Writer
from pi_pose.portraits import Portraits
from pi_pose.pose import Pose
from pi_pose.settings import Settings
from pi_pose.workers import Worker
from pi_pose.workout import Workout

PAGE_SECONDS = 30.0
"""How long what was done stays on the glass."""

GONE_SECONDS = 4.0
"""After how long out of view somebody has left, and the workout is over."""


class Session:
    """One person's time at the mirror."""

    def __init__(self, settings: Settings, past: Past) -> None:
        self.coaching = Coaching()
        self.writer = Writer(settings.history)
        """The thread that keeps the history."""
        self._portraits = Portraits()
        self._settings = settings
        self._coach = Coach(settings, past.bests)
        self._workout = Workout(past.days, self.writer)
        self._motion = Motion()
        self._page: Page | None = None
        self._page_until = -math.inf
        self._seen = -math.inf
        self._somebody = False

    @property
    def workers(self) -> tuple[Worker, ...]:
        """Its threads; whoever owns the session starts and stops them."""
        return self._portraits, self.writer

    def adapt(self, settings: Settings) -> None:
        """Follow a change of the settings."""
        self._settings = settings
        self._coach.adapt(settings)

    def observe(self, estimate: Estimate, *, keep: bool) -> tuple[Cue, ...]:
        """Take note of one frame, and return what is to be heard; `keep` writes down what ends.

        Raises FlowError, once, on a bad flow that was to begin by itself.
        """
        now, somebody = estimate.timestamp, estimate.pose is not None
        stepped_in, self._somebody = somebody and not self._somebody, somebody
        self._motion.observe(estimate.pose, now)
        self.coaching = self._coach.observe(estimate)
        self._add(self.coaching, keep=keep)
        if somebody:
            self._seen = now
        if self._is_over(now):
            self._close(now, keep=keep)
        elif stepped_in and self.coaching.progress is None:
            self._welcome(now)
        return self.coaching.cues

    def toggle_flow(self, now: float, *, keep: bool) -> None:
        """Begin the flow of the settings, or end the one that goes on. Raises FlowError."""
        if self.coaching.progress is not None:
            self._close(now, keep=keep)
        else:
            self._begin(now)

    def end(self, now: float, *, keep: bool) -> None:
        """Bring to an end what goes on: nobody is there any more, or the mirror stops."""
        self._close(now, keep=keep)
        self._page_until = -math.inf

    def skeleton(self, now: float) -> Pose | None:
        """Return where the person's keypoints are by now."""
        return self._motion.at(now)

    def page(self, now: float) -> Page | None:
        """Return what was done, as long as it is to be read."""
        return self._page if now <= self._page_until else None

    def figure(self) -> Image | None:
        """Return the picture of the pose that the flow asks for, once it is drawn."""
        task = self.coaching.progress.task if self.coaching.progress else None
        return self._portraits.get(task) if task else None

    def _is_over(self, now: float) -> bool:
        """Whether the flow is done, or somebody who trained without one has left."""
        if (progress := self.coaching.progress) is not None:
            return progress.phase is Phase.FINISHED
        return bool(self._workout) and now - self._seen > GONE_SECONDS

    def _welcome(self, now: float) -> None:
        """Somebody stepped in: the page has been read, and a flow may begin."""
        self._page_until = -math.inf
        if self._settings.flow.autostart:
            self._begin(now)

    def _begin(self, now: float) -> None:
        self._page_until = -math.inf
        self.coaching = self._coach.begin(flow.load(self._settings.flow.name), now)

    def _add(self, coaching: Coaching, *, keep: bool) -> None:
        name = coaching.progress.flow.name if coaching.progress else None
        for ended in coaching.ended:
            self._workout.add(ended, name, keep=keep)

    def _close(self, now: float, *, keep: bool) -> None:
        """End the workout, and the flow if there is one, and show what was done if anything was."""
        self.coaching = self._coach.leave()
        self._add(self.coaching, keep=keep)
        progress, self.coaching = self.coaching.progress, Coaching()
        done = bool(self._workout)
        rows = self._workout.finish(progress)
        if done or (progress is not None and any(progress.held)):
            words = texts.load(self._settings.display.language)
            today = date.today()  # noqa: DTZ011  the owner's day
            self._page = Page(words.say("flow.over"), rows, self._workout.days.last(today))
            self._page_until = now + PAGE_SECONDS
