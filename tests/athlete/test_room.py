import numpy as np
import pytest

from pi_pose.athlete.room import backdrop
from pi_pose.athlete.room.layout import Material, Room
from pi_pose.athlete.room.rooms import random_room
from pi_pose.athlete.room.textures import Texture, shade
from pi_pose.athlete.view import View

VIEW = View(size_wh=(96, 72))


def test_the_same_room_looks_the_same() -> None:
    backdrop.paint.cache_clear()
    first = backdrop.paint(Room.default(), VIEW).copy()
    backdrop.paint.cache_clear()
    assert np.array_equal(backdrop.paint(Room.default(), VIEW), first)


def test_a_remembered_room_cannot_be_spoilt() -> None:
    with pytest.raises(ValueError, match="read-only"):
        backdrop.paint(Room.default(), VIEW)[:] = 0


def test_the_same_lot_gives_the_same_room() -> None:
    assert random_room(np.random.default_rng(3)) == random_room(np.random.default_rng(3))


def test_random_rooms_look_different() -> None:
    rng = np.random.default_rng(0)
    means = [backdrop.paint(random_room(rng), VIEW).mean() for _ in range(12)]
    assert np.std(means) > 10


@pytest.mark.parametrize("texture", Texture)
def test_every_texture_paints_a_floor(texture: Texture) -> None:
    room = Room(floor=Material(texture, (200, 0, 0), (0, 0, 200)), mats=())
    red, green, _ = backdrop.paint(room, VIEW)[-6, 48]
    assert red > green


@pytest.mark.parametrize("texture", Texture)
def test_a_texture_stays_between_its_two_colours(texture: Texture) -> None:
    u, v = np.random.default_rng(0).uniform(-5, 5, (2, 2000)).astype(np.float32)
    values = shade(texture, u, v, 1.0)
    assert values.shape == u.shape
    assert np.abs(values).max() <= 1.3


def test_a_room_without_walls_shows_the_sky() -> None:
    open_air = backdrop.paint(Room(wall=None, sky=(40, 90, 250)), VIEW)
    red, _, blue = open_air[:6].reshape(-1, 3).mean(axis=0)
    assert blue > red + 30
