"""Whether the processor is too hot for the model that was chosen."""

from pi_pose import heat

FEEL_SECONDS = 5.0
"""How often the temperature is read."""

BACK_CELSIUS = 8.0
"""How far it must fall, so that the two models do not take turns."""

COOL_SECONDS = 60.0
"""How long it must stay so."""


class Cooling:
    """Becomes hot at once, and cool only after a while."""

    def __init__(self) -> None:
        self.hot = False
        self.rests: str | None = None
        """The model that waits until the processor has cooled."""
        self.celsius: float | None = None
        self._felt = float("-inf")
        self._cool_since: float | None = None

    def follow(self, now: float, limit_celsius: float) -> bool:
        """Feel the temperature if it is time to; return whether `hot` changed. A limit of 0 is none."""
        if now - self._felt < FEEL_SECONDS:
            return False
        self._felt, self.celsius, before = now, heat.celsius(), self.hot
        celsius = self.celsius or 0.0
        if not limit_celsius:
            self.hot = False
        elif celsius >= limit_celsius or heat.is_slowed():
            self.hot, self._cool_since = True, None
        elif self.hot:
            self.hot = not self._has_cooled(now, celsius <= limit_celsius - BACK_CELSIUS)
        return self.hot is not before

    def notice(self, at_work: str) -> str:
        """While it is hot, say so, and which model rests while another one is at work."""
        degrees = f" ({self.celsius:.0f} °C)" if self.celsius else ""
        what = f"{at_work} stands in for {self.rests}" if self.rests else "give it air"
        return f"the processor is too hot{degrees}: {what}"

    def _has_cooled(self, now: float, cool: bool) -> bool:  # noqa: FBT001  a reading like the other
        if not cool:
            self._cool_since = None
            return False
        self._cool_since = now if self._cool_since is None else self._cool_since
        return now - self._cool_since >= COOL_SECONDS
