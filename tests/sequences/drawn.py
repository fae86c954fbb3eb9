"""Makes the sequences that the drawn athlete performs: python -m tests.sequences.drawn [NAME...].

MoveNet looks at drawn pictures, as it would at a camera's; what is kept is what it saw.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pi_pose import recording
from pi_pose.athlete import scene
from pi_pose.athlete.drawing.light import Light
from pi_pose.athlete.motion.exercises import EXERCISES
from pi_pose.athlete.motion.posture import Posture
from pi_pose.athlete.motion.postures import CHAIR, STANDING, TREE, WARRIOR_TWO, walking
from pi_pose.athlete.person.body import Body
from pi_pose.athlete.room import backdrop
from pi_pose.athlete.room.layout import Room
from pi_pose.athlete.view import View
from pi_pose.cli import loading
from pi_pose.coach.classifier import YogaClassifier
from pi_pose.estimator import Estimator
from pi_pose.frames import Frame
from pi_pose.settings import Settings

FPS = 8


class Move(NamedTuple):
    """Go to a posture, and stay."""

    posture: Posture
    seconds: float
    stay_seconds: float = 0.0


def moved(*moves: Move, start: Posture = STANDING) -> Iterator[Posture]:
    for move in moves:
        for i in range(round(move.seconds * FPS)):
            share = i / (move.seconds * FPS)
            yield start.towards(move.posture, share * share * (3 - 2 * share))
        yield from [move.posture] * round(move.stay_seconds * FPS)
        start = move.posture


def squats(count: int, turn: float, place: tuple[float, float] = (0, 0)) -> Iterator[Posture]:
    up = STANDING.changed(turn=turn).moved(place)
    down = EXERCISES["squat"].changed(turn=turn).moved(place)
    yield from moved(Move(up, 0.1, 0.6), *[Move(down, 0.9, 0.2), Move(up, 0.9, 0.3)] * count, start=up)


def sides() -> Iterator[Posture]:
    """Tree on the right leg and on the left, then warrior II to the left and to the right."""
    for held in (TREE, TREE.mirrored(), WARRIOR_TWO, WARRIOR_TWO.mirrored()):
        yield from moved(Move(held, 1.2, 4), Move(STANDING, 1, 0.5))


def no_squats() -> Iterator[Posture]:
    """Walking past and up to the mirror, a squat too close to be seen whole, and two who change places."""
    for i in range(6 * FPS):
        x = -1.6 + 3.2 * i / (6 * FPS)
        yield walking(x / 1.28).changed(turn=78).moved((x, 0))
    for i in range(4 * FPS):
        z = -0.6 + 2.0 * i / (4 * FPS)
        yield walking(z / 1.28).moved((0, z))
    yield from squats(3, turn=30, place=(0, 1.3))
    yield from squats(3, turn=0, place=(0.95, 0.6))
    for _ in range(3):
        yield from [STANDING.moved((-0.7, 0))] * FPS
        yield from [EXERCISES["squat"].moved((0.7, 0))] * FPS
    yield from moved(Move(EXERCISES["high knee"], 0.4), Move(STANDING, 0.4), Move(CHAIR, 0.5, 0.2))


SEQUENCES = {
    "sides": sides,
    "squats_aside": lambda: squats(4, turn=60),
    "no_squats": no_squats,
}


def recorded(postures: Iterator[Posture]) -> Iterator[str]:
    view, room, body = View(), Room.default(), Body.default()
    background = backdrop.paint(room, view)
    settings = Settings()
    estimator = Estimator(loading.load(settings), YogaClassifier(), settings)
    for index, posture in enumerate(postures):
        image = scene.draw(body, posture, view, Light(), background).image
        yield recording.write(estimator.follow(Frame(image, index, index / FPS)))


if __name__ == "__main__":
    for name in sys.argv[1:] or SEQUENCES:
        lines = recorded(SEQUENCES[name]())
        Path(__file__).with_name(f"{name}.jsonl").write_text("\n".join(lines) + "\n")
