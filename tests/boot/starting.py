"""From power-on to the mirror."""

from pi_pose import texts
from pi_pose.display import theme
from pi_pose.frames import Image
from tests.boot import sight
from tests.boot.mirror import Mirror, wait

LIKE = 0.6
"""A skeleton of another posture has half of that."""


def starts_in_the_dark(mirror: Mirror) -> str:
    """Photograph the screen from power-on until there is something on it."""
    photographs: list[Image] = []

    def is_lit() -> bool:
        photographs.append(mirror.machine.screen())
        return sight.is_lit(photographs[-1])

    wait(is_lit)
    mirror.keep("first", photographs[-1])
    if not sight.shows(photographs[-1], texts.load().say("status.starting"), theme.CAPTION):
        raise AssertionError("something is on the screen before the mirror: see first.png")
    return f"photographed {len(photographs)} times, the screen has nothing on it before the mirror has"


def boots_to_the_mirror(mirror: Mirror) -> str:
    """Wait for what systemd waits for, too: the mirror's own word that its first picture is there."""
    wait(lambda: mirror.ask("ActiveState") == "active")
    return f"the first picture is on the screen {mirror.up_at:.1f} s after the start of the kernel"


def looks_at_the_athlete(mirror: Mirror) -> str:
    """A picture, a model, and what came of both."""
    said = mirror.wait_until_it_looks()
    return f"the first look at the athlete, before {mirror.machine.clock:.1f} s: {said}"


def draws_what_it_says(mirror: Mirror) -> str:
    """The word and the skeleton, as they are on the screen while it says so."""
    while True:
        wait(lambda: mirror.label is not None)
        before, screen = mirror.label, mirror.machine.screen()
        if before is not None and before == mirror.label:
            break
    mirror.keep("label", screen)
    if not sight.shows(screen, texts.load().name("pose", before), theme.LABEL):
        raise AssertionError(f"it says {before}, and its screen does not: see label.png")
    like, held = sight.likeness(screen)
    if like < LIKE or held != before:
        raise AssertionError(f"the skeleton is {like:.2f} like the athlete's in {held}, but it says {before}")
    return f"the screen says {before}; its skeleton is {like:.2f} like the athlete's then"
