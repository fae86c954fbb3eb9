"""Makes the mesh of a person from flesh, clothes and hair."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from pi_pose.athlete.geometry import Floats, floats, unit
from pi_pose.athlete.person.body import Build, Cut
from pi_pose.athlete.person.skeleton import Bone, at_rest
from pi_pose.athlete.sculpture import anatomy, hair
from pi_pose.athlete.sculpture.figure import Figure, Part, joined
from pi_pose.athlete.sculpture.surface import Triangles, skin
from pi_pose.athlete.sculpture.volumes import FAR_M, Grid, Volume, melted, sampled, shares
from pi_pose.athlete.sculpture.wardrobe import Wardrobe

_BODY_STEP_M, _HEAD_STEP_M, _HAND_STEP_M, _FOOT_STEP_M = 0.022, 0.011, 0.008, 0.012
"""How far apart vertices are on a figure of grain 1."""
_BODY_MELT_M, _LIMB_MELT_M = 0.012, 0.004
"""How round flesh joins flesh."""
_BODY_FOLLOW_M, _LIMB_FOLLOW_M = 0.022, 0.007
"""How far past a joint the skin feels both bones."""
_CREASE_M = 0.05
"""How near another part of the body must be to take light away."""
_MARGIN_M, _LIMB_MARGIN_M = 0.085, 0.015
"""How much space there is around the flesh: for clothes, and to see what is open."""
_SOLE_M = 0.002


@lru_cache(maxsize=256)
def figure(build: Build, cut: Cut, grain: float = 1.0) -> Figure:
    """The mesh of a person, with vertices further apart the coarser the `grain`.

    Sculpting takes some twentieth of a second, so people are remembered; each takes a megabyte.
    """
    wardrobe = Wardrobe.of(build, cut)
    hand, foot = _hand(build, grain), _foot(build, cut, grain)
    pieces = [_trunk(build, cut, wardrobe, grain), hand, hand.mirrored(), foot, foot.mirrored()]
    return _dressed(joined(pieces), wardrobe)


def _trunk(build: Build, cut: Cut, wardrobe: Wardrobe, grain: float) -> Figure:
    """Everything but hands and feet."""
    flesh, strands = anatomy.body(build), hair.strands(cut.hair, build)
    grid = _grid([*flesh, *strands], float(at_rest(build)[Bone.NECK, 1]), grain)
    body = melted(flesh, grid, _BODY_MELT_M) - wardrobe.thickness(*grid.open)
    locks = hair.distance(cut.hair, build, grid)
    mesh = _sculpted([*flesh, *strands], np.minimum(body, locks), grid, Part.BODY)
    return replace(mesh, hair=sampled(floats(body - locks), grid, mesh.vertices))


def _dressed(mesh: Figure, wardrobe: Wardrobe) -> Figure:
    """The same, knowing where its clothes are."""
    x, y, z = mesh.vertices.T
    return replace(mesh, top=wardrobe.top(x, y, z), trousers=wardrobe.trousers(y))


def _grid(volumes: Sequence[Volume], neck_m: float, grain: float) -> Grid:
    """Fine steps through the head, coarse ones elsewhere."""
    coarse, fine = grain * _BODY_STEP_M, grain * _HEAD_STEP_M
    (left, low, back), (right, high, front) = Grid.around(volumes, coarse, _MARGIN_M).corners
    return Grid.graded(
        [(left, coarse), (-0.09, coarse), (0.09, 1.3 * fine), (right, coarse)],
        [(low, coarse), (neck_m, coarse), (high, fine)],
        [(back, coarse), (-0.07, coarse), (front, 1.25 * fine)],
    )


def _hand(build: Build, grain: float) -> Figure:
    volumes = anatomy.left_hand(build)
    grid = Grid.around(volumes, grain * _HAND_STEP_M, _LIMB_MARGIN_M)
    return _sculpted(volumes, melted(volumes, grid, _LIMB_MELT_M), grid, Part.HAND)


def _foot(build: Build, cut: Cut, grain: float) -> Figure:
    volumes = anatomy.left_foot(build, shoe=cut.shoes)
    grid = Grid.around(volumes, grain * _FOOT_STEP_M, _LIMB_MARGIN_M)
    flat = np.maximum(melted(volumes, grid, _LIMB_MELT_M), _SOLE_M - grid.open[1])
    return _sculpted(volumes, flat, grid, Part.FOOT)


def _sculpted(volumes: Sequence[Volume], distance: Floats, grid: Grid, part: Part) -> Figure:
    vertices, triangles = skin(distance, grid)
    normals = _normals(vertices, triangles)
    around = sampled(distance, grid, floats(vertices + _CREASE_M * normals))
    bare = np.full(len(vertices), -FAR_M, np.float32)
    follow = _BODY_FOLLOW_M if part is Part.BODY else _LIMB_FOLLOW_M
    return Figure(
        vertices=vertices,
        normals=normals,
        weights=shares(volumes, vertices, follow),
        triangles=triangles,
        openness=np.clip(around / np.float32(_CREASE_M), 0, 1),
        hair=bare,
        top=bare,
        trousers=bare,
        parts=np.full(len(vertices), part, np.int8),
    )


def _normals(vertices: Floats, triangles: Triangles) -> Floats:
    """(n, 3): the mean of the faces around each vertex, the large ones counting more."""
    a, b, c = (vertices[triangles[:, i]] for i in range(3))
    faces = np.repeat(np.cross(b - a, c - a), 3, axis=0)
    sums = [np.bincount(triangles.ravel(), face, len(vertices)) for face in faces.T]
    return unit(floats(np.stack(sums, axis=1)))
