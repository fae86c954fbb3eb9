from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from pi_pose.athlete.motion.footing import stance
from pi_pose.athlete.motion.postures import CHAIR
from pi_pose.athlete.person.body import Build, Cut, Hair
from pi_pose.athlete.person.skeleton import Bone, at_rest
from pi_pose.athlete.sculpture.figure import Part
from pi_pose.athlete.sculpture.sculptor import figure

GRAIN = 1.45


def test_the_skin_is_closed() -> None:
    mesh = figure(Build(), Cut(), GRAIN)
    edges = np.sort(mesh.triangles[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2), axis=1)
    shared = Counter(map(tuple, edges.tolist()))
    assert all(count % 2 == 0 for count in shared.values())


def test_every_vertex_is_carried_whole() -> None:
    mesh = figure(Build(), Cut(), GRAIN)
    assert mesh.weights.sum(axis=1) == pytest.approx(1, abs=1e-4)
    assert (mesh.weights >= 0).all()


def test_normals_point_outwards() -> None:
    mesh = figure(Build(), Cut(), GRAIN)
    a, b, c = (mesh.vertices[mesh.triangles[:, i]] for i in range(3))
    volume = np.einsum("nk,nk->n", a, np.cross(b, c)).sum() / 6
    assert 0.04 < volume < 0.12


def test_left_and_right_hand_are_alike() -> None:
    mesh = figure(Build(), Cut(), GRAIN)
    across = mesh.vertices[mesh.parts == Part.HAND, 0]
    assert across.max() == pytest.approx(-across.min())


@pytest.mark.parametrize("style", Hair)
def test_every_style_but_one_shows_hair(style: Hair) -> None:
    mesh = figure(Build(), Cut(hair=style), GRAIN)
    assert (mesh.hair > 0).any() == (style is not Hair.BALD)


def waist_m(build: Build, cut: Cut) -> float:
    """From the belly to the back."""
    vertices = figure(build, cut, GRAIN).vertices
    around = np.abs(vertices[:, 1] - at_rest(build)[Bone.SPINE, 1]) < 0.03
    return float(np.ptp(vertices[around, 2]))


def test_loose_clothes_stand_off_the_body() -> None:
    assert waist_m(Build(), Cut(top_m=0.03)) > waist_m(Build(), Cut(top_m=0.003)) + 0.03


def test_a_heavy_person_is_wider_than_a_thin_one() -> None:
    assert waist_m(Build(weight=1), Cut()) > waist_m(Build(weight=-1), Cut()) + 0.05


def test_the_skin_follows_the_bones() -> None:
    build = Build()
    mesh = figure(build, Cut(), GRAIN)
    stood = stance(build, CHAIR)
    vertices, normals = mesh.posed(at_rest(build), stood)
    for joint in (Bone.LEFT_FOREARM, Bone.RIGHT_SHIN, Bone.LEFT_HAND):
        nearest = np.linalg.norm(vertices - stood.positions[joint], axis=1).min()
        assert nearest < 0.08
    assert np.linalg.norm(normals, axis=1) == pytest.approx(1, abs=1e-3)


def test_a_coarser_grain_has_fewer_vertices() -> None:
    assert len(figure(Build(), Cut(), 2.0).vertices) < len(figure(Build(), Cut(), GRAIN).vertices)


def test_people_are_remembered() -> None:
    assert figure(Build(), Cut(), GRAIN) is figure(replace(Build()), Cut(), GRAIN)
