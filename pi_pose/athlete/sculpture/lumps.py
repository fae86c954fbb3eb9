"""Flesh, described lump by lump on a person of average size."""

from dataclasses import dataclass, replace
from typing import Self

from pi_pose.athlete.geometry import Floats, floats
from pi_pose.athlete.person.body import Build
from pi_pose.athlete.person.skeleton import MODEL_HEAD_M, Bone, at_rest, head_height
from pi_pose.athlete.sculpture.volumes import Volume

Triple = tuple[float, float, float]
Gains = tuple[float, float]
Radii = tuple[float, float]
Point = tuple[Bone, Triple]
"""A joint at rest, and centimetres to the left, up and forwards of it."""

_MODEL_HEIGHT_M, _MODEL_MUSCLE = 1.72, 0.4
_ROUND: Triple = (1.0, 1.0, 1.0)
_LEAN: Gains = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Lump:
    """A round cone between two points."""

    bone: Bone
    """Which bone it moves with."""
    start: Point
    end: Point
    radii_cm: Radii
    """At the start and at the end."""
    stretch: Triple = _ROUND
    """How much wider than round: to the sides, upwards, forwards."""
    gains: Gains = _LEAN
    """How much wider, as a share, on a heavy person and on a muscular one."""

    def mirrored(self) -> Self:
        """The same lump on the other side."""
        start, end = _mirrored(self.start), _mirrored(self.end)
        return replace(self, bone=self.bone.mirrored, start=start, end=end)

    def on(self, build: Build) -> Volume:
        """The lump on one person at rest, metres."""
        head = self.bone is Bone.HEAD
        scale = head_height(build) / MODEL_HEAD_M if head else build.height_m / _MODEL_HEIGHT_M
        weight, muscle = self.gains
        fuller = 1 + weight * build.weight + muscle * (build.muscle - _MODEL_MUSCLE)
        near, far = (radius / 100 * scale * fuller for radius in self.radii_cm)
        start, end = (_placed(point, build, scale) for point in (self.start, self.end))
        return Volume(self.bone, start, end, (near, far), floats(self.stretch))


def ball(
    bone: Bone, centre: Triple, radius_cm: float, stretch: Triple = _ROUND, gains: Gains = _LEAN
) -> Lump:
    """A ball, or an egg, near its own bone's joint."""
    return Lump(bone, (bone, centre), (bone, centre), (radius_cm, radius_cm), stretch, gains)


def cone(
    bone: Bone, start: Triple, end: Triple, radii_cm: Radii, stretch: Triple = _ROUND, gains: Gains = _LEAN
) -> Lump:
    """A cone with both ends near its own bone's joint."""
    return Lump(bone, (bone, start), (bone, end), radii_cm, stretch, gains)


def link(bone: Bone, start: Triple, until: Bone, end: Triple, radii_cm: Radii, gains: Gains = _LEAN) -> Lump:
    """A round cone from near its own bone's joint to near another."""
    return Lump(bone, (bone, start), (until, end), radii_cm, _ROUND, gains)


def pair(*left: Lump) -> tuple[Lump, ...]:
    """The lumps on the left, and the same on the right."""
    return left + tuple(lump.mirrored() for lump in left)


def _mirrored(point: Point) -> Point:
    joint, (x, y, z) = point
    return joint.mirrored, (-x, y, z)


def _placed(point: Point, build: Build, scale: float) -> Floats:
    joint, offset_cm = point
    return floats(at_rest(build)[joint] + floats(offset_cm) * (scale / 100))
