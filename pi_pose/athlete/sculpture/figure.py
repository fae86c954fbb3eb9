"""The athlete's body as a mesh that follows the bones."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from enum import IntEnum
from typing import Self

import numpy as np
from numpy.typing import NDArray

from pi_pose.athlete.geometry import Floats, floats, unit
from pi_pose.athlete.motion.kinematics import Stance
from pi_pose.athlete.person.skeleton import Bone
from pi_pose.athlete.sculpture.surface import Triangles


class Part(IntEnum):
    """Which piece of the mesh."""

    BODY = 0
    HAND = 1
    FOOT = 2


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A mesh at rest, with all that drawing needs to know about each vertex."""

    vertices: Floats
    """(n, 3) metres, at rest."""
    normals: Floats
    """(n, 3), outwards, length 1, at rest."""
    weights: Floats
    """(n, bones): how much each bone carries each vertex; rows sum to 1."""
    triangles: Triangles
    openness: Floats
    """(n,): 1 lies open, 0 lies deep in a crease of the body."""
    hair: Floats
    """(n,) metres inside the hairline; below 0 is skin."""
    top: Floats
    """(n,) metres inside the edges of the top; below 0 it does not cover the vertex."""
    trousers: Floats
    """(n,) metres inside the edges of the trousers."""
    parts: NDArray[np.int8]
    """(n,): of `Part`."""

    def posed(self, rest: Floats, stance: Stance) -> tuple[Floats, Floats]:
        """Vertices in the world, metres, and their normals; `rest` (bones, 3) is where the joints rested."""
        offsets = stance.positions - np.einsum("bij,bj->bi", stance.rotations, rest)
        turned = (self.weights @ stance.rotations.reshape(-1, 9)).reshape(-1, 3, 3)
        vertices = np.einsum("vij,vj->vi", turned, self.vertices) + self.weights @ offsets
        return floats(vertices), unit(np.einsum("vij,vj->vi", turned, self.normals))

    def mirrored(self) -> Self:
        """The same on the other side of the body."""
        flip = floats((-1, 1, 1))
        return replace(
            self,
            vertices=self.vertices * flip,
            normals=self.normals * flip,
            weights=self.weights[:, [bone.mirrored for bone in Bone]],
            triangles=self.triangles[:, ::-1].copy(),
        )


def joined(pieces: Sequence[Figure]) -> Figure:
    """Several meshes as one."""
    starts = np.cumsum([0, *(len(piece.vertices) for piece in pieces[:-1])], dtype=np.int32)
    triangles = [piece.triangles + start for piece, start in zip(pieces, starts, strict=True)]
    columns = {
        field.name: np.concatenate([getattr(piece, field.name) for piece in pieces])
        for field in fields(Figure)
    }
    return Figure(**{**columns, "triangles": np.concatenate(triangles)})
