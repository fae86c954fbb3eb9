"""Rooms of every kind, drawn by lot."""

import numpy as np

from pi_pose.athlete.drawing.light import Light, Tint
from pi_pose.athlete.lots import chance, one_of, shifted, tinted
from pi_pose.athlete.person.body import Rgb
from pi_pose.athlete.room.layout import Box, Mat, Material, Picture, Plant, Room, Window
from pi_pose.athlete.room.textures import Texture

_WOODS: tuple[Rgb, ...] = (
    (176, 140, 104),
    (206, 176, 138),
    (142, 104, 74),
    (112, 80, 58),
    (186, 168, 148),
    (92, 70, 56),
)
_STONES: tuple[Rgb, ...] = (
    (196, 192, 186),
    (150, 148, 146),
    (110, 110, 112),
    (220, 216, 208),
    (170, 156, 140),
)
_CLOTHS: tuple[Rgb, ...] = (
    (128, 126, 130),
    (96, 104, 120),
    (156, 138, 116),
    (112, 96, 92),
    (76, 92, 84),
    (170, 166, 160),
)
_WALLS: tuple[Rgb, ...] = (
    (212, 206, 194), (232, 230, 224), (196, 204, 206), (180, 190, 176), (206, 186, 172), (150, 164, 178),
    (120, 128, 124), (92, 96, 104), (226, 210, 176), (190, 120, 100), (160, 148, 168), (238, 236, 236),
)  # fmt: skip
_BRICKS: tuple[Rgb, ...] = ((164, 92, 72), (190, 178, 166), (128, 84, 70))
_FIELDS: tuple[tuple[Texture, Rgb, Rgb], ...] = (
    (Texture.GRASS, (112, 138, 78), (70, 98, 48)),
    (Texture.GRASS, (146, 150, 92), (96, 104, 58)),
    (Texture.SAND, (206, 184, 146), (168, 144, 108)),
    (Texture.CONCRETE, (166, 164, 160), (128, 126, 124)),
    (Texture.TILES, (196, 188, 176), (138, 130, 120)),
    (Texture.PLANKS, (170, 140, 112), (110, 86, 64)),
)
_SKIES: tuple[Rgb, ...] = (
    (150, 190, 226),
    (188, 200, 212),
    (120, 168, 222),
    (216, 190, 170),
    (206, 212, 216),
)


def random_room(rng: np.random.Generator) -> Room:
    """A living room, a studio, a bare backdrop, or out of doors."""
    kind = rng.choice(4, p=(0.5, 0.22, 0.1, 0.18))
    return (_living_room, _studio, _backdrop, _outdoors)[kind](rng)


def random_light(rng: np.random.Generator) -> Light:
    """From soft to hard, warm to cold, from any side but below."""
    warmth = float(rng.normal(0, 0.06))
    lamp = float(rng.uniform(0.35, 0.85))
    ambient = float(rng.uniform(0.95, 1.15)) - lamp * 0.75
    return Light(
        towards=(float(rng.uniform(-1, 1)), float(rng.uniform(0.5, 1.2)), float(rng.uniform(-0.35, 1))),
        lamp=_tint(lamp, warmth),
        above=_tint(ambient, -warmth),
        below=_tint(ambient * float(rng.uniform(0.45, 0.75)), warmth),
        softness=float(rng.uniform(0.1, 0.9)),
    )


def _tint(level: float, warmth: float) -> Tint:
    return level * (1 + warmth), level, level * (1 - warmth)


def _living_room(rng: np.random.Generator) -> Room:
    back, half = float(rng.uniform(-3.4, -1.3)), float(rng.uniform(1.9, 3.8))
    window = _windows(rng, half)
    return Room(
        floor=_indoor_floor(rng),
        wall=_indoor_wall(rng),
        back_m=back,
        half_width_m=half,
        height_m=float(rng.uniform(2.3, 3.2)),
        skirting=shifted(rng, (232, 230, 224), 10) if chance(rng, 0.7) else one_of(rng, _WOODS),
        windows=window,
        pictures=_pictures(rng, half),
        mats=_mats(rng, 0.6),
        boxes=_furniture(rng, back, half),
        plants=_plants(rng, back, half),
        light=random_light(rng),
    )


def _studio(rng: np.random.Generator) -> Room:
    return Room(
        floor=_indoor_floor(rng),
        wall=_indoor_wall(rng),
        back_m=float(rng.uniform(-5, -2)),
        half_width_m=float(rng.uniform(3, 6)),
        height_m=float(rng.uniform(2.8, 4.5)),
        mats=_mats(rng, 0.7),
        light=random_light(rng),
    )


def _backdrop(rng: np.random.Generator) -> Room:
    colour = one_of(rng, _WALLS)
    plain = Material(Texture.PLASTER, colour, shifted(rng, colour, 14))
    return Room(
        floor=plain,
        wall=plain,
        back_m=-4,
        half_width_m=20,
        height_m=20,
        skirting=colour,
        light=random_light(rng),
    )


def _outdoors(rng: np.random.Generator) -> Room:
    texture, first, second = one_of(rng, _FIELDS)
    floor = Material(texture, shifted(rng, first, 12), shifted(rng, second, 12), float(rng.uniform(0.8, 1.5)))
    return Room(
        floor=floor,
        wall=None,
        sky=shifted(rng, one_of(rng, _SKIES), 10),
        mats=_mats(rng, 0.4),
        light=random_light(rng),
    )


def _indoor_floor(rng: np.random.Generator) -> Material:
    texture = one_of(rng, (Texture.PLANKS, Texture.PLANKS, Texture.TILES, Texture.CARPET, Texture.CONCRETE))
    colours = {Texture.PLANKS: _WOODS, Texture.CARPET: _CLOTHS}.get(texture, _STONES)
    return _material(rng, texture, one_of(rng, colours))


def _indoor_wall(rng: np.random.Generator) -> Material:
    texture = one_of(
        rng, (*(Texture.PLASTER,) * 4, Texture.BRICK, Texture.PANELS, Texture.STRIPES, Texture.CONCRETE)
    )
    return _material(rng, texture, one_of(rng, _BRICKS if texture is Texture.BRICK else _WALLS))


def _material(rng: np.random.Generator, texture: Texture, colour: Rgb) -> Material:
    first = shifted(rng, colour, 12)
    red, green, blue = first
    darker = float(rng.uniform(0.55, 0.85))
    second = round(red * darker), round(green * darker), round(blue * darker)
    return Material(texture, first, second, float(rng.uniform(0.8, 1.4)))


def _windows(rng: np.random.Generator, half: float) -> tuple[Window, ...]:
    if chance(rng, 0.45):
        return ()
    wide, sill = float(rng.uniform(0.7, 1.8)), float(rng.uniform(0.1, 1.1))
    left = float(rng.uniform(-half + 0.1, max(half - wide - 0.1, -half + 0.2)))
    top = min(sill + float(rng.uniform(0.9, 1.6)), 2.2)
    return (Window(left, left + wide, sill, top, sky=shifted(rng, one_of(rng, _SKIES), 14)),)


def _pictures(rng: np.random.Generator, half: float) -> tuple[Picture, ...]:
    return tuple(
        Picture(
            (float(rng.uniform(-half + 0.5, half - 0.5)), float(rng.uniform(1.4, 1.8))),
            (float(rng.uniform(0.3, 1.0)), float(rng.uniform(0.3, 0.9))),
            (tinted(rng), tinted(rng), tinted(rng)),
        )
        for _ in range(rng.integers(0, 3))
    )


def _mats(rng: np.random.Generator, likely: float) -> tuple[Mat, ...]:
    if not chance(rng, likely):
        return ()
    long, wide = float(rng.uniform(1.6, 2.4)), float(rng.uniform(0.6, 1.6))
    return (Mat((long, wide), tinted(rng), (float(rng.normal(0, 0.2)), float(rng.normal(0, 0.1)))),)


def _furniture(rng: np.random.Generator, back: float, half: float) -> tuple[Box, ...]:
    """Sideboards, shelves and benches along the back wall."""
    boxes = []
    for _ in range(rng.integers(0, 4)):
        wide, tall, deep = (
            float(rng.uniform(0.4, 1.4)),
            float(rng.uniform(0.4, 1.9)),
            float(rng.uniform(0.25, 0.6)),
        )
        left = float(rng.uniform(-half, half - wide)) if half > wide else -half
        colour = one_of(rng, (*_WOODS, *_WALLS, tinted(rng)))
        boxes.append(Box((left, 0.0, back), (left + wide, tall, back + deep), shifted(rng, colour, 12)))
    return tuple(boxes)


def _plants(rng: np.random.Generator, back: float, half: float) -> tuple[Plant, ...]:
    side = one_of(rng, (-1.0, 1.0))
    place = side * (half - float(rng.uniform(0.2, 0.6))), back + float(rng.uniform(0.25, 0.6))
    leaf = shifted(rng, (72, 112, 66), 22)
    plant = Plant(place, float(rng.uniform(0.6, 1.7)), leaf, tinted(rng), int(rng.integers(1000)))
    return (plant,) if chance(rng, 0.45) else ()
