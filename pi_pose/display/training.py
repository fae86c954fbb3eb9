"""What the coach says to somebody who trains: the label in its ring, hints, counts and advice."""

import pygame

from pi_pose.coach.coach import Coaching
from pi_pose.coach.holds import Hold
from pi_pose.coach.seen import Advice
from pi_pose.coach.sides import Side
from pi_pose.coach.tally import Count
from pi_pose.display import lettering, ring, signs, theme
from pi_pose.display.ring import Ring
from pi_pose.estimate import Classification
from pi_pose.texts import Texts


def draw(
    surface: pygame.Surface, found: Classification, coaching: Coaching, words: Texts, goal_seconds: float
) -> None:
    """Draw the label, or why there is none, and everything the coach has to add."""
    top = _foot(surface, found, coaching, words, goal_seconds)
    above = _above(coaching, words)
    if above:
        gap = round(1.5 * lettering.unit(surface))
        lettering.write_over(surface, above, theme.HINT, bottomleft=(lettering.margin(surface), top - gap))
    if coaching.count is not None:
        _count(surface, coaching.count, words)


def advise(surface: pygame.Surface, advice: Advice, words: Texts, *, mirrored: bool) -> None:
    """Draw a sign in the middle of the glass, and a few words under it."""
    x, y = surface.get_width() // 2, round(surface.get_height() * 0.25)
    signs.draw(surface, advice, (x, y), mirrored=mirrored)
    top = y + round((theme.ARROW / 2 + 3) * lettering.unit(surface))
    lettering.write_over(surface, words.say(f"advice.{advice}"), theme.ADVICE, midtop=(x, top))


def foot(surface: pygame.Surface) -> int:
    """Return where the lowest line of the coach ends, pixels."""
    return surface.get_height() - round(1.3 * lettering.margin(surface))


def clock(seconds: float) -> str:
    """Return minutes and seconds: 0:07."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def side_name(words: Texts, label: str, side: Side | None) -> str:
    """Return what a side is called for a pose; nothing where there is none."""
    if side is None:
        return ""
    return words.either(f"side.{label}.{side}", f"side.{side}")


def _foot(
    surface: pygame.Surface, found: Classification, coaching: Coaching, words: Texts, goal_seconds: float
) -> int:
    """Draw the lowest lines, and return where they begin."""
    if coaching.hold is not None:
        shown = _ring(coaching.hold, coaching.best, words, goal_seconds)
        return _label(surface, shown, [_sure(found), *_about(coaching.hold, coaching.best, words)])
    if found.label is not None:
        return _label(surface, Ring(words.name("pose", found.label)), [_sure(found)])
    bottom = foot(surface)
    if found.reason is None or coaching.advice is not None or coaching.count is not None:
        return bottom
    at = (lettering.margin(surface), bottom)
    return lettering.write_over(surface, words.reason(found.reason), theme.REASON, bottomleft=at).top


def _label(surface: pygame.Surface, shown: Ring, aside: list[str]) -> int:
    """The ring, and under it what is to be read from close by."""
    left, bottom = lettering.margin(surface), foot(surface)
    words = "   ".join(part for part in aside if part)
    if words:
        line = lettering.write_over(surface, words, theme.ASIDE, bottomleft=(left, bottom))
        bottom = line.top - round(1.2 * lettering.unit(surface))
    return ring.draw(surface, shown, left, bottom).top


def _ring(hold: Hold, best: float, words: Texts, goal_seconds: float) -> Ring:
    """It is full when the best is reached, or the goal where the best is less."""
    return Ring(
        words.name("pose", hold.label),
        clock(hold.seconds),
        hold.seconds / max(best, goal_seconds),
        theme.GOLD if _is_record(hold, best) else theme.ACCENT,
    )


def _about(hold: Hold, best: float, words: Texts) -> tuple[str, str]:
    """The side, and the best."""
    side = side_name(words, hold.label, hold.side)
    if _is_record(hold, best):
        return side, words.say("coach.new_best")
    return side, words.say("coach.best", time=clock(best)) if best else ""


def _is_record(hold: Hold, best: float) -> bool:
    return 0 < best < hold.seconds


def _sure(found: Classification) -> str:
    """How sure the classifier is, while it is."""
    return f"{found.score:.0%}" if found.label is not None else ""


def _above(coaching: Coaching, words: Texts) -> str:
    """The one line above the label: a hint, or the other side."""
    if coaching.hint is not None:
        return words.say(f"hint.{coaching.hint}")
    if coaching.switch_to is not None:
        return words.say("coach.switch", side=words.say(f"side.{coaching.switch_to}"))
    return ""


def _count(surface: pygame.Surface, count: Count, words: Texts) -> None:
    right = surface.get_width() - lettering.margin(surface)
    name = words.name("exercise", count.exercise)
    line = lettering.write(surface, name, theme.CAPTION, bottomright=(right, foot(surface)))
    lettering.write(surface, str(count.number), theme.COUNT, bottomright=(right, line.top))
