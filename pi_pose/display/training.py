"""What the coach says to somebody who trains: the label in its ring, hints, counts and advice."""

import pygame

from pi_pose.coach.coach import Coaching
from pi_pose.coach.holds import Hold
from pi_pose.coach.seen import Advice
from pi_pose.coach.sides import Side
from pi_pose.coach.tally import Count
from pi_pose.display import brush, ring, signs, theme
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
        gap = round(1.5 * brush.unit(surface))
        brush.write_over(surface, above, theme.HINT, bottomleft=(brush.margin(surface), top - gap))
    if coaching.count is not None:
        _count(surface, coaching.count, words)


def advise(surface: pygame.Surface, advice: Advice, words: Texts, *, mirrored: bool) -> None:
    """Draw a sign in the middle of the glass, and a few words under it."""
    x, y = surface.get_width() // 2, round(surface.get_height() * 0.25)
    signs.draw(surface, advice, (x, y), mirrored=mirrored)
    top = y + round((theme.ARROW / 2 + 3) * brush.unit(surface))
    brush.write_over(surface, words.say(f"advice.{advice}"), theme.ADVICE, midtop=(x, top))


def foot(surface: pygame.Surface) -> int:
    """Return where the lowest line of the coach ends, pixels."""
    return surface.get_height() - round(1.3 * brush.margin(surface))


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
    left, bottom = brush.margin(surface), foot(surface)
    if coaching.hold is not None:
        return _hold(surface, coaching.hold, coaching.best, words, goal_seconds)
    if found.label is not None:
        return ring.draw(surface, Ring(words.name("pose", found.label)), left, bottom).top
    if found.reason is None or coaching.advice is not None or coaching.count is not None:
        return bottom
    return brush.write(surface, words.reason(found.reason), theme.REASON, bottomleft=(left, bottom)).top


def _hold(surface: pygame.Surface, hold: Hold, best: float, words: Texts, goal_seconds: float) -> int:
    """The ring is full when the best is reached, or the goal where the best is less."""
    left, gap = brush.margin(surface), round(1.2 * brush.unit(surface))
    record = best > 0 and hold.seconds > best
    shown = Ring(
        words.name("pose", hold.label),
        clock(hold.seconds),
        hold.seconds / max(best, goal_seconds),
        theme.GOLD if record else theme.ACCENT,
    )
    about = [side_name(words, hold.label, hold.side)]
    if record:
        about.append(words.say("coach.new_best"))
    elif best > 0:
        about.append(words.say("coach.best", time=clock(best)))
    aside = "   ".join(part for part in about if part)
    bottom = foot(surface)
    if aside:
        bottom = brush.write(surface, aside, theme.ASIDE, bottomleft=(left, bottom)).top - gap
    return ring.draw(surface, shown, left, bottom).top


def _above(coaching: Coaching, words: Texts) -> str:
    """The one line above the label: a hint, or the other side."""
    if coaching.hint is not None:
        return words.say(f"hint.{coaching.hint}")
    if coaching.switch_to is not None:
        return words.say("coach.switch", side=words.say(f"side.{coaching.switch_to}"))
    return ""


def _count(surface: pygame.Surface, count: Count, words: Texts) -> None:
    right = surface.get_width() - brush.margin(surface)
    name = words.name("exercise", count.exercise)
    line = brush.write(surface, name, theme.CAPTION, bottomright=(right, foot(surface)))
    brush.write(surface, str(count.number), theme.COUNT, bottomright=(right, line.top))
