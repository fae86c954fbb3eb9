"""Lets the coach watch a recording."""

from pathlib import Path

from pi_pose import recording
from pi_pose.coach.classifier import YogaClassifier
from pi_pose.coach.coach import Coach, Coaching
from pi_pose.coach.holds import Hold
from pi_pose.coach.tally import Rep
from pi_pose.recogniser import Recogniser
from pi_pose.settings import Settings

SEQUENCES = Path(__file__).parents[1] / "sequences"


def watched(name: str, classifier: YogaClassifier) -> list[tuple[float, Coaching]]:
    """Return what the coach says after each frame of a shipped sequence, and when."""
    settings = Settings()
    recogniser, coach = Recogniser(classifier, settings), Coach(settings, bests={})
    return [
        (seen.timestamp, coach.observe(recogniser.follow(seen)))
        for seen in recording.read(SEQUENCES / f"{name}.jsonl")
    ]


def holds(said: list[tuple[float, Coaching]]) -> list[Hold]:
    return [ended for _, coaching in said for ended in coaching.ended if isinstance(ended, Hold)]


def reps(said: list[tuple[float, Coaching]]) -> list[Rep]:
    return [ended for _, coaching in said for ended in coaching.ended if isinstance(ended, Rep)]
