"""What several commands share: the common options, the settings they lead to, and progress bars."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from pi_pose import settings
from pi_pose.errors import SettingsError
from pi_pose.settings import Settings

if TYPE_CHECKING:
    from tqdm import tqdm

CONFIG_VARIABLE = "PI_POSE_CONFIG"

KEYPOINTS = Path("~/.cache/pi-pose/keypoints")

CONFIG_PLACES = (
    Path(__file__).parents[2] / "config.yaml",
    Path("~/.config/pi-pose/config.yaml"),
    Path("/etc/pi-pose/config.yaml"),
)
"""Where config.yaml is looked for: beside the program, the user's own, the machine's."""


def add_common(parser: argparse.ArgumentParser, default: str | None = None) -> None:
    """Add the options that go before and behind every command's name."""
    parser.add_argument("--config", type=Path, metavar="FILE", default=default, help="the config.yaml to use")
    parser.add_argument(
        "--debug", action="store_true", default=default or False, help="log everything, show tracebacks"
    )


def add_cache(parser: argparse.ArgumentParser) -> None:
    """Add the option of the commands that look at many pictures again and again."""
    parser.add_argument(
        "--cache",
        type=Path,
        metavar="FOLDER",
        default=KEYPOINTS.expanduser(),
        help="where keypoints are kept",
    )


def config_path(chosen: argparse.Namespace) -> Path:
    """Return the config file to use. Raises SettingsError when there is none."""
    if chosen.config is not None:
        return Path(chosen.config)
    if CONFIG_VARIABLE in os.environ:
        return Path(os.environ[CONFIG_VARIABLE])
    places = [place.expanduser() for place in CONFIG_PLACES]
    if found := next((place for place in places if place.is_file()), None):
        return found
    raise SettingsError(f"there is no {' nor '.join(map(str, places))}; name your config.yaml with --config")


def load_settings(chosen: argparse.Namespace) -> Settings:
    """Read config.yaml, and let the options on the command line win."""
    return override(settings.load(config_path(chosen)), chosen)


def override(loaded: Settings, chosen: argparse.Namespace) -> Settings:
    """Put the options that were given in the place of what the file says."""
    return msgspec.structs.replace(
        loaded,
        camera=_replaced(loaded.camera, source=getattr(chosen, "source", None)),
        model=_replaced(loaded.model, name=getattr(chosen, "model", None)),
        display=_replaced(
            loaded.display,
            fullscreen=False if getattr(chosen, "window", False) else None,
            background=_background(loaded, chosen),
        ),
    )


def _background(loaded: Settings, chosen: argparse.Namespace) -> str | None:
    """A film is no mirror: there the picture is worth seeing, unless config.yaml says otherwise."""
    film = getattr(chosen, "film", False) and loaded.display.background == "auto"
    return "camera" if film else None


def progress(unit: str, total: int | None = None, *, scale: bool = False) -> "tqdm[Any]":
    """Return a progress bar that shows on a terminal and nowhere else."""
    from tqdm import tqdm  # noqa: PLC0415  the mirror needs none, and should not wait for it

    return tqdm(total=total, unit=f" {unit}", unit_scale=scale, disable=not sys.stderr.isatty(), leave=False)


def on(bar: "tqdm[Any]") -> Callable[[int, int], None]:
    """Return what moves a bar to `here` of `size`."""

    def show(here: int, size: int) -> None:
        bar.total = size
        bar.update(here - bar.n)

    return show


def _replaced(section: Any, **given: Any) -> Any:  # noqa: ANN401  any section of the settings
    changes = {key: value for key, value in given.items() if value is not None}
    return msgspec.structs.replace(section, **changes)
