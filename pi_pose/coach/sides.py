"""Which side of the body a pose is done on. Left and right are the person's own."""

from enum import StrEnum

from pi_pose.coach.angles import Figure
from pi_pose.coach.syllabus import SideRule


class Side(StrEnum):
    """The person's own left or right."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> "Side":
        """The side that comes next."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


def tell(body: Figure | None, rules: tuple[SideRule, ...]) -> Side | None:
    """Return the side that the first decisive rule names; None when none can tell."""
    if body is None:
        return None
    return next((side for rule in rules if (side := _by(rule, body)) is not None), None)


def _by(rule: SideRule, body: Figure) -> Side | None:
    if body.within(rule.when) is not True:
        return None
    left, right = (body.angle(f"{side}_{rule.angle}") for side in Side)
    if left is None or right is None or abs(left - right) < rule.by:
        return None
    return Side.LEFT if (left > right) == (rule.side == "larger") else Side.RIGHT
