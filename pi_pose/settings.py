"""Everything the owner can set, validated whole before any device opens."""

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, field
from msgspec.structs import replace

from pi_pose import document, plain_file, schema
from pi_pose.document import DocumentError
from pi_pose.errors import SettingsError
from pi_pose.schema import Section

Share: TypeAlias = Annotated[float, Meta(ge=0, le=1)]
Seconds: TypeAlias = Annotated[float, Meta(ge=0, le=60)]
Pixels: TypeAlias = Annotated[int, Meta(ge=64, le=7680)]
Turn: TypeAlias = Literal[0, 90, 180, 270]
Kind: TypeAlias = Literal["movenet", "multipose", "posenet"]
"""What a pose model takes and answers."""

AUTO, SYNTHETIC, V4L2, PICAMERA2 = "auto", "synthetic", "v4l2", "picamera2"


class Thresholds(Section, frozen=True):
    """How sure the mirror must be before it says something."""

    keypoint_score: Share = 0.3
    person_score: Share = 0.2
    label_score: Share = 0.6
    label_exit_score: Share = 0.4
    hold_seconds: Seconds = 0.35
    release_seconds: Seconds = 0.5


class Holds(Section, frozen=True):
    """When a pose counts as held."""

    enter_score: Share = 0.7
    exit_score: Share = 0.5
    grace_seconds: Seconds = 1.0
    goal_seconds: Annotated[float, Meta(ge=1, le=600)] = 30.0


class Flow(Section, frozen=True):
    """What the mirror leads through."""

    name: str = "morning"
    autostart: bool = False


class History(Section, frozen=True):
    """What is kept of the training."""

    keep: Literal["camera", "all", "nothing"] = "camera"
    path: str = ""


class Idle(Section, frozen=True):
    """What happens while nobody is there."""

    after_seconds: Annotated[float, Meta(ge=0, le=86_400)] = 120.0
    rate_hz: Annotated[float, Meta(ge=1, le=30)] = 4.0
    sleep_command: tuple[str, ...] = ()
    wake_command: tuple[str, ...] = ()


class Sound(Section, frozen=True):
    """What is heard."""

    enabled: bool = True
    volume: Share = 0.6


class Smoothing(Section, frozen=True):
    """The One-Euro filter over the keypoints."""

    cutoff_hz: Annotated[float, Meta(ge=0.1, le=30)] = 1.5
    speed: Annotated[float, Meta(ge=0, le=100)] = 8.0


class Camera(Section, frozen=True):
    """Where the pictures come from."""

    source: str = AUTO
    device: Annotated[int, Meta(ge=0, le=63)] = 0
    width: Pixels = 640
    height: Pixels = 480
    fps: Annotated[int, Meta(ge=1, le=120)] = 30
    rotate: Turn = 0


class Model(Section, frozen=True):
    """The network that finds the keypoints."""

    name: str = "lightning"
    path: str = ""
    folder: str = ""
    runtime: Literal["auto", "litert", "tflite-runtime"] = "auto"
    threads: Annotated[int, Meta(ge=1, le=16)] = 2
    accelerator: Literal["auto", "cpu", "edgetpu"] = "auto"
    people: Literal["nearest", "all"] = "nearest"


class Heat(Section, frozen=True):
    """What happens when the processor gets hot."""

    lighter_at_celsius: Annotated[float, Meta(ge=0, le=110)] = 80.0


class NamedModel(Section, frozen=True):
    """A model of the owner's, or what is special about one from the catalogue."""

    path: str = ""
    kind: Kind = "movenet"
    keypoint_score: Share | None = None
    person_score: Share | None = None


class Models(Section, frozen=True):
    """What the owner says about single models."""

    cycle: tuple[str, ...] = ()
    named: dict[str, NamedModel] = field(default_factory=dict)


class Updates(Section, frozen=True):
    """Newer models, over the air."""

    enabled: bool = False
    manifest: str = ""
    public_key: str = ""
    sha256: Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")] = ""


class Poses(Section, frozen=True):
    """The poses that have a name."""

    model: str = ""
    folder: str = ""


class Display(Section, frozen=True):
    """What the glass shows."""

    background: Literal["auto", "camera", "black"] = "auto"
    mirror: bool = True
    rotate: Turn = 0
    fit: Literal["contain", "cover"] = "contain"
    fullscreen: bool = True
    width: Pixels = 1280
    height: Pixels = 720
    language: Literal["en", "de", "uk"] = "en"
    diagnostics: bool = False

    @property
    def shows_camera(self) -> bool:
        """Whether the camera's picture is behind the skeleton; behind two-way glass only light shows."""
        return self.background == "camera" or (self.background == "auto" and not self.mirror)


class Button(Section, frozen=True):
    """The push button in the frame."""

    enabled: bool = True
    pin: Annotated[int, Meta(ge=2, le=27)] = 17
    pull: Literal["up", "down"] = "up"
    debounce_seconds: Annotated[float, Meta(ge=0, le=0.5)] = 0.03
    long_seconds: Annotated[float, Meta(ge=0.3, le=10)] = 1.0
    long_press: Literal["flow", "teach"] = "flow"
    shutdown_seconds: Annotated[float, Meta(ge=2, le=30)] = 5.0


class Settings(Section, frozen=True):
    """The whole of config.yaml."""

    thresholds: Thresholds = Thresholds()
    holds: Holds = Holds()
    flow: Flow = Flow()
    history: History = History()
    idle: Idle = Idle()
    sound: Sound = Sound()
    smoothing: Smoothing = Smoothing()
    camera: Camera = Camera()
    model: Model = Model()
    models: Models = Models()
    heat: Heat = Heat()
    updates: Updates = Updates()
    poses: Poses = Poses()
    display: Display = Display()
    button: Button = Button()

    def for_model(self, model: str) -> "Settings":
        """The settings as they are for one model: its own thresholds in the place of the common ones."""
        named = self.models.named.get(model)
        if named is None:
            return self
        own = {"keypoint_score": named.keypoint_score, "person_score": named.person_score}
        given = {key: value for key, value in own.items() if value is not None}
        return replace(self, thresholds=replace(self.thresholds, **given))


def load(path: Path) -> Settings:
    """Read and check a config file. Raises SettingsError with a line for each problem in it."""
    try:
        text = plain_file.read(path, document.MAX_BYTES).decode()
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} is not a text file; put back a good copy of it") from error
    except FileNotFoundError as error:
        raise SettingsError(f"there is no {path}; put it back, or name the file with --config") from error
    except OSError as error:
        raise SettingsError(f"cannot read {path}: {error.strerror}; put back a good copy of it") from error
    return parse(text, str(path))


def parse(text: str, name: str) -> Settings:
    """Check the text of a config file called `name`. Raises SettingsError like `load`."""
    try:
        config = document.read(text, name)
    except DocumentError as error:
        raise SettingsError(str(error)) from error
    if problems := schema.problems(config, Settings):
        raise SettingsError("\n".join(problems))
    return schema.build(config, Settings)
