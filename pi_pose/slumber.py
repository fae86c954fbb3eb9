"""Sleeps while nobody is there: a dark glass, few looks, and the display off if the owner wants that."""

from pi_pose.backlight import Backlight
from pi_pose.settings import Idle
from pi_pose.sight import Sight


class Slumber:
    """Falls asleep when nobody was in view for a while, and wakes at once."""

    def __init__(self, settings: Idle, sight: Sight, now: float) -> None:
        self._settings = settings
        self._sight = sight
        self._backlight = Backlight(settings)
        self._stirred = now
        self.asleep = False

    @property
    def trouble(self) -> str | None:
        """What is wrong with the owner's programs."""
        return self._backlight.trouble

    def adapt(self, settings: Idle) -> None:
        """Follow a change of the settings, and show it."""
        self._settings = self._backlight.settings = settings
        self._stirred = float("inf")

    def stir(self, now: float) -> None:
        """Somebody is in view, or pressed a key."""
        self._stirred = now

    def follow(self, now: float) -> bool:
        """Fall asleep or wake if it is time to; returns whether the mirror just fell asleep."""
        self._stirred = min(self._stirred, now)
        asleep = 0 < self._settings.after_seconds <= now - self._stirred
        fell = asleep and not self.asleep
        if asleep is not self.asleep:
            self.asleep = asleep
            self._sight.rest(1 / self._settings.rate_hz if asleep else 0.0)
            (self._backlight.sleep if asleep else self._backlight.wake)()
        return fell

    def close(self) -> None:
        """Leave the display on."""
        if self.asleep:
            self._backlight.wake()
        self._backlight.close()
