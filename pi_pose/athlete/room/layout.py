"""The place where the athlete trains."""

from dataclasses import dataclass, field

from pi_pose.athlete.drawing.light import Light
from pi_pose.athlete.person.body import Rgb
from pi_pose.athlete.room.textures import Texture

Corner = tuple[float, float, float]
"""Metres (x, y, z)."""


@dataclass(frozen=True, slots=True)
class Material:
    """What a surface is made of."""

    texture: Texture
    first: Rgb
    second: Rgb
    scale: float = 1.0
    """How much larger the pattern is than usual."""


@dataclass(frozen=True, slots=True)
class Box:
    """Something that stands in the room."""

    low: Corner
    high: Corner
    colour: Rgb


@dataclass(frozen=True, slots=True)
class Window:
    """A window in the back wall."""

    left_m: float
    right_m: float
    sill_m: float
    top_m: float
    sky: Rgb = (206, 222, 236)
    frame: Rgb = (238, 236, 230)

    @property
    def centre_m(self) -> tuple[float, float]:
        """The middle: x and y."""
        return (self.left_m + self.right_m) / 2, (self.sill_m + self.top_m) / 2

    @property
    def size_m(self) -> tuple[float, float]:
        """Width and height."""
        return self.right_m - self.left_m, self.top_m - self.sill_m


@dataclass(frozen=True, slots=True)
class Picture:
    """A framed picture on the back wall."""

    centre_m: tuple[float, float]
    """x and y."""
    size_m: tuple[float, float]
    colours: tuple[Rgb, Rgb, Rgb]


@dataclass(frozen=True, slots=True)
class Mat:
    """A mat on the floor, its middle at the place of the athlete."""

    size_m: tuple[float, float] = (2.2, 0.9)
    """Across the picture, and away from the camera."""
    colour: Rgb = (122, 108, 160)
    centre_m: tuple[float, float] = (0.0, 0.0)
    """x and z."""


@dataclass(frozen=True, slots=True)
class Plant:
    """A plant in a pot."""

    place_m: tuple[float, float]
    """x and z of the pot."""
    height_m: float = 1.2
    leaf: Rgb = (72, 112, 66)
    pot: Rgb = (196, 164, 138)
    seed: int = 0
    """Which way the leaves fall."""


@dataclass(frozen=True, slots=True)
class Room:
    """Everything behind the athlete. Without walls, it is outdoors."""

    floor: Material = Material(Texture.PLANKS, (176, 140, 104), (112, 82, 56))
    wall: Material | None = Material(Texture.PLASTER, (212, 206, 194), (180, 172, 160))
    back_m: float = -2.1
    """Where the back wall is along z, or the horizon's hills begin."""
    half_width_m: float = 2.9
    height_m: float = 2.7
    skirting: Rgb = (236, 233, 226)
    sky: Rgb = (150, 190, 226)
    windows: tuple[Window, ...] = ()
    pictures: tuple[Picture, ...] = ()
    mats: tuple[Mat, ...] = ()
    boxes: tuple[Box, ...] = ()
    plants: tuple[Plant, ...] = ()
    light: Light = field(default_factory=Light)

    @classmethod
    def default(cls) -> "Room":
        """The room of the demo."""
        return cls(
            windows=(Window(-2.25, -0.95, 0.85, 2.25),),
            pictures=(Picture((0.95, 1.62), (0.62, 0.8), ((222, 204, 176), (196, 118, 88), (72, 96, 108))),),
            mats=(Mat(),),
            boxes=(
                Box((1.55, 0.0, -2.1), (2.7, 0.62, -1.7), (158, 122, 92)),
                Box((1.7, 0.62, -2.02), (1.98, 0.9, -1.78), (92, 120, 122)),
            ),
            plants=(Plant((-2.45, -1.7), 1.35),),
        )
