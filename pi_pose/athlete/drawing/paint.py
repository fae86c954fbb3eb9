"""The colour of every point of the resting body: skin, face, clothes, shoes, hair."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pi_pose.athlete.drawing import face, weaving
from pi_pose.athlete.geometry import Floats, Mask, floats, laid, ramp
from pi_pose.athlete.person.body import Body, Rgb, tone
from pi_pose.athlete.person.skeleton import head_cm
from pi_pose.athlete.sculpture.wardrobe import Wardrobe

_EDGE_M = 0.003
"""Half the width over which one colour passes into the next."""
_SKIN_GLOSS, _HAIR_GLOSS, _CLOTH_GLOSS, _SHOE_GLOSS = 0.11, 0.13, 0.015, 0.06
_RUBBER = floats((0.93, 0.93, 0.92))
_UPPER_M, _SOLE_M = 0.097, 0.024
"""How high a shoe reaches, and its sole."""
_FACE_CM = (-5.0, -7.2)
"""Behind the head's joint, and below it, no face is painted."""


@dataclass(frozen=True, slots=True, eq=False)
class Spots:
    """Points of the resting body that are to be painted."""

    places: Floats
    """(n, 3) metres."""
    hair: Floats
    """(n,) metres inside the hairline; so are the next two inside the edges of the clothes."""
    top: Floats
    trousers: Floats
    feet: Mask
    """(n,): which are on a foot."""


def coat(body: Body, spots: Spots) -> Floats:
    """(n, 4): each spot's own colour, 0 to 1, and how glossy it is."""
    dyes, places = body.look.colours, spots.places
    wardrobe = Wardrobe.of(body.build, body.look.cut)
    coat = np.tile(_glossy(tone(dyes.skin), _SKIN_GLOSS), (len(places), 1))
    _paint_face(coat, places, body)
    if body.look.cut.shoes:
        _paint_shoes(coat, spots, dyes.shoes)
    for inside, weave in ((spots.trousers, weaving.legs), (spots.top, weaving.top)):
        at = np.flatnonzero(inside > -_EDGE_M)
        _cover(coat, at, inside[at], _glossy(weave(dyes, wardrobe, places[at], inside[at]), _CLOTH_GLOSS))
    at = np.flatnonzero(spots.hair > -_EDGE_M)
    _cover(coat, at, spots.hair[at], _glossy(_strands(places[at], dyes.hair), _HAIR_GLOSS))
    return coat


def _cover(coat: Floats, at: NDArray[np.intp], inside_m: Floats, cover: Floats) -> None:
    """Paint the points `at`, in place; the edge of what covers them is soft."""
    coat[at] = laid(coat[at], ramp(inside_m, -_EDGE_M, _EDGE_M), cover)


def _paint_shoes(coat: Floats, spots: Spots, upper: Rgb) -> None:
    height = spots.places[:, 1]
    for top_m, colour, gloss in ((_UPPER_M, tone(upper), _SHOE_GLOSS), (_SOLE_M, _RUBBER, _CLOTH_GLOSS)):
        at = np.flatnonzero(spots.feet & (height < top_m + _EDGE_M))
        _cover(coat, at, floats(top_m - height[at]), _glossy(colour, gloss))


def _glossy(colour: Floats, gloss: float) -> Floats:
    """Colours (..., 3) with the same gloss beside each."""
    return np.concatenate([colour, np.full((*colour.shape[:-1], 1), gloss, np.float32)], axis=-1)


def _strands(points: Floats, hair: Rgb) -> Floats:
    """(n, 3): hair, a little lighter and darker by the lock."""
    x, y, z = points.T
    locks = 1 + 0.1 * np.sin(260 * x + 40 * np.sin(9 * y)) * np.sin(90 * z + 13 * x)
    return floats(tone(hair) * locks[:, None])


def _paint_face(coat: Floats, points: Floats, body: Body) -> None:
    """Paint the face, in place, onto the points that are on the head."""
    cm = head_cm(points, body.build)
    back, chin = _FACE_CM
    head = np.flatnonzero((cm[:, 1] > chin) & (cm[:, 2] > back))
    coat[head, :3] = face.painted(coat[head, :3], cm[head], body.look.colours, beard=body.look.cut.beard)
