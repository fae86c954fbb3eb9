"""Lessons at the mirror: begun by a command, watched, and kept when they went well."""

from pi_pose import texts
from pi_pose.coach import repertoire
from pi_pose.coach.lesson import Lesson, Refusal
from pi_pose.display.lesson import LessonShown
from pi_pose.errors import PosesError
from pi_pose.estimate import Estimate
from pi_pose.settings import Settings
from pi_pose.texts import Texts


class Teaching:
    """At most one lesson at a time."""

    def __init__(self, settings: Settings, only: str = "") -> None:
        """`only` is the one pose that is taught as soon as anything is seen; nothing comes after it."""
        self.lesson: Lesson | None = None
        """The one that goes on."""
        self.outcome = ""
        """How the last lesson ended, in words."""
        self._only = only
        self.learned = ""
        """The name of the pose that was learned last."""
        self._settings = settings

    def adapt(self, settings: Settings) -> None:
        """Follow a change of the settings."""
        self._settings = settings

    @property
    def is_done(self) -> bool:
        """Whether the only lesson is over."""
        return bool(self._only and self.outcome)

    def begin(self, now: float, name: str = "") -> None:
        """Begin a lesson in the place of the one that goes on. A pose without a name gets a number."""
        poses = repertoire.taught(self._settings.poses)
        self.lesson = Lesson(name or poses.free_name(), now)

    def give_up(self) -> None:
        """End the lesson, and learn nothing."""
        self.lesson = None

    def shown(self, now: float) -> LessonShown | None:
        """Return what is to be on the glass, if there is a lesson."""
        if self.lesson is None:
            return None
        return LessonShown(self.lesson.name, self.lesson.take, self.lesson.seconds_left(now))

    def observe(self, estimate: Estimate) -> str | None:
        """Take note of one frame; returns how the lesson ended, in words, once it has."""
        if self.lesson is None and self._only and not self.outcome:
            self.begin(estimate.timestamp, self._only)
        if self.lesson is None:
            return None
        self.lesson.observe(estimate)
        if not self.lesson.over:
            return None
        ended, self.lesson = self.lesson, None
        self.outcome = self._outcome(ended)
        return self.outcome

    def _outcome(self, ended: Lesson) -> str:
        words = texts.load(self._settings.display.language)
        if ended.refusal is not None:
            return _why(ended.refusal, words)
        try:
            if ended.learned is not None:
                repertoire.taught(self._settings.poses).keep(ended.learned)
        except PosesError as error:
            return str(error)
        self.learned = ended.name
        return words.say("lesson.learned", pose=ended.name)


def _why(refusal: Refusal, words: Texts) -> str:
    obstacle = words.reason(refusal.obstacle) if refusal.obstacle else ""
    known = words.name("pose", refusal.known) if refusal.known else ""
    return words.say(f"lesson.{refusal.key}", obstacle=obstacle, pose=known)
