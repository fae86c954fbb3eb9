"""A label is announced when it was held long enough, and stays through a flicker."""

from pi_pose.coach.announcer import HOLD_IT, UNKNOWN, Announcer, judge
from pi_pose.coach.classifier import Guess
from pi_pose.estimate import Classification
from pi_pose.settings import Thresholds

THRESHOLDS = Thresholds(label_score=0.6, hold_seconds=0.3, release_seconds=0.5)
FPS = 10
TREE, CHAIR, NOTHING = (
    Classification("tree", 1.0),
    Classification("chair", 1.0),
    Classification(None, 0, UNKNOWN),
)


def announced(*seen: Classification) -> list[str | None]:
    announcer = Announcer(THRESHOLDS)
    return [announcer.announce(current, i / FPS).label for i, current in enumerate(seen)]


def test_a_pose_is_named_once_it_was_held() -> None:
    assert announced(TREE, TREE, TREE, TREE, TREE) == [None, None, None, "tree", "tree"]


def test_until_then_it_says_hold_it() -> None:
    assert Announcer(THRESHOLDS).announce(TREE, 0.0).reason == HOLD_IT


def test_a_flicker_is_survived() -> None:
    assert announced(*[TREE] * 4, NOTHING, NOTHING, TREE, TREE)[3:] == ["tree"] * 5


def test_a_pose_that_is_left_is_forgotten_after_a_while() -> None:
    assert announced(*[TREE] * 4, *[NOTHING] * 7)[3:] == ["tree"] * 6 + [None, None]


def test_one_pose_after_another() -> None:
    assert announced(*[TREE] * 5, *[CHAIR] * 5)[-1] == "chair"


def test_poses_that_come_and_go_are_never_named() -> None:
    assert announced(*[TREE, NOTHING, CHAIR] * 10) == [None] * 30


def test_a_guess_that_is_not_sure_is_no_label() -> None:
    assert judge(Guess("tree", 0.61), THRESHOLDS) == Classification("tree", 0.61)
    assert judge(Guess("tree", 0.59), THRESHOLDS) == Classification(None, 0.59, UNKNOWN)
    assert judge(Guess(None, 0.99), THRESHOLDS) == Classification(None, 0.0, UNKNOWN)


def test_a_named_pose_may_become_less_sure_than_it_had_to_be() -> None:
    fading = Guess("tree", 0.5, {"tree": 0.5, "none": 0.45})
    assert judge(fading, THRESHOLDS).label is None
    assert judge(fading, THRESHOLDS, announced="tree").label == "tree"
    assert judge(fading, THRESHOLDS, announced="dog").label is None


def test_a_named_pose_stays_though_none_is_likelier_until_it_is_unlikely() -> None:
    doubtful = Guess(None, 0.55, {"tree": 0.45, "none": 0.55})
    assert judge(doubtful, THRESHOLDS, announced="tree") == Classification("tree", 0.45)
    assert judge(Guess(None, 0.7, {"tree": 0.3}), THRESHOLDS, announced="tree").label is None


def test_another_pose_that_is_sure_takes_the_place_of_the_named_one() -> None:
    other = Guess("chair", 0.6, {"chair": 0.6, "tree": 0.4})
    assert judge(other, THRESHOLDS, announced="tree").label == "chair"


def test_what_looks_only_a_little_like_a_pose_must_do_so_for_longer() -> None:
    doubtful = Classification("tree", 0.8)
    assert announced(*[doubtful] * 6) == [None] * 6
    assert announced(*[doubtful] * 9)[-1] == "tree"


def test_a_pose_that_stays_named_while_it_is_doubtful_keeps_its_name() -> None:
    doubtful = Classification("tree", 0.45)
    assert announced(*[TREE] * 4, *[doubtful] * 20)[3:] == ["tree"] * 21
