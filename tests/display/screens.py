"""Every screen of the mirror, as somebody would find it."""

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from pi_pose import demonstration, recording
from pi_pose.coach.coach import Coaching
from pi_pose.coach.flow import Flow, Task
from pi_pose.coach.guided import Phase, Progress
from pi_pose.coach.holds import Hold
from pi_pose.coach.seen import Advice
from pi_pose.coach.sides import Side
from pi_pose.coach.tally import Count
from pi_pose.display.glass import Glass
from pi_pose.display.lesson import LessonShown
from pi_pose.display.page import Held, Page, Repeated
from pi_pose.estimate import Classification, Reason
from pi_pose.history.days import Day
from pi_pose.pose import Pose

SEQUENCES = Path(__file__).parents[1] / "sequences"

TREE = Task("tree", Side.LEFT, 30, 8)
FLOW = Flow(
    "morning",
    (
        Task("chair", None, 20, 8),
        Task("tree", Side.RIGHT, 30, 8),
        TREE,
        Task("warrior", Side.LEFT, 20, 10),
        Task("warrior", Side.RIGHT, 20, 10),
    ),
)
STATUS = "lightning   30 fps   24 ms"


def _seen(name: str, seconds: float) -> Pose:
    found = next(
        seen
        for seen in recording.read(SEQUENCES / f"{name}.jsonl")
        if seen.timestamp >= seconds and seen.pose
    )
    assert found.pose is not None
    return found.pose


def _progress(phase: Phase, seconds_left: float, held: float = 0.0, *, wrong_side: bool = False) -> Progress:
    return Progress(FLOW, 2, phase, seconds_left, (20, 30, held, 0, 0), wrong_side)


def screens() -> dict[str, Glass]:
    """Return them by name."""
    tree, warrior, squat = _seen("sides", 11), _seen("sides", 17), _seen("squats_aside", 6)
    label = Glass(
        pose=tree, classification=Classification("tree", 0.93), status=STATUS, figure=demonstration.draw(TREE)
    )
    nothing = Classification(None, 0.3, Reason("unknown"))
    trained = ((80, 0), (0, 0), (145, 24), (210, 30), (0, 12), (95, 0), (132, 20))
    week = tuple(Day(date(2026, 5, 1 + ago), held, reps) for ago, (held, reps) in enumerate(trained))
    return {
        "lesson": replace(label, lesson=LessonShown("half moon", "step_back", 2.4)),
        "lesson-hold": replace(label, lesson=LessonShown("half moon", "turn", -0.7)),
        "starting": Glass(),
        "hold": replace(
            label, coaching=Coaching(hold=Hold("tree", Side.LEFT, 0, 23.4), best=42)
        ),
        "best": replace(
            label,
            pose=warrior,
            classification=Classification("warrior", 0.97),
            coaching=Coaching(
                hold=Hold("warrior", Side.LEFT, 0, 51.0), best=42, hint="bend_front_knee"
            ),
        ),
        "switch": replace(
            label, classification=nothing, coaching=Coaching(switch_to=Side.RIGHT), pose=_seen("sides", 13.8)
        ),
        "reps": replace(
            label, pose=squat, classification=nothing, coaching=Coaching(count=Count("squat", 12))
        ),
        "advice": replace(
            label, pose=_seen("no_squats", 15), classification=nothing,
            coaching=Coaching(advice=Advice.STEP_LEFT),
        ),
        "prepare": replace(label, pose=None, coaching=Coaching(progress=_progress(Phase.PREPARE, 1.6))),
        "guided": replace(label, coaching=Coaching(progress=_progress(Phase.HOLD, 18.2, 11.8))),
        "wait": replace(
            label, pose=warrior, classification=nothing,
            coaching=Coaching(progress=_progress(Phase.WAIT, 18.2, 11.8, wrong_side=True)),
        ),
        "page": Glass(page=Page("Well done", (
            Held("chair", None, 20), Held("tree", Side.RIGHT, 30), Held("tree", Side.LEFT, 30),
            Held("warrior", Side.LEFT, 20), Held("warrior", Side.RIGHT, 12, done=False),
            Repeated("squat", 20),
        ), week)),
        "notices": Glass(
            status=STATUS,
            diagnostics="captured 100   not inferred 3   estimated 97",
            notices=("the camera at /dev/video0 stopped sending pictures; check its cable", "second"),
        ),
    }  # fmt: skip


SIZES = {
    "landscape": (1920, 1080),
    "portrait": (1080, 1920),
    "small": (480, 320),
    "small-portrait": (320, 480),
}
